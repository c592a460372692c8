// `npm run fuzz [RUNS [SEED]]`: every property of what reads a node's files, 10,000 times and more, from a new seed each time.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

const [runs = '10000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
if (!/^\d+$/.test(runs) || !/^\d+$/.test(seed)) {
  process.stderr.write(`fuzz: ${runs} ${seed}: two whole numbers, as in npm run fuzz 10000 1\n`)
  process.exit(2)
}

const files = globSync('test/{agent,proto,lib}/**/*.test.ts').filter((file) =>
  /\bruns\(\d/.test(readFileSync(file, 'utf8')),
)
const properties = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bruns\(\d/g) ?? []).length
process.stdout.write(`${properties} properties in ${files.length} files, ${runs} runs each, seed ${seed}\n`)
const { status } = spawnSync('vitest', ['run', '--reporter=verbose', '--testTimeout=0', '--hookTimeout=0', ...files], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, MERLON_FUZZ_RUNS: runs, MERLON_FUZZ_SEED: seed },
})
process.stdout.write(status === 0 ? `ok, seed ${seed}\n` : `FAIL: repeat it by npm run fuzz ${runs} ${seed}\n`)
process.exitCode = status ?? 1
