// `npm run conformance:ssh [RUNS [SEED]]`: so many generated configurations (2,000 and more), each given to real sshds of
// Debian's packages (`sshd -T -C`) and to the parser.
import { spawnSync } from 'node:child_process'

const [runs = '2000', seed = '1'] = process.argv.slice(2)
if (!/^\d+$/.test(runs) || !/^\d+$/.test(seed)) {
  process.stderr.write(`conformance:ssh: ${runs} ${seed}: two whole numbers, as in npm run conformance:ssh 2000 1\n`)
  process.exit(2)
}
const { status } = spawnSync('vitest', ['run', '--testTimeout=0', 'test/agent/parse/sshdconfig.corpus.test.ts'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, MERLON_FUZZ_RUNS: runs, MERLON_FUZZ_SEED: seed },
})
process.exitCode = status ?? 1
