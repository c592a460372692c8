/**
 * How often a property is tried: `count` times in `npm test`, where the inputs are the same in every run, so that what is
 * green stays green; `npm run fuzz` tries more, from a seed that it prints.
 */
export function runs(count: number): { numRuns: number; seed: number } {
  const { MERLON_FUZZ_RUNS, MERLON_FUZZ_SEED } = process.env
  return { numRuns: Math.max(count, Number(MERLON_FUZZ_RUNS ?? 0)), seed: Number(MERLON_FUZZ_SEED ?? 1) }
}
