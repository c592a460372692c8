// What happens to a fleet, each of it at a time that the seed chooses.
import { setTimeout } from 'node:timers/promises'
import type { SimulatedAgent } from './agent.ts'
import { fullDisk } from './database.ts'
import { attacks } from './hostile.ts'
import type { World } from './world.ts'

export interface Fault {
  readonly name: string
  /** How likely it is, beside the others. */
  readonly weight: number
  /** One at a time of those that share it. */
  readonly alone?: string
  /** Ends when the fault is over, not when everything is well again. */
  run(world: World): Promise<void>
}

/** Events that do not fit into a ring. */
const flood = 30_000

const some = ({ fleet, random }: World, most = 0.2): SimulatedAgent[] => {
  const count = random.whole(1, Math.max(1, Math.floor(fleet.length * most)))
  return Array.from({ length: count }, () => random.pick(fleet))
}

const nothing = () => undefined

const onDoors =
  (least: number, most: number, begin: (agent: SimulatedAgent) => void, end: (agent: SimulatedAgent) => void) =>
  async (world: World) => {
    const agents = some(world)
    for (const each of agents) begin(each)
    await setTimeout(world.random.whole(least, most))
    for (const each of agents) end(each)
  }

const agentFaults: readonly Fault[] = [
  {
    name: 'agents killed',
    weight: 6,
    run: async (world) => {
      const agents = some(world)
      for (const each of agents) each.kill()
      await setTimeout(world.random.whole(100, 8000))
      for (const each of agents) each.start()
    },
  },
  {
    name: 'disks of agents full',
    weight: 2,
    run: onDoors(
      2000,
      10_000,
      ({ ledger, disk }) => {
        if (!disk) return
        ledger.hadTrouble = true
        disk.fill(true)
      },
      ({ disk }) => disk?.fill(false),
    ),
  },
  {
    name: 'more events than a ring holds',
    weight: 1,
    alone: 'flood',
    run: async ({ fleet, random }) => {
      const agent = random.pick(fleet)
      agent.door.shut(true)
      agent.door.cut()
      agent.happen(flood)
      await setTimeout(2000)
      agent.door.shut(false)
    },
  },
  {
    name: 'clocks stepped',
    weight: 2,
    run: async (world) => {
      for (const each of some(world)) each.step(world.random.whole(-400, 400) * 86_400_000 * world.random.next())
    },
  },
  {
    name: 'sessions doubled',
    weight: 1,
    alone: 'twin',
    run: async (world) => {
      const agent = world.random.pick(world.fleet)
      const twin = await world.twin(agent)
      twin.start()
      twin.happen(20)
      await setTimeout(world.random.whole(1000, 5000))
      if (world.random.chance(0.5)) twin.kill()
      await twin.stop()
    },
  },
]

const networkFaults: readonly Fault[] = [
  { name: 'connections cut', weight: 6, run: onDoors(0, 100, ({ door }) => door.cut(), nothing) },
  {
    name: 'connections held',
    weight: 3,
    run: onDoors(
      1000,
      15_000,
      ({ door }) => door.hold(true),
      ({ door }) => door.hold(false),
    ),
  },
  {
    name: 'connections slowed',
    weight: 3,
    run: onDoors(
      2000,
      15_000,
      ({ door }) => door.slow(20_000),
      ({ door }) => door.slow(0),
    ),
  },
  { name: 'bytes changed', weight: 4, run: onDoors(0, 100, ({ door }) => door.corrupt(), nothing) },
]

const collectorFaults: readonly Fault[] = [
  {
    name: 'collector killed',
    weight: 5,
    run: ({ collectors, random }) => collectors.kill(random.whole(0, collectors.count - 1), random.whole(0, 4000)),
  },
  {
    name: 'collector restarted',
    weight: 2,
    run: ({ collectors, random }) => collectors.restart(random.whole(0, collectors.count - 1)),
  },
  ...Object.entries(attacks).map(([name, attack]) => ({
    name: `attack: ${name}`,
    weight: 0.5,
    run: async (world: World) => {
      const target = world.target()
      if (target) await attack(target)
    },
  })),
]

/** What can happen to this world. */
export function faultsOf({ database, mounted, state, random }: World): Fault[] {
  const ofDatabase = Object.entries(database?.faults ?? {}).map(([name, run]) => ({
    ...{ name, weight: 2, alone: 'database', run },
  }))
  const full: Fault[] = mounted
    ? [
        {
          name: 'disk of the collector full',
          weight: 2,
          alone: 'disk',
          run: () => fullDisk(state, random.whole(1000, 6000))(),
        },
      ]
    : []
  return [...agentFaults, ...networkFaults, ...collectorFaults, ...ofDatabase, ...full]
}

/** One of them, by their weights. */
export function chosen({ random }: World, faults: readonly Fault[]): Fault {
  let left = random.next() * faults.reduce((sum, { weight }) => sum + weight, 0)
  return faults.find(({ weight }) => (left -= weight) < 0) ?? (faults[0] as Fault)
}
