// Everything that `npm test` proves: types, lint, contract, tests, side by side. Says how long each took; ends with the count of tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Every command that a test starts compiles the same sources.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../.cache/compiled')

const output = mkdtempSync(join(tmpdir(), 'merlon-test-'))
const results = join(output, 'results.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]

type Command = readonly [string, ...string[]]
const checks: readonly (readonly [string, Command])[] = [
  ['types', ['tsc']],
  ['types of the page', ['tsc', '-p', 'collector/web']],
  ['lint', ['biome', 'check', '--error-on-warnings']],
  ['contract', ['buf', 'lint', 'proto']],
]
const tests: Command = ['vitest', 'run', ...reporters, ...process.argv.slice(2)]

const ended = [run('tests', tests, 'inherit'), ...checks.map(([name, command]) => run(name, command, 'pipe'))]
let failed = (await Promise.all(ended)).includes(false)
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

/** Whether it ended well. What is piped is told in one piece. */
function run(name: string, [command, ...args]: Command, stdio: 'inherit' | 'pipe'): Promise<boolean> {
  const start = Date.now()
  const child = spawn(command, args, { stdio: ['ignore', stdio, stdio] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data))
  return new Promise((done) => {
    const end = (isGood: boolean, more = '') => {
      const seconds = ((Date.now() - start) / 1000).toFixed(1)
      const text = Buffer.concat(said).toString() + more
      process.stdout.write(`${text}${isGood ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`)
      done(isGood)
    }
    child.once('error', (error) => end(false, `${error.message}\n`))
    child.once('close', (code) => end(code === 0))
  })
}
