// Which profile a place belongs to.
import { escapeSeparator, escapeText } from './names.ts'

// All names in a key are texts of names.ts: they come from nodes, and whoever writes a unit file chooses its name.

/** A container of a workload: pods come and go, their owner stays. */
export interface WorkloadKey {
  readonly kind: 'workload'
  readonly namespace: string
  /** `Deployment`, `CronJob`, …; `Pod` where nobody told an owner. */
  readonly ownerKind: string
  readonly owner: string
  readonly container: string
}

/** A systemd unit on the nodes of a pool. */
export interface HostKey {
  readonly kind: 'host'
  readonly pool: string
  /** `ssh.service`; `login session` for all that people start by hand. */
  readonly unit: string
}

/** Within one cluster: whoever stores profiles of several adds the cluster. */
export type ProfileKey = WorkloadKey | HostKey

/** Where something was seen, of a ProcessPlace or a listener: all texts, empty for what is not known. */
export interface Place {
  readonly place: string
  readonly unit: string
  readonly podUid: string
  readonly containerId: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly image: string
}

/** What somebody else knows of a pod: the Kubernetes API. Undefined, where it is asked for, is "not known". */
export interface Owner {
  readonly kind: string
  readonly name: string
}

/** Answers from outside of the node. Each may be unknown; none is guessed. */
export interface Resolver {
  /** The outermost owner of a pod that has this uid and these names, as the API has it. */
  ownerOf(pod: Pick<Place, 'podUid' | 'namespace' | 'pod'>): Owner | undefined
  /** What kind of container it is, as the API has it. */
  containerKind(podUid: string, container: string): 'main' | 'init' | 'ephemeral' | undefined
  /** The pool of a node; empty where the nodes are one pool. */
  poolOf(node: string): string
  /** The name of a node in Kubernetes: static pods end with it. */
  nameOf(node: string): string | undefined
}

/** Knows nothing from outside: pods stand for themselves, and all nodes are one pool. */
export const noResolver: Resolver = {
  ownerOf: () => undefined,
  containerKind: () => undefined,
  poolOf: () => '',
  nameOf: () => undefined,
}

export type Belongs =
  | { readonly status: 'known'; readonly key: ProfileKey; readonly learns: boolean }
  | { readonly status: 'unknown'; readonly reason: string }

/** The class of everything that people start by hand on a node. */
export const loginSession = 'login session'

/** The profile that a place belongs to, or why that cannot be told. `learns` is false for debug containers. */
export function keyOf(place: Place, node: string, resolver: Resolver): Belongs {
  if (place.place === 'host') return { status: 'known', key: hostKey(place, resolver.poolOf(node)), learns: true }
  if (place.place !== 'pod') return { status: 'unknown', reason: 'the control group does not tell where it belongs' }
  if (place.namespace === '' || place.pod === '') return { status: 'unknown', reason: 'the pod has no known name' }
  if (place.container === '') return { status: 'unknown', reason: 'the container has no known name' }
  const owner = resolver.ownerOf(place) ?? { kind: 'Pod', name: podName(place, resolver.nameOf(node)) }
  return {
    status: 'known',
    key: {
      ...{
        kind: 'workload',
        namespace: escapeText(place.namespace),
        ownerKind: escapeText(owner.kind),
        owner: escapeText(owner.name),
      },
      container: escapeText(place.container),
    },
    learns: resolver.containerKind(place.podUid, place.container) !== 'ephemeral',
  }
}

/**
 * A key as one text: `host/POOL/UNIT` or `workload/NAMESPACE/KIND/OWNER/CONTAINER`. No two keys have the same one.
 */
export function keyText(key: ProfileKey): string {
  return [key.kind, ...partsOf(key)].join('/')
}

/** The same as the guard set has it: the unit, or namespace/kind/name/container. */
export function guardPlace(key: ProfileKey): string {
  return key.kind === 'host' ? part(key.unit) : partsOf(key).join('/')
}

/** Nothing is approved there without a person: what people start by hand has no usual. */
export function isLogin(key: ProfileKey): boolean {
  return key.kind === 'host' && key.unit === loginSession
}

/** Digest of an image reference, `sha256:…`; empty where the reference names none. */
export function imageDigest(image: string): string {
  return /^(?:[!-$&-~]{1,900}@)?(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? ''
}

function hostKey({ unit }: Place, pool: string): HostKey {
  const isSession = unit === loginSession || /^session-.*\.scope$/.test(unit) || /^user@.*\.service$/.test(unit)
  return { kind: 'host', pool: escapeText(pool), unit: isSession ? loginSession : escapeText(unit) }
}

/** A static pod's uid has no dashes, and the kubelet puts the node's name behind the pod's. */
function podName({ podUid, pod }: Place, node: string | undefined): string {
  const isStatic = /^[0-9a-f]{32}$/.test(podUid)
  return isStatic && node && pod.endsWith(`-${node}`) ? pod.slice(0, -node.length - 1) : pod
}

function partsOf(key: ProfileKey): string[] {
  const names = key.kind === 'host' ? [key.pool, key.unit] : [key.namespace, key.ownerKind, key.owner, key.container]
  return names.map(part)
}

function part(name: string): string {
  return escapeSeparator(name, '/')
}
