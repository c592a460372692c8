import { printableJson } from '../../lib/printable.ts'
import { terminalOf } from '../../lib/terminal.ts'
import { version } from '../../lib/version.ts'
import { loadBenchmarks } from '../rulebook/benchmarks.ts'
import { builtInRules, loadPack } from '../rulebook/load.ts'
import { benchmarkTable } from './compliance.ts'

/** Prints the benchmarks that come with Merlon; returns the exit code. */
export function listBenchmarks(format: 'table' | 'json', out: NodeJS.WriteStream): number {
  const benchmarks = loadBenchmarks(loadPack([builtInRules], {}, version))
  if (format === 'json') out.write(`${printableJson({ benchmarks })}\n`)
  else out.write(`${benchmarkTable(benchmarks, terminalOf(out)).join('\n')}\n`)
  return 0
}
