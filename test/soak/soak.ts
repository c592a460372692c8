// One run: a fleet works, things happen to it, it comes to rest, and what it told is compared with what is there.
import { setTimeout } from 'node:timers/promises'
import type { Store } from '../../collector/store/store.ts'
import type { SimulatedAgent } from './agent.ts'
import { chosen, type Fault, faultsOf } from './faults.ts'
import { isCurrent, openBeside, type Verified, verify } from './verify.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

export interface SoakOptions extends WorldOptions {
  /** Milliseconds in which things happen. */
  readonly duration: number
}

/** Faults at the same time. */
const together = 4
/** Milliseconds after which what does not come to rest is a difference. */
const restLimit = 600_000
/** Milliseconds until agents that wait for long are started anew. */
const restPatience = 20_000

/** True where nothing is missing, doubled or old. */
export async function soak(options: SoakOptions): Promise<boolean> {
  const world = await openWorld(options)
  try {
    return await run(world, options.duration)
  } finally {
    await world.close()
  }
}

async function run(world: World, duration: number): Promise<boolean> {
  const { fleet, print, collectors } = world
  for (const each of fleet) each.start()
  const over = new AbortController()
  const working = work(world, over.signal)
  const happened = await disturb(world, performance.now() + duration)
  over.abort()
  await working
  print('nothing more happens; waiting until all is committed')
  const unrest = await rest(world)
  await Promise.all(fleet.map((each) => each.stop()))
  const peak = collectors.peak()
  await collectors.stop()
  const verified = await verify(world)
  const differences = [...collectors.problems, ...unrest, ...verified.differences]
  printTable(world, happened, verified, peak)
  for (const each of differences.slice(0, 50)) print(`DIFFERENCE ${each}`)
  if (differences.length > 50) print(`… and ${differences.length - 50} more`)
  return differences.length === 0
}

/** Events and changes all the time: each agent something every few seconds. */
async function work({ fleet, random }: World, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    for (let at = 0; at < fleet.length / 20; at += 1)
      random.pick(fleet).happen(random.chance(0.02) ? 200 : random.whole(1, 4))
    if (random.chance(fleet.length / 400))
      random.pick(fleet).change(random.pick(['files', 'kubelet', 'ssh', 'listeners'] as const), random.chance(0.5))
    await setTimeout(100)
  }
}

/** Lets things happen until then. Ends with how often each did, when all of it is over. */
async function disturb(world: World, end: number): Promise<Map<string, number>> {
  const { random, print } = world
  const faults = faultsOf(world)
  const counts = new Map<string, number>()
  const running = new Map<Promise<void>, Fault>()
  let shown = performance.now()
  // Everybody is there before the first.
  await setTimeout(Math.min(20_000, (end - performance.now()) / 4))
  while (performance.now() < end) {
    await setTimeout(random.whole(100, 1500))
    const busy = new Set([...running.values()].map(({ alone }) => alone))
    const fault = chosen(world, faults)
    if (running.size < together && !(fault.alone !== undefined && busy.has(fault.alone))) {
      counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1)
      const done: Promise<void> = fault.run(world).finally(() => running.delete(done))
      // Not to be unhandled before it is waited for.
      done.catch(() => undefined)
      running.set(done, fault)
    }
    if (performance.now() - shown < 10_000) continue
    shown = performance.now()
    print(
      `${progressOf(world)}; ${Math.ceil((end - shown) / 1000)} s to go; ${[...running.values()].map(({ name }) => name).join(', ')}`,
    )
  }
  await Promise.all(running.keys())
  return counts
}

function progressOf({ fleet, collectors }: World): string {
  const connected = fleet.filter((each) => each.state() === 'connected').length
  const events = fleet.reduce((sum, { ledger }) => sum + ledger.happened, 0)
  const promised = fleet.reduce((sum, { ledger }) => sum + [...ledger.promised.values()].reduce((a, b) => a + b, 0), 0)
  return `${connected} of ${fleet.length} agents connected to ${collectors.ports().length} collectors, ${events} events, ${promised} committed`
}

/** Waits until everything that happened is committed and every domain is current. What does not come to that. */
async function rest(world: World): Promise<string[]> {
  const store = await openBeside(world)
  try {
    return await restBeside(world, store)
  } finally {
    await store.close()
  }
}

async function restBeside(world: World, store: Store): Promise<string[]> {
  const { fleet, print } = world
  const start = performance.now()
  let shown = start
  let isPatient = true
  for (;;) {
    const open = await restless(world, store)
    if (open.length === 0) return []
    const waited = performance.now() - start
    if (waited > restLimit) return open.map((each) => `${each.ledger.nodeId} does not come to rest: ${each.state()}`)
    if (isPatient && waited > restPatience) {
      isPatient = false
      // As their pods would be, by whoever does not want to wait for minutes; not those that would lose what they hold.
      for (const each of open) if (each.disk && each.state() !== 'connected') each.kill()
      await setTimeout(3000)
    }
    for (const each of fleet) each.start()
    if (performance.now() - shown > 10_000) {
      shown = performance.now()
      print(`${progressOf(world)}; ${open.length} are not done`)
    }
    await setTimeout(1000)
  }
}

/** Who is not connected, or has something that is not committed. */
async function restless({ fleet, clusterId }: World, store: Store): Promise<SimulatedAgent[]> {
  const open: SimulatedAgent[] = []
  for (const each of fleet) {
    const isDone = each.state() === 'connected' && (await each.isDone())
    if (!isDone || !(await isCurrent(store, clusterId, each.ledger))) open.push(each)
  }
  return open
}

function printTable(world: World, happened: ReadonlyMap<string, number>, verified: Verified, peak: number): void {
  const { fleet, print, troubles, engine } = world
  const all = fleet.reduce((sum, { ledger }) => sum + ledger.happened, 0)
  const rows: [string, string | number][] = [
    ['engine', engine],
    ['nodes', fleet.length],
    ['events that happened', all],
    ['events in the store, once each', verified.stored],
    ['events that are missing, and told so', verified.missing],
    ['of them in gaps of agents', verified.inGaps],
    ['spools that were lost with their memory, noted', verified.lostSpools],
    ['largest collector, MiB', Math.round(peak / 2 ** 20)],
    ...[...happened].sort(([a], [b]) => a.localeCompare(b)),
    ...[...troubles]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 12)
      .map(([why, count]): [string, number] => [`  not connected: ${why}`, count]),
  ]
  for (const [name, value] of rows) print(`${String(value).padStart(10)}  ${name}`)
}
