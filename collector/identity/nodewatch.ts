import { repeat } from '../../lib/repeat.ts'
import type { Unobserved } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import type { KubernetesApi, NodeChange, NodeRef } from './kubernetes.ts'
import { parseSelector } from './selector.ts'

export interface NodeWatchOptions {
  readonly api: KubernetesApi
  readonly store: Store
  readonly clusterId: string
  /** Label selectors of nodes that are not expected to report. */
  readonly excludeNodes: readonly string[]
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Called after anything changed in the store. */
  readonly changed: () => void
  /** Whether this collector is the one that watches: several over one database would write the same. */
  readonly holds?: () => boolean
  /** Milliseconds before it is tried again after a failure, and between two looks whether it is this collector's turn. */
  readonly pause?: number
  readonly now?: () => number
}

/** What a removed node's findings say last. */
export const removedReason = 'the node was removed from the cluster'
const pauseAfterFailure = 5000

/**
 * Keeps the nodes that should report those of the cluster: from the list, then from what changes, from the list again where
 * the watch broke. Nodes that enrolled otherwise are left alone.
 */
export function openNodeWatch(options: NodeWatchOptions): { stop(): Promise<void> } {
  const { api, log, holds = () => true, pause = pauseAfterFailure } = options

  async function follow(signal: AbortSignal): Promise<void> {
    const { nodes, version } = await api.listNodes()
    await reconcile(options, nodes)
    let newest = version
    while (!signal.aborted && holds()) newest = await watchFrom(newest, signal)
  }

  /** Changes are written one after the other; a failure ends the watch, and the list is read again. */
  async function watchFrom(version: string, signal: AbortSignal): Promise<string> {
    let work: Promise<void> = Promise.resolve()
    const failed = new AbortController()
    const newest = await api.watchNodes(
      version,
      (change, node) => {
        work = work.then(() => take(change, node))
        work.catch(() => failed.abort())
      },
      AbortSignal.any([signal, failed.signal]),
    )
    await work
    return newest
  }

  async function take(change: NodeChange, node: NodeRef): Promise<void> {
    if (!holds()) throw new Error('another collector watches the nodes now')
    if (change === 'gone') await gone(options, node)
    else if (await put(options, node)) options.changed()
  }

  function tell(error: Error): void {
    log.warn({ reason: error.message }, 'nodes cannot be watched: tried again')
  }

  return repeat(pause, async (signal) => {
    if (holds()) await follow(signal).catch(tell)
  })
}

async function reconcile(options: NodeWatchOptions, nodes: readonly NodeRef[]): Promise<void> {
  const { api, store, clusterId } = options
  let changes = 0
  for (const node of nodes) if (await put(options, node)) changes += 1
  if (changes > 0) options.changed()
  const listed = new Set(nodes.map((each) => each.uid))
  const identities = new Map((await store.nodeIdentities(clusterId)).map((each) => [each.nodeId, each]))
  for (const known of await store.nodes(clusterId)) {
    if (listed.has(known.nodeId) || identities.get(known.nodeId)?.origin !== 'kubernetes') continue
    // A list that is short by mistake must not end the sessions of a fleet.
    const there = await api.node(known.name)
    if (there?.uid !== known.nodeId) await gone(options, { uid: known.nodeId, name: known.name })
  }
}

/** True when it was not known so. */
async function put(options: NodeWatchOptions, node: NodeRef): Promise<boolean> {
  const { store, clusterId, excludeNodes, now = Date.now } = options
  if (!node.uid || !node.name) return false
  const noted = { origin: 'kubernetes' as const, ...unobservedOf(node, excludeNodes) }
  const before = await store.nodeIdentity(clusterId, node.uid)
  const isSame =
    before?.origin === noted.origin &&
    before.unobserved === noted.unobserved &&
    before.unobservedReason === noted.unobservedReason
  // First: it would be missing until then.
  if (!isSame) await store.putNodeIdentity(clusterId, node.uid, noted)
  await store.enrolNode({ clusterId, nodeId: node.uid, name: node.name, time: now() })
  return !isSame
}

async function gone(options: NodeWatchOptions, node: Pick<NodeRef, 'uid' | 'name'>): Promise<void> {
  const { store, clusterId, log, changed, now = Date.now } = options
  await store.removeNode(clusterId, node.uid, now(), removedReason)
  log.info({ node: node.uid, name: node.name }, 'a node was removed from the cluster')
  changed()
}

/** Why a node is not expected to report. */
export function unobservedOf(
  node: NodeRef,
  excludeNodes: readonly string[],
): { unobserved: Unobserved | ''; unobservedReason: string } {
  const selector = excludeNodes.find((each) => parseSelector(each)?.(node.labels))
  if (selector !== undefined) return { unobserved: 'excluded', unobservedReason: `left out by ${selector}` }
  const reason = impossibleOf(node)
  return { unobserved: reason ? 'cannot-be-observed' : '', unobservedReason: reason }
}

/** Why no agent can run there: it needs Linux, and a host that DaemonSets reach. */
function impossibleOf({ labels, taints }: NodeRef): string {
  const os = labels['kubernetes.io/os'] ?? labels['beta.kubernetes.io/os']
  if (os !== undefined && os !== 'linux') return `runs ${os}: agents need Linux`
  if (labels['eks.amazonaws.com/compute-type'] === 'fargate') return 'is of Fargate: there is no host to look at'
  if (labels['type'] === 'virtual-kubelet' || taints.some((each) => each.startsWith('virtual-kubelet.io/')))
    return 'is a virtual kubelet: there is no host to look at'
  return ''
}
