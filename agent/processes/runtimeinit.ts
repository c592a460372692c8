// How a container runtime gets into a container: it executes itself once more, from a copy that nobody inside can change, by
// a descriptor. That program is the runtime's. What is executed after it is the container's own, whatever its name.
import { posix } from 'node:path'
import { textOf } from '../host/names.ts'
import type { Place } from './attribution.ts'
import type { Program } from './tree.ts'

/**
 * How far a process is on the way into a container: it was started as a runtime by its name, executed itself again by the
 * link that leads to its executable, and executed its copy by a descriptor.
 */
export type RuntimeStep = 'started' | 'again' | 'sealed'

/** What a start may be, if its bytes are those of one of these files. */
export interface RuntimeInit {
  /** The runtime's files on the host, likeliest first. */
  readonly paths: readonly string[]
  /** Where the runtime belongs. */
  readonly place: Place
  /** No event tells that it is: only equal bytes prove it. */
  readonly mustMatch: boolean
}

/** A start, as far as it matters here. */
interface Started {
  readonly pid: number
  readonly filename: Buffer | undefined
  readonly interpreter: Buffer | undefined
  readonly replaced: Program | undefined
}

const ociRuntimes = /^((docker-)?runc|crun|youki)$/
/** Whose children are on their way into a container, as far as they are no program of it yet. */
const makers =
  /^(containerd-shim.*|docker-containerd-shim|containerd|conmon|conmonrs|crio|dockerd|(docker-)?runc|crun|youki)$/
/** These execute their copy in a child; the others in the process that was started by name. */
const copiedInChild = /^(docker-)?runc$/
const byLink = /^\/proc\/(self|thread-self)\/exe$/
const byDescriptor = /^\/(dev\/fd|proc\/(self|thread-self)\/fd)\/\d+$/
/** Where runtimes usually are. */
const usualPlaces = [
  ...['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/usr/libexec/crio'],
  ...['/var/lib/rancher/k3s/data/current/bin', '/var/lib/rancher/rke2/bin'],
]
export const usualRuntimes = usualPlaces.flatMap((each) => [`${each}/runc`, `${each}/crun`])

/** Whether a program is such a runtime. Anyone may give a file that name: containers on a node are root's to make. */
export function isOciRuntime(path: string, uid: number | undefined): boolean {
  return uid === 0 && ociRuntimes.test(posix.basename(path))
}

/** Whether a name leads to the executable of the very process that executes it. */
export function isOwnExecutable(filename: string): boolean {
  return byLink.test(filename)
}

/** Undefined where a start cannot be that of a runtime on its way. `known` are files of runtimes on the host. */
export function runtimeInit(start: Started, known: readonly string[]): RuntimeInit | undefined {
  const { filename, interpreter, replaced, pid } = start
  if (replaced?.place?.container !== '') return undefined
  const { path, place, step } = replaced
  if (filename === undefined) {
    const isMade = replaced.pid === pid ? step !== undefined : makers.test(posix.basename(path))
    const own = ociRuntimes.test(posix.basename(path)) ? [path] : []
    return isMade ? { paths: [...own, ...known], place, mustMatch: true } : undefined
  }
  if (interpreter && !interpreter.equals(filename)) return undefined
  if (!stepOf(textOf(filename))) return undefined
  const isNext = replaced.pid === pid ? step === 'started' || step === 'again' : step === 'started' && isInChild(path)
  return isNext ? { paths: [path], place, mustMatch: false } : undefined
}

/** The step that a runtime takes by executing this name; without an event it is the last one. */
export function stepOf(filename: string): RuntimeStep | undefined {
  if (filename === '' || byDescriptor.test(filename)) return 'sealed'
  return byLink.test(filename) ? 'again' : undefined
}

function isInChild(path: string): boolean {
  return copiedInChild.test(posix.basename(path))
}
