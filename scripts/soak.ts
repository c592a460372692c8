// `npm run soak`: a simulated fleet, and everything that can happen to it. Ends with 1, and the seed, where something that an
// agent told is missing, doubled or old.
import { parseArgs } from 'node:util'
import { whyNoDatabase } from '../test/soak/database.ts'
import { openRandom } from '../test/soak/random.ts'
import { soak } from '../test/soak/soak.ts'
import type { Engine } from '../test/soak/world.ts'

const usage = `npm run soak -- [--hours H] [--agents N] [--seed S] [--engine sqlite|postgres]

Without --engine first the one, then the other, each for half of the time. --hours may be 0.1.
`

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '0.1' },
    agents: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    engine: { type: 'string', default: '' },
  },
})
const [hours, agents, seed] = [Number(values.hours), Number(values.agents), Number(values.seed)]
const asked = values.engine === '' ? ['sqlite', 'postgres'] : [values.engine]
if (!(hours > 0 && agents >= 1 && seed >= 0) || !asked.every(isEngine)) {
  process.stderr.write(usage)
  process.exit(2)
}

function isEngine(name: string): name is Engine {
  return name === 'sqlite' || name === 'postgres'
}

const start = performance.now()
const print = (line: string) =>
  void process.stdout.write(`${((performance.now() - start) / 1000).toFixed(0).padStart(5)} s  ${line}\n`)

let good = true
for (const engine of asked.filter(isEngine)) {
  const missing = engine === 'postgres' ? whyNoDatabase() : undefined
  if (missing !== undefined) print(`not run: ${missing}`)
  else {
    print(`${engine}, ${agents} agents, seed ${seed}`)
    const duration = (hours * 3_600_000) / asked.length
    good = (await soak({ engine, agents, duration, random: openRandom(seed), print })) && good
  }
}
print(good ? `ok, seed ${seed}` : `FAIL, seed ${seed}`)
process.exit(good ? 0 : 1)
