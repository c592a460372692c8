// Which unit, pod or container control groups stand for, remembered by their text.
import { posix } from 'node:path'
import { attribute, type Place } from './attribution.ts'
import { absoluteGroups, type OwnGroup } from './groups.ts'

/** Most texts and containers that are remembered. */
const maxTexts = 8192
const maxContainers = 16_384
/** Programs of the host whose children may belong elsewhere. */
const runtimes =
  /^(runc|crun|youki|runsc|conmon|conmonrs|containerd-shim.*|containerd|crio|dockerd|docker-containerd-shim|kubelet|systemd|cron|crond|atd|sshd|sshd-session)$/

const nowhere: Place = { place: 'unknown', unit: '', pod: '', container: '' }

export interface Places {
  of(groups: string): Place
  /** The text of /proc/PID/cgroup with the machine's own paths. */
  absolute(text: string): string
  /** Whether a process that goes from these groups to those is of a container that began without it. */
  enters(from: string, to: string, before: boolean): boolean
  /** From now on a container that was not seen yet is one that begins. */
  scanned(): void
  isRuntime(executable: string): boolean
}

/** `init` is the text of process 1, which says where the node begins; `own` the agent's own group. */
export function openPlaces(init: string, own: OwnGroup): Places {
  const known = new Map<string, Place>()
  const containers = new Set<string>()
  const top = absoluteGroups(init, own)
  let complete = false
  const of = (groups: string): Place => {
    if (groups === '') return nowhere
    const found = known.get(groups)
    if (found) return found
    if (known.size >= maxTexts) known.clear()
    const place = attribute(groups, top)
    known.set(groups, place)
    return place
  }
  return {
    of,
    absolute: (text) => absoluteGroups(text, own),
    enters: (from, to, before) => {
      const { container } = of(to)
      if (container === '') return false
      if (container === of(from).container) return before
      const isNew = !containers.has(container)
      if (containers.size >= maxContainers) containers.delete(containers.values().next().value as string)
      containers.add(container)
      return complete && !isNew
    },
    scanned: () => {
      complete = true
    },
    isRuntime: (executable) => runtimes.test(posix.basename(executable)),
  }
}
