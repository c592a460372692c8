import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chunks } from '../../collector/store/codec.ts'
import { memoryOf } from '../../test/soak/collectors.ts'
import { freePort } from '../../test/support/port.ts'
import type { Bench } from '../measure.ts'
import type { Orders, Told } from './agents.ts'
import { handshakeCost } from './floors.ts'
import { type Place, processorOf, startPlace } from './place.ts'

const agentsFile = fileURLToPath(new URL('agents.ts', import.meta.url))
/** Agents of one process: more would need more memory than Node.js gives one. */
const agentsEach = 3000
/** Seconds over which an idle fleet is watched: as many heartbeats of each. */
const watched = 60
/** Milliseconds that a fleet may take to be there. */
const patience = 1_200_000
/** Milliseconds of all of it that judging a node for the first time may take. */
const patienceOfNode = 250
/** Agents that have not been there for so many milliseconds call again sooner than they would in a fleet that runs. */
const settled = 120_000

type Node = Orders['nodes'][number]

/** Connected idle agents: memory and processor of their collector. Then it is killed, and all come back to another. */
export async function benchIdle({ directory, print, progress, sizes }: Bench): Promise<void> {
  for (const count of sizes.length > 0 ? sizes : [5000]) {
    const own = join(directory, `idle-${count}`)
    mkdirSync(join(own, 'state'), { recursive: true })
    // The same after it was killed.
    const address = `127.0.0.1:${await freePort()}`
    const place = await startPlace(own, 1, '', address)
    try {
      await measure(place, address, count, { print, progress })
    } finally {
      await place.collectors.stop()
    }
  }
}

async function measure(
  place: Place,
  address: string,
  count: number,
  { print, progress }: Pick<Bench, 'print' | 'progress'>,
): Promise<void> {
  const { collectors } = place
  const floor = await handshakeCost(await place.pem('floor'))
  const { nodes, ca } = await certificates(place, count, progress)
  const fleet = openFleet({ collector: address, spread: count * 10, ca }, nodes)
  const all = async (what: string, good: () => boolean) => {
    const start = performance.now()
    while (!good()) {
      progress(`${what}: ${fleet.connected()} of ${count} are connected${fleet.others()}`)
      if (performance.now() - start > patience) throw new Error(`${fleet.connected()} of ${count} are connected`)
      await setTimeout(100)
    }
    return (performance.now() - start) / 1000
  }
  const killed = async (what: string) => {
    const start = performance.now()
    const since = () => ((performance.now() - start) / 1000).toFixed(1)
    await collectors.kill(0, 0)
    const served = since()
    await all(what, () => fleet.connected() < count)
    await all(what, () => fleet.connected() === count)
    return `it served again after ${served} s, all were back and current after ${since()} s`
  }
  try {
    const [before] = collectors.pids()
    const empty = memoryOf(before, 'VmRSS')
    const began = performance.now()
    fleet.begin()
    const first = await all('first', () => fleet.connected() === count)
    print(`${count.toLocaleString('en')} agents at one collector, in ${fleet.size} processes, heartbeats each 30 s:`)
    print(`  all connected ${first.toFixed(1)} s after the first called (they spread over ${count / 100} s)`)
    progress('until they are as patient as a fleet that runs')
    await setTimeout(Math.max(0, began + settled - performance.now()))
    print(`  killed while it judges them for the first time: ${await killed('killed at work')}`)
    const pid = collectors.pids()[0] ?? 0
    const busy = await untilQuiet(pid, count * patienceOfNode, progress)
    print(`  all that came with their first sessions was judged ${busy.toFixed(0)} s later`)
    const used = processorOf(pid)
    progress(`all ${count} are connected: watched for ${watched} s`)
    await setTimeout(watched * 1000)
    const share = ((processorOf(pid) - used) / watched) * 100
    const memory = memoryOf(pid, 'VmRSS')
    print(
      `  idle: ${share.toFixed(1)} % of one processor for all, ${((memory - empty) / count / 1024).toFixed(0)} KiB of memory each, ${(memory / 2 ** 20).toFixed(0)} MiB in all (agents: ${(fleet.memory() / count / 1024).toFixed(0)} KiB each)`,
    )
    print(`  killed then: ${await killed('killed')}`)
    const [next = 0] = collectors.pids()
    const cost = (processorOf(next) * 1000) / count
    print(
      `  ${cost.toFixed(1)} ms of the new one's processor each, its start included: ${(cost / floor).toFixed(2)} × a bare TLS handshake of both sides (${floor.toFixed(1)} ms)`,
    )
    await setTimeout(10_000)
    print(`  memory of the new one ${(memoryOf(next) / 2 ** 20).toFixed(0)} MiB at most`)
    if (collectors.problems.length > 0) throw new Error(collectors.problems.join('; '))
  } finally {
    fleet.end()
  }
}

/** Milliseconds of a look at whether a collector is quiet. */
const look = 10_000

/**
 * Waits for what the first sessions brought: all nodes are judged. Seconds that it took. Throws where it does not end
 * within so many milliseconds.
 */
async function untilQuiet(pid: number, limit: number, progress: Bench['progress']): Promise<number> {
  const start = performance.now()
  for (let last = Number.POSITIVE_INFINITY; performance.now() - start < limit; ) {
    const used = processorOf(pid)
    await setTimeout(look)
    const share = ((processorOf(pid) - used) * 1000) / look
    progress(`judging what came first: ${(share * 100).toFixed(0)} % of a processor`)
    // No quieter than before, and not because all of it is taken.
    if (share < 0.5 && share > last * 0.8) return (performance.now() - start) / 1000
    last = share
  }
  throw new Error('the collector did not become quiet')
}

async function certificates(place: Place, count: number, progress: Bench['progress']) {
  const nodes: Node[] = []
  let ca = ''
  for (let at = 0; at < count; at += 1) {
    progress(`certificate ${at + 1} of ${count}`)
    const pem = await place.pem(`node-${at}`)
    ca = pem.ca.toString()
    nodes.push({ id: `node-${at}`, cert: pem.cert.toString(), key: pem.key.toString() })
  }
  return { nodes, ca }
}

/** Agents in some processes. */
function openFleet(about: Omit<Orders, 'nodes'>, nodes: readonly Node[]) {
  const parts = chunks(nodes, agentsEach).map((some) => {
    const child = fork(agentsFile, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const part: { told: Told; readonly child: ChildProcess; readonly some: readonly Node[] } = {
      ...{ child, some, told: { connected: 0, others: [] } },
    }
    child.on('message', (told: Told) => {
      part.told = told
    })
    return part
  })
  return {
    size: parts.length,
    begin: () => {
      for (const { child, some } of parts) child.send({ ...about, nodes: some } satisfies Orders)
    },
    connected: () => parts.reduce((sum, { told }) => sum + told.connected, 0),
    /** Why others are not, for people. */
    others: () => parts.flatMap(({ told }) => told.others.map(([why, count]) => `, ${count} ${why}`)).join(''),
    /** Bytes. */
    memory: () => parts.reduce((sum, { child }) => sum + memoryOf(child.pid, 'VmRSS'), 0),
    end: () => {
      for (const { child } of parts) child.kill()
    },
  }
}
