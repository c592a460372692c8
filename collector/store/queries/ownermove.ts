// What was learned of a pod alone goes to its owner's profile as soon as that is known.
import { absorb, listenersOf, sightingsOf } from '../../allowlist/absorb.ts'
import { breachesOf } from '../../allowlist/apply.ts'
import { keyText, type Owner, type WorkloadKey } from '../../allowlist/key.ts'
import { breachOf } from '../../allowlist/listeners.ts'
import { hardKinds } from '../../allowlist/match.ts'
import { newProfile, type Profile } from '../../allowlist/profile.ts'
import { fromText, packJson, toText, unpackJson } from '../codec.ts'
import type { StoredViolation, WaitingPod } from '../profiles.ts'
import { keepBreaches } from './learning.ts'
import { keepListenerBreaches } from './listening.ts'
import { nameHash, profile, putNodes, putProfile, removeProfile } from './profiles.ts'
import { type Database, write } from './transaction.ts'

type NodeRef = { readonly clusterId: string; readonly nodeId: string }

/** See `ProfileStore`. */
export function settlePod(
  db: Database,
  clusterId: string,
  pod: WaitingPod,
  owner: Owner | undefined,
  time: number,
): Promise<string[]> {
  return write(db, clusterId, async (transaction) => {
    const settled = { owner: toText(owner ?? { kind: 'Pod', name: pod.pod }), next_time: null }
    const query = transaction.updateTable('pod_owners').set(settled).where('cluster_id', '=', clusterId)
    const row = query.where('node_id', '=', pod.nodeId).where('pod_uid', '=', pod.podUid)
    const { numUpdatedRows } = await row.executeTakeFirst()
    if (!owner || numUpdatedRows === 0n) return []
    const changed: string[] = []
    for (const own of await profilesOfPod(transaction, clusterId, pod))
      changed.push(...(await moveProfile(transaction, { clusterId, nodeId: pod.nodeId, time }, own, owner)))
    return changed
  })
}

/** The profiles of the pod's containers that hold nothing of any other pod: what cannot be told apart stays where it is. */
async function profilesOfPod(db: Database, clusterId: string, { nodeId, podUid, namespace, pod }: WaitingPod) {
  const rows = await db
    .selectFrom('profile_nodes')
    .innerJoin('profiles', (join) =>
      join
        .onRef('profiles.cluster_id', '=', 'profile_nodes.cluster_id')
        .onRef('profiles.profile_id', '=', 'profile_nodes.profile_id'),
    )
    .select('profiles.summary')
    .where('profile_nodes.cluster_id', '=', clusterId)
    .where('profile_nodes.node_id', '=', nodeId)
    .execute()
  const own: Profile[] = []
  for (const { summary } of rows) {
    const { id, key } = fromText<{ id: string; key: Profile['key'] }>(summary)
    const isNamedSo =
      key.kind === 'workload' && key.namespace === namespace && key.ownerKind === 'Pod' && key.owner === pod
    const found = isNamedSo ? await profile(db, clusterId, id) : undefined
    if (found && isAlone(found.evidence.nodes, nodeId) && isAlone(podsOf(found), podUid)) own.push(found)
  }
  return own
}

function podsOf({ evidence, entries, listeners }: Profile): string[] {
  const told = [...Object.values(entries), ...Object.values(listeners)].flatMap(({ pods }) => pods)
  return [...new Set([...evidence.pods, ...told])]
}

function isAlone(names: readonly string[], wanted: string): boolean {
  return names.every((name) => name === wanted)
}

/** Judges by the owner's profile what the pod's has seen, and makes it part of that. Gives the ids of both. */
async function moveProfile(
  db: Database,
  node: NodeRef & { readonly time: number },
  from: Profile,
  { kind, name }: Owner,
): Promise<string[]> {
  const { clusterId, nodeId, time } = node
  const key: WorkloadKey = { ...(from.key as WorkloadKey), ownerKind: kind, owner: name }
  const before = (await profile(db, clusterId, keyText(key))) ?? newProfile(key, from.learningAt)
  // Hard rules were judged when it was told.
  const isNew = ({ verdict }: { verdict: { kind: string } }) => !(hardKinds as readonly string[]).includes(verdict.kind)
  const found = breachesOf(before, sightingsOf(from), time).filter(isNew)
  const told = { node: nodeId, at: time }
  await keepBreaches(
    db,
    node,
    found.map((each) => ({ ...each, profile: before })),
    told,
  )
  const listeners = listenersOf(from).flatMap((listener) => breachOf(before, listener, time))
  await keepListenerBreaches(
    db,
    node,
    listeners.map((each) => ({ ...each, profile: before })),
    time,
  )
  await putProfile(db, clusterId, absorb(before, from))
  await putNodes(db, node, [before.id])
  await removeProfile(db, clusterId, from.id)
  await moveViolations(db, clusterId, from.id, before.id)
  return [from.id, before.id]
}

async function moveViolations(db: Database, clusterId: string, from: string, to: string): Promise<void> {
  const ofProfile = db.selectFrom('violations').where('cluster_id', '=', clusterId)
  const rows = await ofProfile.select(['violation_id', 'state']).where('profile_id', '=', nameHash(from)).execute()
  for (const { violation_id, state } of rows) {
    const moved = packJson({ ...unpackJson<StoredViolation>(state), profile: to })
    const update = db.updateTable('violations').set({ profile_id: nameHash(to), state: moved })
    await update.where('cluster_id', '=', clusterId).where('violation_id', '=', violation_id).execute()
  }
}
