import { v1 } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { HolderRecord } from '../store/identity.ts'
import type { Store } from '../store/store.ts'

/** Those that speak for one node within this time are looked at together, in milliseconds; told once in this time. */
export const duplicateWindow = 600_000

export interface DuplicatesOptions {
  readonly store: Pick<Store, 'noteHolder' | 'noteEvent' | 'putNodeIdentity' | 'nodeIdentity'>
  readonly log: { warn(fields: object, message: string): void }
  /** Called for each node of which it was told. */
  readonly found: () => void
  readonly now?: () => number
}

export interface Connected {
  readonly clusterId: string
  readonly nodeId: string
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string
  /** Without a port. */
  readonly address: string
}

/**
 * Notes who opens sessions of a node. Certificates follow each other as they are renewed; one that comes back after
 * another has taken its place was copied, or belongs to another agent. A single certificate that goes to and fro between
 * addresses was copied too, but a network may choose addresses: it has to happen twice.
 */
export function openDuplicates({ store, log, found, now = Date.now }: DuplicatesOptions) {
  return async function connected({ clusterId, nodeId, serial, address }: Connected): Promise<boolean> {
    const time = now()
    const holders = await store.noteHolder(clusterId, nodeId, { serial, address, time, since: time - duplicateWindow })
    if (!isDuplicate(holders)) return false
    const told = (await store.nodeIdentity(clusterId, nodeId))?.duplicateTime ?? 0
    if (time - told < duplicateWindow) return true
    const event = {
      time: toTimestamp(time),
      duplicateIdentity: { holders: holders.map(({ serial, address }) => ({ serial, address })) },
    }
    const bytes = v1.Event.encode(event).finish()
    await store.putNodeIdentity(clusterId, nodeId, { duplicateTime: time })
    await store.noteEvent(clusterId, { nodeId, kind: 'duplicateIdentity', time, bytes })
    log.warn({ node: nodeId, holders: event.duplicateIdentity.holders }, 'two take turns speaking for one node')
    found()
    return true
  }
}

function isDuplicate(holders: readonly HolderRecord[]): boolean {
  const returns = (serial: string) =>
    holders.filter((each) => each.serial === serial).reduce((sum, each) => sum + each.returns, 0)
  const serials = new Set(holders.map((each) => each.serial))
  if (serials.size > 1) return [...serials].some((each) => returns(each) >= 1)
  return [...serials].some((each) => returns(each) >= 2)
}
