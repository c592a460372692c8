// Names of containers, from files of the kubelet and of the container runtimes.
import { posix } from 'node:path'
import type { HostRoot } from '../../host/root.ts'
import { type ContainerNames, parseBundle, parseDockerConfig, parseStorage } from '../../parse/containerconfig.ts'
import { podOwner } from '../../parse/podowner.ts'
import { containerLogs, podDirectories, podLogs, readPodNames } from '../../processes/podnames.ts'
import type { Read } from '../inspector.ts'
import type { Group } from './group.ts'

/** Directories in which a runtime has one for each container, named by its id, and the file in it that names things. */
const bundles: readonly { readonly directory: string; readonly file: string; readonly docker?: true }[] = [
  ...['/run', '/run/k3s', '/run/k0s', '/var/snap/microk8s/common/run'].flatMap((run) =>
    ['k8s.io', 'default'].map((namespace) => ({
      directory: `${run}/containerd/io.containerd.runtime.v2.task/${namespace}`,
      file: 'config.json',
    })),
  ),
  { directory: '/run/containers/storage/overlay-containers', file: 'userdata/config.json' },
  { directory: '/var/lib/docker/containers', file: 'config.v2.json', docker: true },
]
const storageFile = '/var/lib/containers/storage/overlay-containers/containers.json'
const hostNameFile = '/etc/hostname'

export const nameReads: readonly Read[] = [
  ...[podLogs, containerLogs, podDirectories].map((path) => ({
    glob: `${path}/*`,
    why: 'names of pods and containers',
  })),
  ...bundles.map(({ directory, file }) => ({
    glob: `${directory}/*/${file}`,
    why: 'names of the container, its image, and whether it is a sandbox',
  })),
  ...bundles.map(({ directory }) => ({ glob: `${directory}/*`, why: 'which containers the runtime has' })),
  { glob: storageFile, why: 'names of containers of Podman' },
  { glob: hostNameFile, why: 'the end of the names of static pods' },
]

export interface Named {
  /** The same after a restart, where names are known. */
  readonly name: string
  readonly namespace: string
  readonly podName: string
  readonly image: string
  readonly sandbox: boolean
}

/** Reads what names containers. What cannot be read names none. */
export async function openNames(root: HostRoot): Promise<(group: Group) => Promise<Named>> {
  const [pods, places, stored, node] = await Promise.all([
    readPodNames(root),
    readPlaces(root),
    readStored(root),
    readHostName(root),
  ])
  return async (group) => {
    const place = places.get(group.id)
    const said = place ? await readNames(root, place) : undefined
    const known = pods.nameOf(group.pod, group.id)
    const namespace = known.namespace || (said?.namespace ?? '')
    const podName = known.pod || (said?.pod ?? '')
    const container = known.container || (said?.container ?? '') || (stored.get(group.id) ?? '')
    return {
      name:
        group.place === 'pod'
          ? nameInPod(group, { namespace, podName, container }, node)
          : nameOutside(group, container),
      ...{ namespace, podName, image: said?.image ?? '' },
      // Outside of pods whoever starts a container writes its notes.
      sandbox: group.place === 'pod' && (said?.sandbox ?? false),
    }
  }
}

/** Characters of an id that people know a container by. */
const shortId = 12

function nameInPod({ pod, id }: Group, known: { namespace: string; podName: string; container: string }, node: string) {
  const { namespace, podName, container } = known
  const inPod = container || id.slice(0, shortId)
  if (namespace === '' || podName === '') return `pod ${pod}/${inPod}`
  return `${namespace}/${podOwner(podName, node)}/${inPod}`
}

function nameOutside({ id, unit }: Group, container: string): string {
  if (container !== '') return `container ${container}`
  return id === '' ? `container in ${unit || 'no unit'}` : `container ${id.slice(0, shortId)}`
}

interface Place {
  readonly path: string
  readonly docker: boolean
}

async function readPlaces(root: HostRoot): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>()
  for (const { directory, file, docker = false } of bundles) {
    const entries = await root.list(directory)
    if (entries.status !== 'observed') continue
    for (const { name } of entries.value)
      if (/^[0-9a-f]{64}$/.test(name)) places.set(name, { path: posix.join(directory, name, file), docker })
  }
  return places
}

async function readNames(root: HostRoot, { path, docker }: Place): Promise<Partial<ContainerNames> | undefined> {
  const file = await root.read(path)
  if (file.status !== 'observed') return undefined
  const text = file.value.bytes.toString()
  return docker ? parseDockerConfig(text) : parseBundle(text)
}

async function readStored(root: HostRoot): Promise<ReadonlyMap<string, string>> {
  const file = await root.read(storageFile)
  return file.status === 'observed' ? parseStorage(file.value.bytes.toString()) : new Map()
}

async function readHostName(root: HostRoot): Promise<string> {
  const file = await root.read(hostNameFile, 4096)
  return file.status === 'observed' ? (file.value.bytes.toString().trim().split('\n').at(-1) ?? '').toLowerCase() : ''
}
