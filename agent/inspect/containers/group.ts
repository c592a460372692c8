import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import { attribute } from '../../processes/attribution.ts'
import { unhurried } from '../processlist.ts'

/** The processes of one container. */
export interface Group {
  readonly place: 'pod' | 'host'
  /** Unique id of the pod. */
  readonly pod: string
  /** Container id; empty for one that has only a namespace of process ids. */
  readonly id: string
  readonly unit: string
  /** The first is the one that the others come from. */
  readonly processes: readonly Process[]
}

/** The containers, and what keeps others from being seen. */
export interface Grouped {
  readonly groups: readonly Group[]
  readonly reasons: ReadonlySet<string>
}

type Place = ReturnType<typeof attribute>

/** A runtime's process that has yet to become the container's: for moments it has the runtime's rights. */
const starting = /^(runc:\[|crun$|youki)/
/** Longer than this no start takes, milliseconds: what still has such a name then has chosen it. */
const longestStart = 10_000

/** Which processes belong together. `init` is the text of process 1's control groups. */
export async function groupContainers(
  host: Host,
  all: readonly Process[],
  init: string,
  now = Date.now(),
): Promise<Grouped> {
  const found = new Map<string, { place: Place; processes: Process[] }>()
  const reasons = new Set<string>()
  for await (const process of unhurried(all)) {
    if (process.kernelThread() || process.zombie() || isStarting(process, now)) continue
    const groups = process.controlGroups()
    if (groups.status === 'absent') continue
    const place = attribute(groups.status === 'observed' ? groups.value : '', init)
    if (place.place === 'unknown') reasons.add('do not tell for some where they belong')
    else if (place.place === 'pod' && place.container === '') reasons.add('name no container for some of a pod')
    const key = place.place === 'unknown' ? '' : keyOf(host, process, place)
    if (key === '') continue
    const group = found.get(key) ?? { place, processes: [] }
    group.processes.push(process)
    found.set(key, group)
  }
  const groups = [...found.values()].map(({ place, processes }) => ({
    ...{ place: place.place as 'pod' | 'host', pod: place.pod, id: place.container, unit: place.unit },
    processes: processes.toSorted((a, b) => startOf(a) - startOf(b) || a.pid - b.pid),
  }))
  return { groups, reasons }
}

/** Where no control group names a container, process ids of its own make one: what systemd-nspawn or unshare started. */
function keyOf(host: Host, process: Process, place: Place): string {
  if (place.container !== '') return place.container
  if (place.place !== 'host' || !process.foreign()) return ''
  const namespace = host.proc.link(`${process.pid}/ns/pid`)
  return `${place.unit} ${namespace.status === 'observed' ? namespace.value : ''}`
}

function isStarting(process: Process, now: number): boolean {
  const comm = process.comm()
  return comm.status === 'observed' && starting.test(comm.value) && now - startOf(process) < longestStart
}

/** Milliseconds since 1970; what cannot be told is the latest. */
function startOf(process: Process): number {
  const started = process.started()
  return started.status === 'observed' ? started.value : Number.MAX_SAFE_INTEGER
}
