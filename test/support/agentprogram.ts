// The whole agent as whoever it is started as: prints how it sees processes, what it may not write, and what works worse than it
// should, until its input ends.
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { agentSchema } from '../../agent/config.ts'
import { runAgent } from '../../agent/main.ts'
import { openLog } from '../../lib/log.ts'

const { config, instance, places } = JSON.parse(process.argv[2] ?? '') as {
  config: unknown
  /** Of the trace. */
  instance: string
  /** Directories and files that it tries to write to. */
  places: readonly string[]
}
const print = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`)
const parsed = agentSchema.parse(config)
const agent = await runAgent(parsed, openLog('agent', 'error'), {
  place: { tracefs: { status: 'observed', value: '/sys/kernel/tracing' }, instance },
  traced: print,
  timing: { window: 200, report: 1000 },
})

/** Everything that it could write to. */
const written = places.filter((place) => can(() => openSync(place, 'r+')) || can(() => mkdirSync(`${place}/merlon`)))
const signalled = can(() => process.kill(process.ppid, 0))
const own = can(() => writeFileSync(`${process.cwd()}/merlon`, ''))
print({ uid: process.getuid?.(), written, signalled, own })

process.stdin.resume()
process.stdin.once('end', async () => {
  await agent.stop()
  print({ stopped: true })
  process.exit(0)
})

function can(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
