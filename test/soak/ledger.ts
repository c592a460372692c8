// What the agent of one node says that it told, and whether the store holds that.
import { createHash } from 'node:crypto'
import type { NewEvent } from '../../agent/link/spool.ts'
import type { EventMessage } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'

export interface Ledger {
  readonly nodeId: string
  /** Events so far: the first is 1. What each says follows from the node and its number. */
  happened: number
  /** How many of them are programs that started. */
  processes: number
  /** By spool and number what was handed out under it: an event, or a gap as the negative of its first number. */
  readonly told: Map<string, Map<number, number[]>>
  /** By spool: all up to here was promised to be kept. */
  readonly promised: Map<string, number>
  /** Events that were kept in the memory of a process that was killed. */
  readonly forfeited: Set<number>
  /** Newest hash of each domain. */
  readonly domains: Map<string, string>
  /** True where the node's disk refused: a gap may then stand for what arrives all the same. */
  hadTrouble: boolean
}

export function openLedger(nodeId: string): Ledger {
  const empty = { told: new Map(), promised: new Map(), forfeited: new Set<number>(), domains: new Map() }
  return { nodeId, happened: 0, processes: 0, ...empty, hadTrouble: false }
}

/** Where programs start in simulated nodes. */
export const soakUnit = 'soak.service'

/** Each fourth event is a program that starts, the others are flaps. */
export function isProcess(number: number): boolean {
  return number % 4 === 0
}

/** Something happens on the node. */
export function happen(ledger: Ledger, time: number): NewEvent {
  ledger.happened += 1
  const number = ledger.happened
  const mark = markOf(ledger.nodeId, number)
  if (!isProcess(number)) return { time: toTimestamp(time), flap: { domain: `soak${number}`, hash: mark } }
  ledger.processes += 1
  const identity = { path: Buffer.from('/usr/bin/soak'), layer: 'host-packaged', digest: Buffer.alloc(32, 1) }
  return {
    time: toTimestamp(time),
    process: {
      place: { place: 'host', unit: soakUnit },
      identity: { ...identity, digestState: 'read' },
      ...{ count: 1, source: 'events', firstTime: toTimestamp(time), lastTime: toTimestamp(time) },
      evidence: { pid: number, workingDirectory: mark },
    },
  }
}

/** The number of an event of a node. Undefined for one that it never had, or that was changed on its way. */
export function numberOf(nodeId: string, { flap, process }: EventMessage): number | undefined {
  const number = flap ? Number(/^soak(\d+)$/.exec(flap.domain ?? '')?.[1]) : Number(process?.evidence?.pid)
  const mark = flap ? flap.hash : process?.evidence?.workingDirectory
  if (!Number.isSafeInteger(number) || !mark) return undefined
  return markOf(nodeId, number).equals(mark) ? number : undefined
}

function markOf(nodeId: string, number: number): Buffer {
  return createHash('sha256').update(`${nodeId}/${number}`).digest()
}

/** Notes what was handed out to be sent. */
export function noteTold(ledger: Ledger, spoolId: string, events: readonly EventMessage[]): void {
  const told = ledger.told.get(spoolId) ?? new Map<number, number[]>()
  ledger.told.set(spoolId, told)
  for (const event of events) {
    const what = event.gap ? -Number(event.gap.fromSeq) : (numberOf(ledger.nodeId, event) ?? 0)
    const [seq, before] = [Number(event.seq), told.get(Number(event.seq)) ?? []]
    if (!before.includes(what)) told.set(seq, [...before, what])
  }
}

/** Notes that all up to a number is committed, as the collector says. */
export function notePromised(ledger: Ledger, spoolId: string, seq: number): void {
  ledger.promised.set(spoolId, Math.max(seq, ledger.promised.get(spoolId) ?? 0))
}
