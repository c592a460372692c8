import { posix } from 'node:path'
import type { ApiServerFact, Gap } from '../../proto/index.ts'
import { compare, fromValue, type Plain } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Look, why } from '../host/look.ts'
import type { FileContent, HostRoot } from '../host/root.ts'
import { parseKubernetesYaml } from '../parse/kubernetesyaml.ts'
import type { Read } from './inspector.ts'
import { kubeletProcesses } from './kubelet/process.ts'
import { inspectKubelet, kubelet } from './kubelet.ts'
import { absolutePath } from './sight.ts'
import { rootSeenBy } from './sightroot.ts'
import { commandOf } from './staticpods/command.ts'
import { type ContainerSpec, type PodMount, podOf } from './staticpods/pod.ts'

/** Where distributions keep them: kubeadm, OpenShift and AKS; RKE2; k3s; Bottlerocket. */
const usualDirectories = [
  '/etc/kubernetes/manifests',
  '/etc/kubernetes/static-pods',
  '/var/lib/rancher/k3s/agent/pod-manifests',
  '/var/lib/rancher/rke2/agent/pod-manifests',
] as const

/** Largest manifest that is read, in bytes: a pod of the API could not be as large. */
const manifestLimit = 1024 * 1024
/** Most manifests of one directory that are read. */
const maxManifests = 200

/** What reading the static pods reads. */
export const staticPodReads: readonly Read[] = [
  ...kubelet.reads,
  { origin: 'staticPodPath of the kubelet', why: 'the manifests of static pods' },
  ...usualDirectories.flatMap((path) =>
    [path, `${path}/*`].map((glob) => ({ glob, why: 'the manifests of static pods, where no kubelet tells' })),
  ),
]

/** A file from which the kubelet makes a pod. */
export interface StaticPod {
  readonly path: string
  readonly name: string
  readonly namespace: string
  /** True for the one that runs: of several with one name the last in byte order wins. */
  readonly live: boolean
  readonly containers: readonly ContainerSpec[]
}

export interface StaticPods {
  /** In byte order of the paths. */
  readonly pods: readonly StaticPod[]
  /** What could not be read. */
  readonly gaps: readonly Gap[]
}

/**
 * The static pods as the kubelet finds them (pkg/kubelet/config/file.go): every file of the directory whose name begins
 * with no dot, whatever its suffix, links followed, directories not entered, the first document of each. Where no
 * kubelet says which directory, those in use.
 */
export function readStaticPods(host: Host): Promise<StaticPods> {
  return host.shared('static pods', readAll)
}

async function readAll(host: Host): Promise<StaticPods> {
  const gaps: Gap[] = []
  const found: Omit<StaticPod, 'live'>[] = []
  const { root, paths } = await manifestPlaces(host, gaps)
  for (const directory of paths) {
    for (const path of await filesOf(root, directory, gaps)) {
      const pod = readPod(path, await root.read(path, manifestLimit), gaps)
      if (pod) found.push(pod)
    }
  }
  const pods = found.sort((a, b) => compare(a.path, b.path))
  const last = new Map(pods.map((each) => [fullName(each), each.path]))
  return { pods: pods.map((each) => ({ ...each, live: last.get(fullName(each)) === each.path })), gaps }
}

function fullName({ namespace, name }: Pick<StaticPod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`
}

interface Places {
  /** The files as the kubelet sees them. */
  readonly root: HostRoot
  readonly paths: readonly string[]
}

async function manifestPlaces(host: Host, gaps: Gap[]): Promise<Places> {
  const observation = await inspectKubelet(host)
  // It may take another directory. What holds a kubelet within itself runs no component of its own in a pod.
  if ('reason' in observation && kubeletProcesses(host).length > 0)
    gaps.push({ path: 'staticPodPath', reason: `the kubelet cannot be asked: ${observation.reason}` })
  if (observation.status !== 'observed') return { root: host.root, paths: usualDirectories }
  const { configuration, process: told } = observation.fact
  const all = host.proc.processes()
  const process = all.status === 'observed' ? all.value.find((each) => each.pid === told?.pid) : undefined
  const root = process ? rootSeenBy(host, process) : host.root
  const setting = configuration?.find((each) => each.path === 'staticPodPath')
  if (setting?.unknown) return withoutPath(root, setting.unknown, gaps)
  const path = fromValue(setting?.value)
  if (typeof path !== 'string' || path === '') return { root, paths: [] }
  const absolute = process ? absolutePath(path, process.cwd()) : path
  return absolute === undefined
    ? withoutPath(root, `${path} is relative to a directory that cannot be told`, gaps)
    : { root, paths: [absolute] }
}

function withoutPath(root: HostRoot, reason: string, gaps: Gap[]): Places {
  gaps.push({ path: 'staticPodPath', reason })
  return { root, paths: [] }
}

/** The files of a directory; the path itself where it is one file. */
async function filesOf(root: HostRoot, path: string, gaps: Gap[]): Promise<string[]> {
  const stat = await root.stat(path)
  if (stat.status === 'observed' && stat.value.type === 'file') return [path]
  const look = await root.list(path)
  if (look.status === 'absent') return []
  if (look.status !== 'observed') {
    gaps.push({ path, reason: look.reason })
    return []
  }
  // A manifest may be a link; what it leads to is seen when it is read.
  const names = look.value
    .filter(({ name, type }) => !name.startsWith('.') && (type === 'file' || type === 'link'))
    .map(({ name }) => name)
  if (names.length > maxManifests) gaps.push({ path, reason: `more than the ${maxManifests} files that are read` })
  return names.slice(0, maxManifests).map((name) => posix.join(path, name))
}

/** What is no pod the kubelet passes over, and so is it here. */
function readPod(path: string, look: Look<FileContent>, gaps: Gap[]): Omit<StaticPod, 'live'> | undefined {
  if (look.status === 'observed') {
    const parsed = parseKubernetesYaml(look.value.bytes)
    const pod = parsed.ok ? podOf(parsed.root) : undefined
    return pod && { path, ...pod }
  }
  if (look.status !== 'absent') gaps.push({ path, reason: why(look) })
  return undefined
}

/** How a manifest starts a component. */
export interface ManifestCommand {
  readonly path: string
  readonly pod: string
  readonly live: boolean
  /** Arguments after the program's name, with the variables of the manifest in their places. */
  readonly args: readonly string[]
  /** Those of `args` that hold a variable which only the kubelet or the shell knows. */
  readonly open: ReadonlySet<string>
  /** False where such a variable may stand for a flag, or for several. */
  readonly complete: boolean
  /** Variables that the manifest gives to the container; those that it takes from elsewhere are left out. */
  readonly environment: ReadonlyMap<string, string>
  /** Variables of the container whose values are taken from elsewhere. */
  readonly foreign: ReadonlySet<string>
  readonly mounts: readonly PodMount[]
  readonly image: string
}

/** The containers of static pods that run this program, whatever they are called, in byte order of the manifests. */
export function manifestCommands({ pods }: StaticPods, program: string): ManifestCommand[] {
  return pods.flatMap(({ path, name, live, containers }) =>
    containers.flatMap((container) => {
      const command = commandOf(container, program)
      const { words: _words, ...rest } = container
      return command ? [{ path, pod: name, live, ...command, ...rest }] : []
    }),
  )
}

type ComponentManifest = NonNullable<ApiServerFact['manifests']>[number]
type ComponentDrift = NonNullable<ApiServerFact['drift']>[number]

/** The manifests as facts have them: each file once. */
export function componentManifests(commands: readonly ManifestCommand[]): ComponentManifest[] {
  const byPath = new Map(commands.map(({ path, pod, live }) => [path, { path, pod, live }]))
  return [...byPath.values()].sort((a, b) => compare(a.path, b.path))
}

/** Why a fact is only what is written, as observations have it. */
export function notRunning(program: string, commands: readonly ManifestCommand[]): string {
  const paths = componentManifests(commands).flatMap(({ path, live }) => (live ? [path] : []))
  return `no ${program} is seen to run, only ${paths.join(', ')}`
}

/** What is said where several files claim to be one pod. */
export function conflictWarnings(commands: readonly ManifestCommand[]): string[] {
  const manifests = componentManifests(commands)
  return manifests.flatMap(({ path, pod, live }) => {
    const winner = live ? undefined : manifests.find((each) => each.live && each.pod === pod)
    return winner ? [`${path} and ${winner.path} are both the pod ${pod}: only the last one runs`] : []
  })
}

/**
 * Where two sets of settings differ, by name. Give only names whose values may be sent. With `complete` false, what the
 * manifest does not say may still come from a variable and is no difference.
 */
export function driftBetween(
  running: ReadonlyMap<string, Plain>,
  manifest: ReadonlyMap<string, Plain>,
  { path, complete }: Pick<ManifestCommand, 'path' | 'complete'>,
): ComponentDrift[] {
  const names = [...new Set([...running.keys(), ...manifest.keys()])].sort(compare)
  return names.flatMap((name) => {
    const [is, written] = [running.get(name), manifest.get(name)]
    if (JSON.stringify(is) === JSON.stringify(written) || (written === undefined && !complete)) return []
    return [{ name, running: textOf(is), manifest: textOf(written), source: path }]
  })
}

/** A value as it would stand behind the flag. */
function textOf(value: Plain | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(',')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, each]) => `${name}=${textOf(each)}`)
    .join(',')
}
