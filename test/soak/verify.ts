// At the end: what the ledgers say beside what the store holds.
import { openDatabase } from '../../collector/store/open.ts'
import type { Store, StoredEvent } from '../../collector/store/store.ts'
import { type Compared, compare } from './compare.ts'
import { type Ledger, soakUnit } from './ledger.ts'
import { foreignId, type World } from './world.ts'

export interface Verified {
  readonly differences: readonly string[]
  readonly stored: number
  readonly inGaps: number
  readonly lostSpools: number
  readonly missing: number
}

/** The store beside the collectors. */
export function openBeside({ state, database }: World): Promise<Store> {
  return openDatabase({ state, database: database?.direct ?? '', databaseUrlFile: '' })
}

/** Whether the store has the newest of each domain of a node. */
export async function isCurrent(store: Store, clusterId: string, { nodeId, domains }: Ledger): Promise<boolean> {
  const stored = await store.hashes(clusterId, nodeId)
  return [...domains].every(([domain, hash]) => stored.get(domain) === hash)
}

/** To be called when no collector runs any more. */
export async function verify(world: World): Promise<Verified> {
  const { clusterId, fleet } = world
  const store = await openBeside(world)
  try {
    return await verifyStore(
      store,
      clusterId,
      fleet.map(({ ledger }) => ledger),
    )
  } finally {
    await store.close()
  }
}

async function verifyStore(store: Store, clusterId: string, ledgers: readonly Ledger[]): Promise<Verified> {
  const events = Map.groupBy(await eventsOf(store, clusterId), ({ nodeId }) => nodeId)
  const compared: Compared[] = []
  for (const ledger of ledgers) {
    const hashes = await store.hashes(clusterId, ledger.nodeId)
    compared.push(compare(ledger, { events: events.get(ledger.nodeId) ?? [], hashes }))
  }
  const sum = (field: 'stored' | 'inGaps' | 'lostSpools' | 'missing') =>
    compared.reduce((total, each) => total + each[field], 0)
  return {
    differences: [
      ...compared.flatMap(({ differences }) => differences),
      ...(await learnedOf(store, clusterId, events)),
      ...(events.has(foreignId) ? ['events of a node whose authority nobody trusts'] : []),
      ...((await store.nodes(clusterId)).some(({ nodeId }) => nodeId === foreignId)
        ? ['a node that nobody trusts']
        : []),
    ],
    ...{ stored: sum('stored'), inGaps: sum('inGaps'), lostSpools: sum('lostSpools'), missing: sum('missing') },
  }
}

async function eventsOf(store: Store, clusterId: string): Promise<StoredEvent[]> {
  const all: StoredEvent[] = []
  for (let pageToken: string | undefined; ; ) {
    const page = await store.events(clusterId, { pageSize: 1000, ...(pageToken === undefined ? {} : { pageToken }) })
    all.push(...page.events)
    pageToken = page.nextPageToken
    if (pageToken === undefined) return all
  }
}

/** What was learned of programs is counted once too: a profile knows the first nodes by their ids, and how often each told of it. */
async function learnedOf(
  store: Store,
  clusterId: string,
  events: ReadonlyMap<string, readonly StoredEvent[]>,
): Promise<string[]> {
  const profile = await store.profile(clusterId, `host//${soakUnit}`)
  const [entry] = Object.values(profile?.entries ?? {})
  if (!entry) return ['no profile was learned']
  return Object.entries(entry.nodes).flatMap(([nodeId, { count }]) => {
    const there = (events.get(nodeId) ?? []).filter(({ kind }) => kind === 'process').length
    return there === count ? [] : [`${nodeId}: the profile counted ${count} programs, ${there} are there`]
  })
}
