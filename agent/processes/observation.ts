// What is said of one start of a program: plain data that can be written down, without secrets.
import type { Place } from './attribution.ts'

/** How well starts are seen. `sampled`: what lives shorter than the time between two looks is not. */
export type ProcessSource = 'events' | 'events-degraded' | 'sampled' | 'unavailable'

/** Where the bytes of an executable come from. */
export type LayerClass =
  | 'image-lower'
  | 'upper'
  | 'volume'
  | 'tmpfs'
  | 'memfd'
  | 'deleted'
  | 'host-packaged'
  | 'host-unpackaged'
  | 'unknown'

/**
 * How it is known where a process belongs: from its own control groups (`read`), from who made it (`inherited`), from the
 * event that moved it (`attach`), from another child of the same maker (`sibling`), or not at all (`none`).
 */
export type AttributionSource = 'read' | 'inherited' | 'attach' | 'sibling' | 'none'

/** What must be looked at whatever a profile says. */
export type Signal =
  /** The file exists in memory alone. */
  | 'memfd'
  /** The file was deleted, or replaced, before or while it ran. */
  | 'deleted'
  /** The file is not of the container's image: it was written since. */
  | 'writable-layer'
  /** The directory, or one above it, may be written by everyone. */
  | 'world-writable-directory'
  /** A name that is made to be misread: control characters, ` (deleted)`, the name of a thread of the kernel. */
  | 'forged-name'
  /** It became another program, and the kernel told nothing of it: the path was too long for an event. */
  | 'exec-without-event'
  /** The same, not certain: it was renamed and was gone before it could be looked at. Programs may rename themselves. */
  | 'exec-without-event-possible'

/** What the mode of an executable gives away: others' rights to who runs it, or the file to who may write it. */
export type FileRight = 'setuid' | 'setgid' | 'writable-file'

/** Who made a process. */
export interface Creator {
  readonly pid: number
  /** Executable; empty where it is not known. */
  readonly path: string
}

export interface Script {
  /** Absolute where that is known. */
  readonly path: string
  /** `kernel`: it was executed and its first line names the interpreter. `argument`: it was given to an interpreter. */
  readonly by: 'kernel' | 'argument'
}

/** Names of a pod and its container; empty where the node does not say. */
export interface PodName {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** One start of a program. */
export interface ProcessObservation {
  /** RFC 3339, milliseconds. */
  readonly time: string
  readonly pid: number
  /** Clock ticks after the machine started; with the pid it names the process. -1 where it was gone and not seen to begin. */
  readonly start: number
  /** From its maker on, at most eight. The maker is who forked it, whoever is its parent now. */
  readonly creators: readonly Creator[]
  /** As it was given to execve(2); empty where there was no event. Bytes that are not UTF-8 as names.ts writes them. */
  readonly filename: string
  /** The executable, as the process sees it, links resolved. */
  readonly path: string
  /** `process`: from the running process. `late`: resolved after it was gone. `unresolved`: as it was given. */
  readonly pathSource: 'process' | 'late' | 'unresolved'
  readonly layer: LayerClass
  /** Why the layer is not known, or a word on it. */
  readonly layerReason: string
  /** `sha256:…`; empty where there is none, and `digestNote` says why. */
  readonly digest: string
  /** `late`: hashed by its path after the process was gone, the file may be another one by now. Else why there is none. */
  readonly digestNote: string
  /** What the node's packages say of the file, as the protocol has it; empty where nothing is known. */
  readonly package: string
  readonly script: Script | undefined
  /** What the executable's mode gives away; none where the file could not be looked at. */
  readonly rights: readonly FileRight[]
  /** True where an interpreter was given its program as an argument (`sh -c …`) or by its input. */
  readonly inlineScript: boolean
  /** Effective user id; undefined where it is not known. */
  readonly uid: number | undefined
  readonly uidSource: 'read' | 'inherited' | 'none'
  /** Effective capabilities, 16 hexadecimal digits; empty where they are not known. */
  readonly capabilities: string
  readonly place: Place
  readonly attribution: AttributionSource
  readonly name: PodName
  /** In a container, and made by the runtime after the container had begun: an exec into it, or a probe. */
  readonly session: boolean
  /** Redacted and cut; empty where it is switched off or was gone. */
  readonly commandLine: readonly string[]
  /** True where it is not all that the process was given. */
  readonly commandLineCut: boolean
  readonly signals: readonly Signal[]
}

/** What was missed, counted since the start. Any of them that grows makes what was learned meanwhile incomplete. */
export interface ProcessLoss {
  /** Events that the ring had no room for. */
  readonly ringLost: number
  /** Processes and threads that the kernel made and no event told of. */
  readonly forkGap: number
  /** Programs that were started without an event, certain or not. */
  readonly execWithoutEvent: number
  /** Events that were not as the kernel described them. */
  readonly notUnderstood: number
  /** Executables whose path could not be resolved: the process was gone. */
  readonly exeUnresolved: number
  readonly digestLate: number
  readonly digestSkipped: number
  /** Starts that belong to nobody knows whom. */
  readonly unattributed: number
  /** Starts in pods whose name the node does not say. */
  readonly podUnknown: number
  /** Processes that were forgotten because there were too many. */
  readonly treeEvicted: number
  /** Times that a process id was another process's by the time it was looked at. */
  readonly pidReuseRejected: number
  /** Starts that were left out because they came faster than they could be looked at. */
  readonly overflow: number
}

/** No losses. */
export const noLoss: ProcessLoss = Object.freeze({
  ringLost: 0,
  forkGap: 0,
  execWithoutEvent: 0,
  notUnderstood: 0,
  exeUnresolved: 0,
  digestLate: 0,
  digestSkipped: 0,
  unattributed: 0,
  podUnknown: 0,
  treeEvicted: 0,
  pidReuseRejected: 0,
  overflow: 0,
})
