import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { chunks } from '../../collector/store/codec.ts'
import { openSqlite } from '../../collector/store/sqlite.ts'
import type { NewEvent, Store } from '../../collector/store/store.ts'
import { v1 } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import { type BareRows, insertSqlite } from '../bare.ts'
import { type Bench, type Spent, spent } from '../measure.ts'

const clusterId = 'bench'
const spoolId = '00000000-0000-4000-8000-000000000001'
const usual = [1000, 5000, 15_000] as const
/** Agents whose events come at the same time. */
const speakers = [1, 64, 512] as const
/** Batches that are measured with each. */
const batches = 1024
/** Units of which the nodes tell in turn. */
const units = 8

interface Told {
  readonly nodeId: string
  readonly epoch: number
  seq: number
}

/** What it costs to store and learn one event of one node, where all nodes of a fleet run the same units. */
export async function benchEvents({ directory, print, progress, sizes }: Bench): Promise<void> {
  for (const count of sizes.length > 0 ? sizes : usual) {
    const store = await openSqlite(join(directory, `events-${count}.db`))
    try {
      const nodes = await fill(store, count, progress)
      print(`one event of one of ${count.toLocaleString('en')} nodes, a program that starts in one of ${units} units:`)
      for (const atOnce of speakers) {
        progress(`${atOnce} of ${count} nodes speak at the same time`)
        const floor = await insertSqlite(join(directory, `events-${count}-${atOnce}.db`), bareRows(atOnce))
        print(lineOf(atOnce, await spent(() => tellAll(store, nodes, atOnce)), floor))
      }
    } finally {
      await store.close()
    }
  }
}

function lineOf(atOnce: number, { cpu, wall }: Spent, floor: Spent): string {
  const each = cpu / batches
  const least = floor.cpu / batches
  return `  ${atOnce} at the same time: ${each.toFixed(2)} ms of the processor, ${(each / least).toFixed(0)} × inserting its row (${least.toFixed(3)} ms); ${((batches * 1000) / wall).toFixed(0)} a second`
}

/** All nodes have told of each unit once. */
async function fill(store: Store, count: number, progress: Bench['progress']): Promise<Told[]> {
  await store.putCluster({ id: clusterId, name: 'bench' })
  const nodes: Told[] = []
  for (const some of chunks(
    Array.from({ length: count }, () => randomUUID()),
    256,
  )) {
    progress(`node ${nodes.length} of ${count} begins`)
    nodes.push(...(await Promise.all(some.map((nodeId) => begin(store, nodeId)))))
  }
  return nodes
}

async function begin(store: Store, nodeId: string): Promise<Told> {
  const about = { name: nodeId, agentVersion: '0.1.0', bootId: '', degraded: [], clockOffset: 0, time: Date.now() }
  const { epoch } = await store.openSession({ clusterId, nodeId, spoolId, ...about })
  const told = { nodeId, epoch, seq: 0 }
  await tell(
    store,
    told,
    Array.from({ length: units }, (_, unit) => unit),
  )
  return told
}

/** Each speaks again when what it said is stored. */
async function tellAll(store: Store, nodes: readonly Told[], atOnce: number): Promise<void> {
  let next = 0
  const speak = async () => {
    while (next < batches) {
      const at = next
      next += 1
      const node = nodes[(at * 7919) % nodes.length]
      if (node) await tell(store, node, [at % units])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, speak))
}

async function tell(store: Store, node: Told, of: readonly number[]): Promise<void> {
  const { nodeId, epoch } = node
  const events = of.map((unit) => eventOf(unit, ++node.seq))
  await store.commitEvents({ clusterId, nodeId, epoch, spoolId, time: Date.now(), events })
}

function eventOf(unit: number, seq: number): NewEvent {
  const now = toTimestamp(Date.now())
  const identity = { path: Buffer.from('/usr/bin/true'), layer: 'host-packaged', digest: Buffer.alloc(32, 1) }
  const message = {
    ...{ seq, time: now },
    process: {
      place: { place: 'host', unit: `unit-${unit}.service` },
      identity: { ...identity, digestState: 'read' },
      ...{ count: 1, source: 'events', firstTime: now, lastTime: now },
    },
  }
  return { seq, fromSeq: seq, kind: 'process', time: Date.now(), bytes: v1.Event.encode(message).finish() }
}

function bareRows(atOnce: number): BareRows[] {
  const rows = Array.from({ length: batches }, (_, at) => [at, eventOf(at % units, at + 1).bytes])
  return chunks(rows, Math.min(256, atOnce)).map((events) => ({ events }))
}
