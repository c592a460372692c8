// Whose the pods of each node are: noted when a pod is seen first, asked of the Kubernetes API, kept for each node apart so
// that none can speak for another's pods.
import type { Owner, Place, Resolver } from '../../allowlist/key.ts'
import { chunks, fromText, toText } from '../codec.ts'
import type { PodOwners, WaitingPod } from '../profiles.ts'
import { type Database, write } from './transaction.ts'

const rowsAtOnce = 200
/** Most pods of one node that are kept: the newest. One that is forgotten is noted again when it is seen again. */
export const maxPods = 1000
/** The kubelet's own pods have uids without dashes, and no owner but the node. */
const uidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** They become part of a question to an API server. */
const namespacePattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const podPattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/

type NodeRef = { readonly clusterId: string; readonly nodeId: string }
type Known = { readonly namespace: string; readonly pod: string; readonly owner: Owner | undefined }

/** Owners of the pods of these places. Pods that are not known yet are noted, to be asked for. */
export async function ownersOf(
  db: Database,
  node: NodeRef & { readonly time: number },
  places: readonly Place[],
): Promise<Resolver['ownerOf']> {
  const pods = new Map(places.filter(isAskable).map((place) => [place.podUid, place]))
  if (pods.size === 0) return () => undefined
  const known = await knownPods(db, node, [...pods.keys()])
  const fresh = [...pods.values()].filter(({ podUid }) => !known.has(podUid)).slice(-maxPods)
  if (fresh.length > 0) await notePods(db, node, fresh)
  return ({ podUid, namespace, pod }) => {
    const found = known.get(podUid)
    // Asked for by these names: by others it is not known.
    return found && found.namespace === namespace && found.pod === pod ? found.owner : undefined
  }
}

/** Every owner that is known in the cluster, by the node that told of the pod. */
export async function podOwners(db: Database, clusterId: string): Promise<PodOwners> {
  const query = db.selectFrom('pod_owners').selectAll().where('cluster_id', '=', clusterId)
  const rows = await query.where('owner', 'is not', null).execute()
  const known = new Map(rows.map((row) => [JSON.stringify([row.node_id, row.pod_uid]), row]))
  return (nodeId, { podUid, namespace, pod }) => {
    const row = known.get(JSON.stringify([nodeId, podUid]))
    const isSame = row?.owner && fromText(row.namespace) === namespace && fromText(row.pod) === pod
    return isSame ? fromText<Owner>(row.owner as string) : undefined
  }
}

function isAskable({ place, podUid, namespace, pod }: Place): boolean {
  return place === 'pod' && uidPattern.test(podUid) && namespacePattern.test(namespace) && podPattern.test(pod)
}

async function knownPods(db: Database, { clusterId, nodeId }: NodeRef, uids: readonly string[]) {
  const known = new Map<string, Known>()
  for (const some of chunks(uids, rowsAtOnce)) {
    const query = db.selectFrom('pod_owners').selectAll().where('cluster_id', '=', clusterId)
    const rows = await query.where('node_id', '=', nodeId).where('pod_uid', 'in', some).execute()
    for (const row of rows)
      known.set(row.pod_uid, {
        ...{ namespace: fromText<string>(row.namespace), pod: fromText<string>(row.pod) },
        owner: row.owner === null ? undefined : fromText<Owner>(row.owner),
      })
  }
  return known
}

async function notePods(db: Database, node: NodeRef & { time: number }, pods: readonly Place[]): Promise<void> {
  await forgetOldest(db, node, pods.length)
  const { clusterId, nodeId, time } = node
  const rows = pods.map(({ podUid, namespace, pod }) => ({
    ...{ cluster_id: clusterId, node_id: nodeId, pod_uid: podUid, namespace: toText(namespace), pod: toText(pod) },
    ...{ owner: null, noted_time: time, next_time: time },
  }))
  for (const some of chunks(rows, rowsAtOnce)) await db.insertInto('pod_owners').values(some).execute()
}

async function forgetOldest(db: Database, { clusterId, nodeId }: NodeRef, coming: number): Promise<void> {
  const ofNode = db.selectFrom('pod_owners').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
  const { count } = await ofNode.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const many = Number(count) + coming - maxPods
  if (many <= 0) return
  const oldest = await ofNode.select('pod_uid').orderBy('noted_time').orderBy('pod_uid').limit(many).execute()
  for (const some of chunks(oldest, rowsAtOnce)) {
    const uids = some.map((row) => row.pod_uid)
    await rowsOf(db, clusterId, nodeId).where('pod_uid', 'in', uids).execute()
  }
}

function rowsOf(db: Database, clusterId: string, nodeId: string) {
  return db.deleteFrom('pod_owners').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
}

/** Pods to be asked for now, the longest waiting first. */
export async function waitingPods(db: Database, clusterId: string, now: number, most: number): Promise<WaitingPod[]> {
  const rows = await db
    .selectFrom('pod_owners')
    .innerJoin('nodes', (join) =>
      join.onRef('nodes.cluster_id', '=', 'pod_owners.cluster_id').onRef('nodes.node_id', '=', 'pod_owners.node_id'),
    )
    .select(['pod_owners.node_id', 'pod_owners.pod_uid', 'pod_owners.namespace', 'pod_owners.pod', 'nodes.name'])
    .where('pod_owners.cluster_id', '=', clusterId)
    .where('pod_owners.next_time', '<=', now)
    .orderBy('pod_owners.next_time')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...{ nodeId: row.node_id, nodeName: fromText<string>(row.name), podUid: row.pod_uid },
    ...{ namespace: fromText<string>(row.namespace), pod: fromText<string>(row.pod) },
  }))
}

export function postponePod(
  db: Database,
  clusterId: string,
  { nodeId, podUid }: Pick<WaitingPod, 'nodeId' | 'podUid'>,
  until: number,
): Promise<void> {
  return write(db, clusterId, async (transaction) => {
    const query = transaction.updateTable('pod_owners').set({ next_time: until }).where('cluster_id', '=', clusterId)
    await query.where('node_id', '=', nodeId).where('pod_uid', '=', podUid).where('next_time', 'is not', null).execute()
  })
}
