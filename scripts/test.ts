// Everything that `npm test` proves: types, lint, contract, tests. Says how long each took; ends with the count of tests.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Every command that a test starts compiles the same sources.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../.cache/compiled')

const output = mkdtempSync(join(tmpdir(), 'merlon-test-'))
const results = join(output, 'results.json')
const steps: readonly (readonly [string, string, ...string[]])[] = [
  ['types', 'tsc'],
  ['types of the page', 'tsc', '-p', 'collector/web'],
  ['lint', 'biome', 'check', '--error-on-warnings'],
  ['contract', 'buf', 'lint', 'proto'],
  [
    'tests',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
]

let failed = false
for (const [name, command, ...args] of steps) {
  const start = Date.now()
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`)
  if (status !== 0) failed = true
}
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8')) as Record<
    string,
    number
  >
  process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`)
} catch {
  failed = true
  process.stdout.write('no test ran\n')
}
rmSync(output, { recursive: true, force: true })
process.exitCode = failed ? 1 : 0
