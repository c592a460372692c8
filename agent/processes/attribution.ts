/** Where a process belongs. */
export interface Place {
  /** `unknown` where its control groups do not tell. A container that belongs to no pod is the host's. */
  readonly place: 'host' | 'pod' | 'unknown'
  /** The systemd unit of a process of the host, empty where it has none. */
  readonly unit: string
  /** Unique id of the pod, empty where there is none or its name is hidden. */
  readonly pod: string
  /** Container id, empty where there is none. */
  readonly container: string
}

const uid = '[0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32}'
/** A pod's group of the cgroupfs driver. */
const podDirectory = new RegExp(`^pod(${uid})$`)
/** A pod's group of the systemd driver; with the container behind it where containerd mixes both drivers. */
const podSlice = new RegExp(
  `^(?:[a-z0-9_.-]*-)?kubepods(?:-(?:burstable|besteffort))?-pod(${uid})\\.slice(?::[a-z0-9-]+:([0-9a-f]{64}))?$`,
)
const containerGroup = /^(?:(?:cri-containerd|docker|crio|libpod|containerd|nerdctl|k3s)-)?([0-9a-f]{64})(?:\.scope)?$/
/** The process of CRI-O or Podman that watches a container from outside. */
const monitorGroup = /^(?:crio-conmon|libpod-conmon|conmon)-[0-9a-f]{64}(?:\.scope)?$/
const podParent = /(^|-)kubepods(\.slice)?$/
/** Stands for a group above the agent's own, whose name it cannot see. No real name is empty. */
const hidden = ''

/**
 * Reads `/proc/PID/cgroup`, of version 1, 2 or both, written by the cgroupfs or the systemd driver. `init` is the same
 * file of process 1: it says where the node begins, for a node may itself be a container (its paths begin with the
 * container's), and an agent with a control group namespace of its own sees all paths relative to itself (`/../../…`).
 */
export function attribute(groups: string, init = ''): Place {
  const start = new Map(linesOf(init).map(({ hierarchy, path }) => [hierarchy, path]))
  const paths = linesOf(groups).map(({ hierarchy, path }) => placed(path, start.get(hierarchy) ?? '/'))
  const resolved = paths.filter((path) => path !== undefined)
  // On a hybrid node the path of version 2 is only `/`: every line is looked at before a process is the host's.
  const inside = firstOf(resolved, podOf) ?? firstOf(resolved, containerOf)
  if (inside) return inside
  const blind = resolved.length < paths.length || resolved.some((path) => path.includes(hidden))
  if (paths.length === 0 || blind) return { place: 'unknown', unit: '', pod: '', container: '' }
  return { place: 'host', unit: firstOf(resolved, unitOf) ?? '', pod: '', container: '' }
}

interface Line {
  readonly hierarchy: string
  readonly path: string
}

/** Lines are `id:controllers:path` (cgroups(7)), here in the order in which they tell most. */
function linesOf(text: string): Line[] {
  const lines = text.split('\n').flatMap((line) => {
    const [, hierarchy, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? []
    return hierarchy === undefined || path === undefined ? [] : [{ hierarchy, path: path.replace(/ \(deleted\)$/, '') }]
  })
  return lines.sort((a, b) => rank(a.hierarchy) - rank(b.hierarchy))
}

function rank(hierarchy: string): number {
  if (hierarchy === '') return 0
  if (hierarchy === 'name=systemd') return 1
  const controllers = hierarchy.split(',')
  if (controllers.includes('pids')) return 2
  return controllers.includes('memory') ? 3 : 4
}

/**
 * The groups of a path below the node's own. Process 1 is at the top of the node or in the `init.scope` there: as often as
 * its path climbs, the agent is below the top. A path that climbs less often stays below one of the agent's own groups.
 */
function placed(path: string, init: string): string[] | undefined {
  const top = climb(init)
  const own = climb(path)
  if (own.up > top.up) return undefined
  const groups = [...Array<string>(top.up - own.up).fill(hidden), ...own.below]
  const node = top.below.at(-1) === 'init.scope' ? top.below.slice(0, -1) : top.below
  return node.every((name, at) => name === groups[at]) ? groups.slice(node.length) : groups
}

function climb(path: string): { up: number; below: string[] } {
  const names = path.split('/').filter((name) => name !== '')
  const first = names.findIndex((name) => name !== '..')
  const up = first < 0 ? names.length : first
  return { up, below: names.slice(up) }
}

/** The outermost pod: groups further in are made by whoever is in it, and may have any name. */
function podOf(path: readonly string[]): Place | undefined {
  for (const [at, name] of path.entries()) {
    // Groups below a user's are the user's to make, and so are their names.
    if (isUsers(name)) return undefined
    const slice = podSlice.exec(name)
    const directory = podDirectory.exec(name)
    const below = path.slice(0, at).some((each) => each === hidden || podParent.test(each))
    const id = slice?.[1] ?? (below ? directory?.[1] : undefined)
    if (id === undefined) continue
    const pod = id.replaceAll('_', '-')
    const next = path[at + 1] ?? ''
    // It watches the pod and is not in it: it has the host's files and the host's rights.
    if (monitorGroup.test(next)) return { place: 'host', unit: '', pod, container: '' }
    return { place: 'pod', unit: '', pod, container: slice?.[2] ?? containerGroup.exec(next)?.[1] ?? '' }
  }
  return undefined
}

/** The text without what users named: of each path the groups down to the first of a user. */
export function namedByNode(groups: string): string {
  const cut = (line: string) => {
    const names = line.split('/')
    const at = names.findIndex(isUsers)
    return at < 0 ? line : names.slice(0, at + 1).join('/')
  }
  return groups.split('\n').map(cut).join('\n')
}

function isUsers(name: string): boolean {
  return /^(user\.slice|user-\d+\.slice|user@\d+\.service)$/.test(name)
}

function containerOf(path: readonly string[]): Place | undefined {
  const container = firstOf(path, (name) => containerGroup.exec(name)?.[1])
  if (container === undefined) return undefined
  // Below a group of the agent's own that has no name here it may be another container of the agent's pod.
  return { place: path.includes(hidden) ? 'unknown' : 'host', unit: '', pod: '', container }
}

/**
 * The outermost service or scope: groups further in were made by it and may have any name. The slice that it is in where
 * systemd numbers the name anew each time (sessions, `systemd-run`), the template where it does so for each connection.
 */
function unitOf(path: readonly string[]): string | undefined {
  const at = path.findIndex((name) => /\.(service|scope)$/.test(name))
  const unit = path[at]
  const slice = path.slice(0, at < 0 ? undefined : at).findLast((name) => name.endsWith('.slice'))
  if (unit === undefined || /^(session-c?\d+\.scope|run-.+\.(scope|service))$/.test(unit)) return slice
  return unit.replace(/^(.+@)\d+-.+-.+\.service$/, '$1.service')
}

function firstOf<A, B>(all: readonly A[], find: (each: A) => B | undefined): B | undefined {
  for (const each of all) {
    const found = find(each)
    if (found !== undefined) return found
  }
  return undefined
}
