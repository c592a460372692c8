import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Look } from '../../agent/inspect/observe.ts'
import { chunks } from '../../collector/store/codec.ts'
import { splice } from '../../proto/delta.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { looksOf, varied } from '../../test/soak/facts.ts'
import { happen, openLedger } from '../../test/soak/ledger.ts'
import { startPostgres, whyNoPostgres } from '../../test/support/postgres.ts'
import { type BareRows, insertPostgres, insertSqlite } from '../bare.ts'
import type { Bench } from '../measure.ts'
import { decodeCost } from './floors.ts'
import { type Place, processorOf, startPlace } from './place.ts'
import { openSpeaker, type Speaker } from './speaker.ts'

/** Nodes that are measured, unless another number is asked for. */
const usual = 128
/** Nodes before them that are not, for each collector: its code is cold. */
const warming = 48
/** Sessions that speak at the same time. */
const speakers = 16
const eventsTogether = 500
const batches = 4

interface Kind {
  readonly looks: readonly Look[]
  readonly count: number
  /** Milliseconds of the processor: what a whole node, and an event, cost at least. */
  readonly floors: { readonly snapshot: number; readonly event: number }
}

/** What full snapshots, deltas and events cost collectors: SQLite, then PostgreSQL with one, two and four. */
export async function benchRates({ directory, print, progress, sizes }: Bench): Promise<void> {
  const count = sizes[0] ?? usual
  const looks = await looksOf('kubeadm-worker')
  const bytes = looks.reduce((sum, each) => sum + each.bytes.length, 0)
  const snapshot = await decodeCost(looks.map((each) => v1.ConnectRequest.encode(chunkOf(each)).finish()))
  const rows = eventRows()
  print(
    `a whole node: ${looks.length} domains, ${Math.round(bytes / 1024)} KiB; ${count} nodes after ${warming} for each collector that do not count, ${speakers} speak at once`,
  )
  print(`  ${snapshot.toFixed(2)} ms of the processor to decode a whole node, the least that it can cost`)
  const open = (name: string) => {
    const own = join(directory, name)
    mkdirSync(join(own, 'state'), { recursive: true })
    return own
  }
  const sqlite = await insertSqlite(join(directory, 'floor.db'), rows)
  const place = await startPlace(open('sqlite'))
  await measure(
    'SQLite',
    place,
    { looks, count, floors: { snapshot, event: eachOf(sqlite.cpu, rows) } },
    print,
    progress,
  )
  const missing = whyNoPostgres()
  if (missing !== undefined) return print(`not run: ${missing}`)
  for (const collectors of [1, 2, 4]) {
    progress(`PostgreSQL for ${collectors} collectors starts`)
    const server = await startPostgres([])
    try {
      const floor = await insertPostgres(await server.database(), rows)
      const place = await startPlace(open(`postgres-${collectors}`), collectors, await server.database())
      const kind = { looks, count, floors: { snapshot, event: eachOf(floor.cpu, rows) } }
      await measure(`PostgreSQL, ${collectors} collectors`, place, kind, print, progress)
    } finally {
      await server.stop()
    }
  }
}

async function measure(
  name: string,
  { collectors, pem }: Place,
  { looks, count, floors }: Kind,
  print: Bench['print'],
  progress: Bench['progress'],
): Promise<void> {
  const nodes: { speaker: Speaker; looks: Look[]; spoolId: string }[] = []
  const ports = collectors.ports()
  const cold = warming * ports.length
  for (let at = 0; at < cold + count; at += 1) {
    progress(`${name}: session ${at + 1} of ${cold + count}`)
    const spoolId = `${String(at).padStart(8, '0')}-0000-4000-8000-000000000001`
    const own = looks.map((each) => varied(each, `node-${at}`, false, Date.now()))
    const port = ports[at % ports.length] ?? 0
    const speaker = await openSpeaker(port, await pem(`node-${at}`), `node-${at}`, { spoolId, looks: own })
    nodes.push({ speaker, spoolId, looks: own })
  }
  const work = async (what: string, task: (node: (typeof nodes)[number], at: number) => Promise<void>) => {
    const told = (at: number) => progress(`${name}: ${what} of node ${at + 1} of ${cold + count}`)
    const each = (node: (typeof nodes)[number], at: number) => {
      told(at)
      return task(node, at)
    }
    await costOf(collectors.pids(), nodes.slice(0, cold), each)
    return costOf(collectors.pids(), nodes.slice(cold), (node, at) => each(node, at + cold))
  }
  const snapshots = await work('facts', (each) => each.speaker.say(each.looks.map(chunkOf)))
  const deltas = await work('a change', (each) => each.speaker.say([deltaOf(each.looks)]))
  const events = await work('events', async ({ speaker, spoolId }, at) => {
    const ledger = openLedger(`node-${at}`)
    for (let batch = 0; batch < batches; batch += 1) await speaker.say([{ events: { spoolId, events: some(ledger) } }])
  })
  for (const { speaker } of nodes) speaker.close()
  await collectors.stop()
  const together = eventsTogether * batches
  const event = events.processor / together
  print(`${name}: processor time of all collectors; a second in this run, on a machine that may have been busy`)
  print(
    `  whole node ${snapshots.processor.toFixed(1)} ms, ${(snapshots.processor / floors.snapshot).toFixed(1)} × decoding it; ${snapshots.perSecond.toFixed(1)}`,
  )
  print(
    `  change of a domain with files ${deltas.processor.toFixed(1)} ms, ${(deltas.processor / floors.snapshot).toFixed(1)} × decoding a whole node; ${deltas.perSecond.toFixed(1)}`,
  )
  print(
    `  event ${(event * 1000).toFixed(1)} µs, ${(event / floors.event).toFixed(1)} × inserting it (${(floors.event * 1000).toFixed(1)} µs); ${(events.perSecond * together).toFixed(0)}`,
  )
}

/** Events as they are stored, in the transactions in which they come. */
function eventRows(): BareRows[] {
  const ledger = openLedger('floor')
  const rows = Array.from({ length: 10_000 }, (_, seq) => [seq, v1.Event.encode(eventOf(ledger)).finish()])
  return chunks(rows, eventsTogether).map((events) => ({ events }))
}

function eachOf(milliseconds: number, transactions: readonly BareRows[]): number {
  return milliseconds / transactions.reduce((sum, { events = [] }) => sum + events.length, 0)
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
  return Array.from({ length: eventsTogether }, () => eventOf(ledger))
}

/** The soak's marks are random bytes, which no directory of a node has for a name. */
function eventOf(ledger: ReturnType<typeof openLedger>): EventMessage {
  const { process, ...event } = happen(ledger, Date.now())
  const evidence = { ...process?.evidence, workingDirectory: Buffer.from('/var/lib/soak') }
  return { ...event, ...(process ? { process: { ...process, evidence } } : {}), seq: ledger.happened }
}
