import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { memoryOf } from '../../test/soak/collectors.ts'
import { openDoor } from '../../test/soak/door.ts'
import type { Bench } from '../measure.ts'
import type { Orders, Told } from './agents.ts'
import { handshakeCost } from './floors.ts'
import { type Place, processorOf, startPlace } from './place.ts'

const agentsFile = fileURLToPath(new URL('agents.ts', import.meta.url))
/** Seconds over which an idle fleet is watched. */
const watched = 40
/** Milliseconds that a fleet may take to be there. */
const patience = 900_000

/** Connected idle agents: memory and processor of their collector. Then it is killed, and all come back to another. */
export async function benchIdle({ directory, print, sizes }: Bench): Promise<void> {
  for (const count of sizes.length > 0 ? sizes : [5000]) {
    const own = join(directory, `idle-${count}`)
    mkdirSync(join(own, 'state'), { recursive: true })
    const place = await startPlace(own)
    try {
      await measure(place, count, print)
    } finally {
      await place.collectors.stop()
    }
  }
}

async function measure(place: Place, count: number, print: (line: string) => void): Promise<void> {
  const { collectors } = place
  const nodes = []
  let ca = ''
  for (let at = 0; at < count; at += 1) {
    const pem = await place.pem(`node-${at}`)
    ca = pem.ca.toString()
    nodes.push({ id: `node-${at}`, cert: pem.cert.toString(), key: pem.key.toString() })
  }
  const floor = await handshakeCost(await place.pem('floor'))
  // The way there outlives the collector, whose port changes.
  const door = await openDoor(() => collectors.ports()[0])
  const orders: Orders = { collector: door.address, spread: count * 10, ca, nodes }
  const agents = fork(agentsFile, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let connected = 0
  agents.on('message', (told: Told) => {
    connected = told.connected
  })
  const all = async (good: () => boolean) => {
    const start = performance.now()
    while (!good()) {
      if (performance.now() - start > patience) throw new Error(`${connected} of ${count} are connected`)
      await setTimeout(100)
    }
    return (performance.now() - start) / 1000
  }
  try {
    const before = memoryOf(collectors.pids()[0], 'VmRSS')
    agents.send(orders)
    const first = await all(() => connected === count)
    await setTimeout(10_000)
    const pid = collectors.pids()[0] ?? 0
    const used = processorOf(pid)
    await setTimeout(watched * 1000)
    const share = ((processorOf(pid) - used) / watched) * 100
    const each = (memoryOf(pid, 'VmRSS') - before) / count / 1024
    print(`${count.toLocaleString('en')} idle agents at one collector:`)
    print(
      `  ${each.toFixed(0)} KiB of memory each; ${share.toFixed(1)} % of one processor for all, heartbeats each 30 s`,
    )
    print(`  all connected ${first.toFixed(1)} s after the first called (they spread over ${count / 100} s)`)
    await collectors.kill(0, 0)
    const [next = 0] = collectors.pids()
    const begun = processorOf(next)
    const gone = await all(() => connected < count)
    const back = await all(() => connected === count)
    const cost = ((processorOf(next) - begun) * 1000) / count
    print(`  collector killed: all back ${(gone + back).toFixed(1)} s after it served again`)
    print(
      `  ${cost.toFixed(1)} ms of its processor each, ${(cost / floor).toFixed(2)} × a bare TLS handshake of both sides (${floor.toFixed(1)} ms)`,
    )
  } finally {
    agents.kill()
    door.close()
  }
}
