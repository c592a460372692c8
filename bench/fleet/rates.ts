import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Look } from '../../agent/inspect/observe.ts'
import { splice } from '../../proto/delta.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { looksOf, varied } from '../../test/soak/facts.ts'
import { happen, openLedger } from '../../test/soak/ledger.ts'
import { startPostgres, whyNoPostgres } from '../../test/support/postgres.ts'
import type { Bench } from '../measure.ts'
import { decodeCost, insertCost } from './floors.ts'
import { type Place, processorOf, startPlace } from './place.ts'
import { openSpeaker, type Speaker } from './speaker.ts'

/** Nodes, unless another number is asked for. */
const usual = 64
/** Sessions that speak at the same time. */
const speakers = 16
const eventsTogether = 500
const batches = 4

/** Full snapshots, deltas and events that collectors commit each second: SQLite, then PostgreSQL with one, two and four. */
export async function benchRates({ directory, print, sizes }: Bench): Promise<void> {
  const count = sizes[0] ?? usual
  const looks = await looksOf('kubeadm-worker')
  const ledger = openLedger('floor')
  const rows = Array.from({ length: 5000 }, () => v1.Event.encode(happen(ledger, 0)).finish())
  const floors = {
    snapshots: decodeCost(looks.map((each) => v1.ConnectRequest.encode(chunkOf(each)).finish())),
    events: insertCost(join(directory, 'floor.db'), rows, eventsTogether),
  }
  const bytes = looks.reduce((sum, each) => sum + each.bytes.length, 0)
  print(
    `a whole node: ${looks.length} domains, ${Math.round(bytes / 1024)} KiB; ${count} nodes, ${speakers} speak at once`,
  )
  print(
    `  floors: ${floors.snapshots.toFixed(1)} ms of the processor to decode a node, ${(floors.events * 1000).toFixed(0)} µs to insert an event`,
  )
  const open = (name: string) => {
    const own = join(directory, name)
    mkdirSync(join(own, 'state'), { recursive: true })
    return own
  }
  await measure('SQLite, one collector', await startPlace(open('sqlite')), looks, count, floors, print)
  const missing = whyNoPostgres()
  if (missing !== undefined) return print(`not run: ${missing}`)
  for (const collectors of [1, 2, 4]) {
    const server = await startPostgres([])
    try {
      const place = await startPlace(open(`postgres-${collectors}`), collectors, await server.database())
      await measure(`PostgreSQL, ${collectors} collectors`, place, looks, count, floors, print)
    } finally {
      await server.stop()
    }
  }
}

async function measure(
  name: string,
  { collectors, pem }: Place,
  looks: readonly Look[],
  count: number,
  floors: { readonly snapshots: number; readonly events: number },
  print: (line: string) => void,
): Promise<void> {
  const nodes: { speaker: Speaker; looks: Look[]; spoolId: string }[] = []
  const ports = collectors.ports()
  for (let at = 0; at < count; at += 1) {
    const spoolId = `${String(at).padStart(8, '0')}-0000-4000-8000-000000000001`
    const port = ports[at % ports.length] ?? 0
    const speaker = await openSpeaker(port, await pem(`node-${at}`), `node-${at}`, spoolId)
    nodes.push({ speaker, spoolId, looks: looks.map((each) => varied(each, `node-${at}`, false, Date.now())) })
  }
  const work = (task: (node: (typeof nodes)[number], at: number) => Promise<void>) =>
    costOf(collectors.pids(), nodes, task)
  const snapshots = await work((each) => each.speaker.say(each.looks.map(chunkOf)))
  const deltas = await work((each) => each.speaker.say([deltaOf(each.looks)]))
  const events = await work(async ({ speaker, spoolId }, at) => {
    const ledger = openLedger(`node-${at}`)
    for (let batch = 0; batch < batches; batch += 1) await speaker.say([{ events: { spoolId, events: some(ledger) } }])
  })
  for (const { speaker } of nodes) speaker.close()
  await collectors.stop()
  const together = eventsTogether * batches
  const event = events.processor / together
  print(`${name}: processor time of all collectors; a second in this run, on a machine that may have been busy`)
  print(
    `  whole node ${snapshots.processor.toFixed(0)} ms, ${(snapshots.processor / floors.snapshots).toFixed(1)} × decoding it; ${snapshots.perSecond.toFixed(1)}`,
  )
  print(`  change of a domain ${deltas.processor.toFixed(0)} ms; ${deltas.perSecond.toFixed(1)}`)
  print(
    `  event ${(event * 1000).toFixed(0)} µs, ${(event / floors.events).toFixed(1)} × inserting it; ${(events.perSecond * together).toFixed(0)}`,
  )
}

interface Cost {
  readonly perSecond: number
  /** Milliseconds of the processor each, of all collectors together. */
  readonly processor: number
}

/** What each item costs, some at a time. */
async function costOf<T>(
  pids: readonly number[],
  items: readonly T[],
  work: (item: T, at: number) => Promise<void>,
): Promise<Cost> {
  const used = () => pids.reduce((sum, pid) => sum + processorOf(pid), 0)
  const [start, before] = [performance.now(), used()]
  let next = 0
  const one = async () => {
    while (next < items.length) {
      const at = next
      next += 1
      await work(items[at] as T, at)
    }
  }
  await Promise.all(Array.from({ length: speakers }, one))
  const seconds = (performance.now() - start) / 1000
  return { perSecond: items.length / seconds, processor: ((used() - before) * 1000) / items.length }
}

function chunkOf({ domain, hash, bytes }: Look) {
  return { domainChunk: { domain, hash: Buffer.from(hash, 'hex'), totalBytes: bytes.length, offset: 0, data: bytes } }
}

/** The file of sshd may be written by all now. */
function deltaOf(looks: readonly Look[]) {
  const before = looks.find((each) => each.domain === 'files')
  if (!before) throw new Error('the node has no files')
  const after = varied(before, 'later', true, Date.now())
  const hashes = { fromHash: Buffer.from(before.hash, 'hex'), toHash: Buffer.from(after.hash, 'hex') }
  return { domainDelta: { domain: 'files', ...hashes, ...splice(before.bytes, after.bytes) } }
}

function some(ledger: ReturnType<typeof openLedger>): EventMessage[] {
  return Array.from({ length: eventsTogether }, () => ({ ...happen(ledger, Date.now()), seq: ledger.happened }))
}
