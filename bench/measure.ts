/** What every measure needs. */
export interface Bench {
  /** Of its own, removed at the end. */
  readonly directory: string
  /** The files of a control plane. */
  readonly fixture: string
  /** Numbers of nodes that were asked for. */
  readonly sizes: readonly number[]
  print(line: string): void
  /** Says where a long measure is: shown beside the figures, not among them. */
  progress(text: string): void
}

/** Milliseconds of this process's processor time, and of the clock. */
export interface Spent {
  readonly cpu: number
  readonly wall: number
}

/** What a piece of work takes. */
export async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { cpu: (user + system) / 1000, wall: performance.now() - start }
}

/** Medians of CPU and wall time, in milliseconds, after three runs that do not count. */
export async function measure(runs: number, work: () => Promise<unknown>): Promise<Spent> {
  for (let warm = 0; warm < 3; warm += 1) await work()
  const all: Spent[] = []
  for (let run = 0; run < runs; run += 1) all.push(await spent(work))
  const median = (of: keyof Spent) =>
    quantile(
      all.map((each) => each[of]),
      0.5,
    )
  return { cpu: median('cpu'), wall: median('wall') }
}

/** Waits for something, 30 seconds at most. */
export async function until(good: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await good())) {
    if (Date.now() > end) throw new Error('waited for 30 s in vain')
    await new Promise((done) => setTimeout(done, 5))
  }
}

/** `part` of 1 of the values are at most this. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
