// Names of pods and containers, from what the kubelet keeps on disk: no API is asked.
import type { HostRoot } from '../host/root.ts'
import type { PodName } from './observation.ts'

/** A directory for each pod that has containers: NAMESPACE_NAME_UID, and in it one for each container. */
export const podLogs = '/var/log/pods'
/** A link for each container's log: NAME_NAMESPACE_CONTAINER-ID.log. */
export const containerLogs = '/var/log/containers'
/** A directory for each pod of the node, by its uid. */
export const podDirectories = '/var/lib/kubelet/pods'

/** Most names of each kind that are read. */
const maxNames = 20_000
/** At least so long between two looks for a pod that is not there, milliseconds. */
const retryAfter = 2000
/** Names in Kubernetes are those of DNS: no underscore is in any, so it can stand between them. */
const podLog = /^([a-z0-9-]{1,63})_([a-z0-9.-]{1,253})_([0-9a-f-]{32,36})$/
const containerLog = /^([a-z0-9.-]{1,253})_([a-z0-9-]{1,63})_([a-z0-9-]{1,63})-([0-9a-f]{64})\.log$/
const podUid = /^[0-9a-f-]{32,36}$/

export const noName: PodName = Object.freeze({ namespace: '', pod: '', container: '' })

/** What the kubelet's directories say at one moment. */
export interface PodNames {
  /** Names of a pod by its uid, and of its container by the id that the runtime gave it. */
  nameOf(pod: string, container: string): PodName
  /** True where the kubelet has a pod with this uid, with a name here or without. */
  has(pod: string): boolean
}

/** Reads the directories. Those that are not there have no names. */
export async function readPodNames(root: HostRoot): Promise<PodNames> {
  const [pods, links, directories] = await Promise.all(
    [podLogs, containerLogs, podDirectories].map((path) => namesIn(root, path)),
  )
  const byUid = new Map<string, { namespace: string; pod: string }>()
  for (const name of pods ?? []) {
    const [, namespace, pod, uid] = podLog.exec(name) ?? []
    if (namespace && pod && uid) byUid.set(uid, { namespace, pod })
  }
  const byContainer = new Map<string, string>()
  for (const name of links ?? []) {
    const [, , , container, id] = containerLog.exec(name) ?? []
    if (container && id) byContainer.set(id, container)
  }
  const known = new Set([...byUid.keys(), ...(directories ?? []).filter((name) => podUid.test(name))])
  return {
    nameOf: (pod, container) => {
      const found = byUid.get(pod)
      return found ? { ...found, container: byContainer.get(container) ?? '' } : noName
    },
    has: (pod) => known.has(pod),
  }
}

async function namesIn(root: HostRoot, path: string): Promise<string[]> {
  const look = await root.list(path, maxNames)
  return look.status === 'observed' ? look.value.map(({ name }) => name) : []
}

/** The names over time: looks again when someone asks for a pod or container that was not there, but not at every turn. */
export interface PodNameCache {
  nameOf(pod: string, container: string): Promise<PodName>
}

/** `open` gives the host's files as of now, `now` milliseconds. */
export function openPodNames(open: () => HostRoot, now: () => number = Date.now): PodNameCache {
  let names: Promise<PodNames> | undefined
  let read = 0
  return {
    nameOf: async (pod, container) => {
      const found = names && (await names).nameOf(pod, container)
      const complete = found && found.pod !== '' && (container === '' || found.container !== '')
      if (complete || (names && now() - read < retryAfter)) return found as PodName
      read = now()
      names = readPodNames(open())
      return (await names).nameOf(pod, container)
    },
  }
}
