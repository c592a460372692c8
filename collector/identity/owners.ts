// Whose pods are, asked of the Kubernetes API: a Deployment's pods come and go, and what may run in them is the same.
import { repeat } from '../../lib/repeat.ts'
import type { Owner } from '../allowlist/key.ts'
import type { Store, WaitingPod } from '../store/store.ts'
import { type Controller, type KubernetesApi, KubernetesError } from './kubernetes.ts'

/** What is told of a pod: its outermost owner; undefined where it stands for itself, or is not that node's. */
export interface Owners {
  /** Throws a KubernetesError where nobody can tell now. */
  of(pod: WaitingPod): Promise<Owner | undefined>
}

/** Most owners of owners that are remembered: they never change. */
const maxRemembered = 10_000
/** What others own, and the API is asked for. */
const between: ReadonlySet<string> = new Set(['ReplicaSet', 'Job'])

export function openOwners(api: Pick<KubernetesApi, 'pod' | 'workload'>): Owners {
  const remembered = new Map<string, Controller>()

  /** Undefined where what the pod names is not, or is another of the same name: whoever makes a pod writes what owns it. */
  async function outermost(namespace: string, named: Controller): Promise<Controller | undefined> {
    const { kind, name, uid } = named
    if (!between.has(kind)) return named
    const key = JSON.stringify([namespace, kind, name, uid])
    const known = remembered.get(key)
    if (known) return known
    const found = await api.workload(kind as 'ReplicaSet' | 'Job', namespace, name)
    if (found?.uid !== uid) return undefined
    const owner = found.controller ?? named
    if (remembered.size >= maxRemembered) remembered.delete(remembered.keys().next().value as string)
    remembered.set(key, owner)
    return owner
  }

  return {
    of: async ({ namespace, pod, podUid, nodeName }) => {
      const found = await api.pod(namespace, pod)
      // What a node says of pods that are another's, or another's of the same name, is its own word alone.
      if (!found || found.uid !== podUid || found.nodeName !== nodeName) return undefined
      if (!found.controller || found.controller.kind === 'Node') return undefined
      const owner = await outermost(namespace, found.controller)
      return owner && { kind: owner.kind, name: owner.name }
    },
  }
}

export interface OwnerWatchOptions {
  readonly owners: Owners
  readonly store: Pick<Store, 'waitingPods' | 'postponePod' | 'settlePod'>
  readonly clusterId: string
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Called with each profile that changed or is gone. */
  readonly changed: (profileId: string) => void
  /** Whether this collector is the one that asks. */
  readonly holds?: () => boolean
  /** Milliseconds between two looks. */
  readonly pause?: number
  readonly now?: () => number
}

/** Asked at once, before it is looked again who holds. */
const atOnce = 50
const usualPause = 2000
/** Milliseconds before it is asked again: where nobody answers, and where the collector may not ask. */
const retryAfter = 15_000
const forbiddenFor = 600_000

/** Asks for the owner of each pod that is seen first, until it is told; what was learned of it alone goes to the owner's. */
export function openOwnerWatch(options: OwnerWatchOptions): { stop(): Promise<void> } {
  const { store, clusterId, log, holds = () => true, pause = usualPause, now = Date.now } = options
  let lastFault = ''

  async function askAll(signal: AbortSignal): Promise<void> {
    for (const pod of await store.waitingPods(clusterId, now(), atOnce)) {
      if (signal.aborted || !holds() || !(await ask(pod))) return
    }
  }

  /** False where there is no use in asking for others now. */
  async function ask(pod: WaitingPod): Promise<boolean> {
    try {
      const owner = await options.owners.of(pod)
      for (const id of await store.settlePod(clusterId, pod, owner, now())) options.changed(id)
      lastFault = ''
      return true
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error
      await store.postponePod(clusterId, pod, now() + (error.status === 403 ? forbiddenFor : retryAfter))
      tell(error.message)
      return error.status === 403
    }
  }

  /** What lasts is told once. */
  function tell(fault: string): void {
    if (fault !== lastFault) log.warn({ reason: fault }, 'owners of pods are not known: each pod is learned by itself')
    lastFault = fault
  }

  return repeat(pause, async (signal) => {
    if (holds()) await askAll(signal).catch((error: Error) => tell(error.message))
  })
}
