import type { StoredEvent } from '../../collector/store/store.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { type Ledger, numberOf } from './ledger.ts'

/** What the store holds of one node. */
export interface Stored {
  readonly events: readonly StoredEvent[]
  readonly hashes: ReadonlyMap<string, string>
}

/** What came of one node's events. */
export interface Compared {
  /** Sentences; empty where all is as it was told. */
  readonly differences: readonly string[]
  readonly stored: number
  /** Events that gaps of the agent stand for. */
  readonly inGaps: number
  /** Spools that were lost, as the collector noted. */
  readonly lostSpools: number
  readonly missing: number
}

interface Read {
  readonly seq: number
  readonly from: number
  /** Number of the event; the negative of its first number for a gap; 0 for what is neither. */
  readonly what: number
}

/** Nothing missing, nothing doubled, every gap accounted for, every domain current. */
export function compare(ledger: Ledger, { events, hashes }: Stored): Compared {
  const own = events.filter(({ seq }) => seq > 0)
  const lostSpools = events.length - own.length
  const bySpool = Map.groupBy(own, ({ spoolId }) => spoolId)
  const read = new Map([...bySpool].map(([id, some]) => [id, some.map((each) => readOf(ledger.nodeId, each))]))
  const all = [...read.values()].flat()
  const counts = countsOf(all)
  const absent = numbersTo(ledger.happened).filter((each) => !counts.has(each))
  const unexplained = absent.filter((each) => !ledger.forfeited.has(each))
  const inGaps = all.filter(({ what }) => what < 0).reduce((sum, { seq, from }) => sum + seq - from + 1, 0)
  const differences = [
    ...[...read].flatMap(([id, some]) => orderOf(id, some, ledger.told.get(id) ?? new Map())),
    ...[...ledger.promised].flatMap(([id, seq]) => keptOf(id, seq, read.get(id) ?? [])),
    ...[...counts].filter(([, count]) => count > 1).map(([number, count]) => `event ${number} is there ${count} times`),
    ...unexplainedOf(unexplained, absent.length, inGaps, ledger.hadTrouble),
    ...(absent.length > unexplained.length && lostSpools === 0 && ledger.promised.size > 1
      ? ['events went with a spool, and no gap says so']
      : []),
    ...domainsOf(ledger.domains, hashes),
  ]
  const named = differences.map((each) => `${ledger.nodeId}: ${each}`)
  return { differences: named, stored: counts.size, inGaps, lostSpools, missing: absent.length }
}

function readOf(nodeId: string, { seq, bytes }: StoredEvent): Read {
  const event: EventMessage = v1.Event.decode(bytes)
  if (!event.gap) return { seq, from: seq, what: numberOf(nodeId, event) ?? 0 }
  const from = Number(event.gap.fromSeq)
  return { seq, from, what: -from }
}

function countsOf(all: readonly Read[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { what } of all) if (what > 0) counts.set(what, (counts.get(what) ?? 0) + 1)
  return counts
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1)
}

/** Each number of a spool is there once, in one row, and says what was handed out under it. */
function orderOf(spoolId: string, read: readonly Read[], told: ReadonlyMap<number, readonly number[]>): string[] {
  const found: string[] = []
  let next = 1
  for (const { seq, from, what } of read.toSorted((a, b) => a.seq - b.seq)) {
    if (from !== next) found.push(`spool ${spoolId}: ${from} to ${seq} where ${next} comes next`)
    if (!told.get(seq)?.includes(what) || what === 0)
      found.push(`spool ${spoolId}, ${seq}: stored is ${what}, told was ${told.get(seq)?.join(' or ') ?? 'nothing'}`)
    next = seq + 1
  }
  return found
}

function keptOf(spoolId: string, promised: number, read: readonly Read[]): string[] {
  const last = Math.max(0, ...read.map(({ seq }) => seq))
  return last >= promised
    ? []
    : [`spool ${spoolId}: ${promised} was acknowledged, and ${last} is the last that is there`]
}

function unexplainedOf(unexplained: readonly number[], absent: number, inGaps: number, hadTrouble: boolean): string[] {
  if (unexplained.length > inGaps)
    return [`${unexplained.length} events are missing (${unexplained.slice(0, 5)} …), gaps stand for ${inGaps}`]
  if (!hadTrouble && absent === unexplained.length && absent !== inGaps)
    return [`gaps stand for ${inGaps} events, ${absent} are missing`]
  return []
}

function domainsOf(told: ReadonlyMap<string, string>, stored: ReadonlyMap<string, string>): string[] {
  const names = new Set([...told.keys(), ...stored.keys()])
  return [...names]
    .filter((name) => told.get(name) !== stored.get(name))
    .map((name) => `${name}: the agent has ${told.get(name) ?? 'none'}, the store ${stored.get(name) ?? 'none'}`)
}
