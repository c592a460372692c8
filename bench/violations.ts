// What it costs to judge, count and keep what is not allowed, beside writing rows of the same events and nothing else.
import { join } from 'node:path'
import { maxViolations } from '../collector/allowlist/violation.ts'
import { chunks } from '../collector/store/codec.ts'
import { openSqlite } from '../collector/store/sqlite.ts'
import type { NewEvent, Store } from '../collector/store/store.ts'
import { v1 } from '../proto/index.ts'
import { eventLimits } from '../proto/limits.ts'
import { insertSqlite } from './bare.ts'
import { type Bench, spent } from './measure.ts'

const clusterId = 'c0ffee00-0000-4000-8000-000000000001'
const spoolId = '10000000-0000-4000-8000-000000000001'
/** Sent as so many events: agents count what repeats. */
const repeats = 1_000_000
const repeatedEvents = 20_000
const distinct = 10_000
/** Largest growth of the process over the distinct ones, in mebibytes. */
const budget = 256

/** A million repeated violations become one with a count; ten thousand different ones stay within bounds. */
export async function benchViolations({ directory, print }: Bench): Promise<void> {
  const same = repeated(repeatedEvents, repeats / repeatedEvents)
  const repeatedCost = await costOf(join(directory, 'repeated.db'), same, async (store) => {
    const { violations } = await store.violations(clusterId, { pageSize: 1000 })
    const [only] = violations
    if (violations.length !== 1 || only?.count !== repeats)
      throw new Error(`${violations.length} violations, the first ${only?.count} times`)
  })
  const bare = await bareCost(join(directory, 'bare.db'), same)
  print(`violations: ${repeats.toLocaleString('en')} repeated in ${repeatedEvents.toLocaleString('en')} events → one`)
  print(
    `  ${repeatedCost.event.toFixed(1)} µs of the processor an event, ${(repeatedCost.event / bare).toFixed(1)} × a bare insert (${bare.toFixed(1)} µs)`,
  )
  const different = differing(distinct)
  const differentCost = await costOf(join(directory, 'distinct.db'), different, async (store) => {
    const counts = await store.violationCounts(clusterId)
    const kept = Object.values(counts.open).reduce((sum, count) => sum + count, 0)
    if (kept !== maxViolations || kept + counts.suppressed !== distinct)
      throw new Error(`${kept} kept and ${counts.suppressed} counted of ${distinct}`)
  })
  const ratio = differentCost.event / (await bareCost(join(directory, 'bare-distinct.db'), different))
  print(
    `  ${distinct.toLocaleString('en')} different ones of one place: ${maxViolations} kept, the others counted; ${differentCost.event.toFixed(1)} µs an event, ${ratio.toFixed(1)} × a bare insert`,
  )
  print(`  memory: ${differentCost.mebibytes.toFixed(0)} MiB more at most, of ${budget} that it may`)
  if (differentCost.mebibytes > budget) throw new Error('beyond the budget')
}

function repeated(count: number, each: number): NewEvent[] {
  return Array.from({ length: count }, (_, at) => eventOf(at + 1, '/bin/x', each))
}

function differing(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, at) => eventOf(at + 1, `/bin/x${at}`, 1))
}

function eventOf(seq: number, path: string, count: number): NewEvent {
  const identity = { path: Buffer.from(path), layer: 'memfd', digest: Buffer.alloc(32, 1), digestState: 'read' }
  const place = { place: 'host', unit: 'app.service' }
  const evidence = { pid: 1, user: 'root', commandLine: [Buffer.from(path)] }
  const process = { place, identity, count, source: 'events', creators: [Buffer.from('/bin/sh')], evidence }
  return { seq, fromSeq: seq, kind: 'process', time: 0, bytes: v1.Event.encode({ seq, process }).finish() }
}

/** Microseconds of the processor an event, and how much the process grew at most. */
async function costOf(
  file: string,
  events: readonly NewEvent[],
  check: (store: Store) => Promise<void>,
): Promise<{ event: number; mebibytes: number }> {
  const store = await openSqlite(file)
  try {
    await store.putCluster({ id: clusterId, name: 'bench' })
    const about = { name: 'node', agentVersion: '', bootId: '', degraded: [], clockOffset: 0, time: 0 }
    const { epoch } = await store.openSession({ clusterId, nodeId: 'node', ...about, spoolId })
    const before = process.memoryUsage.rss()
    let most = before
    const { cpu } = await spent(async () => {
      for (const [at, some] of chunks(events, eventLimits.maxBatchEvents).entries()) {
        await store.commitEvents({ clusterId, nodeId: 'node', epoch, spoolId, time: at, events: some })
        most = Math.max(most, process.memoryUsage.rss())
      }
    })
    await check(store)
    return { event: (cpu * 1000) / events.length, mebibytes: (most - before) / 2 ** 20 }
  } finally {
    await store.close()
  }
}

/** Microseconds a row of the same bytes, in transactions of the same size, in a database of the same kind. */
async function bareCost(file: string, events: readonly NewEvent[]): Promise<number> {
  const rows = events.map(({ seq, kind, time, bytes }) => [seq, kind, time, bytes])
  const { cpu } = await insertSqlite(
    file,
    chunks(rows, eventLimits.maxBatchEvents).map((events) => ({ events })),
  )
  return (cpu * 1000) / events.length
}
