// What an agent says of started processes, checked and made plain. Recording and matching go by this one form.
import type { ProcessSeen } from '../../proto/index.ts'
import { fromTimestamp } from '../../proto/timestamp.ts'
import type { Place } from './key.ts'
import { escapeName, escapeSeparator } from './names.ts'
import { setOf } from './sets.ts'

/** Where the bytes of an executable come from, as the protocol names it. */
export const layers = [
  'image-lower',
  'upper',
  'volume',
  'tmpfs',
  'memfd',
  'deleted',
  'host-packaged',
  'host-unpackaged',
  'unknown',
] as const

/** What makes a process worth a look, as the protocol names it. */
export const markNames: ReadonlySet<string> = new Set([
  ...['deleted', 'exec-session', 'forged-name', 'inline-script', 'login-session', 'long-path', 'memfd', 'setgid'],
  ...['setuid', 'upper', 'writable-directory', 'writable-file'],
])

/** One identity in one place, seen `count` times. Paths are texts of `names.ts`, times milliseconds since 1970. */
export interface SeenProcess {
  readonly place: Place
  /** The entry that it belongs to: `LAYER:PATH`, for a script `LAYER:INTERPRETER:SCRIPT`. */
  readonly entry: string
  readonly path: string
  readonly layer: string
  /** Empty where none is run. */
  readonly script: string
  /** `sha256:…` of the executable; empty where it was not read, and `digestState` says why. */
  readonly digest: string
  readonly digestState: string
  /** What the node's packages say of the file, as the protocol has it; empty where they do not. */
  readonly package: string
  /** Undefined where it cannot be told. */
  readonly uid: number | undefined
  /** Effective capabilities, hexadecimal; `0` too where they could not be read. */
  readonly capabilities: string
  readonly marks: readonly string[]
  /** Resolved after the process was gone. */
  readonly late: boolean
  /** Executables of who made it, nearest first. */
  readonly creators: readonly string[]
  readonly count: number
  readonly first: number
  readonly last: number
  readonly source: string
  /** It ran already when the agent began to look. */
  readonly running: boolean
  readonly evidence: ProcessDetail | undefined
}

/** The newest process of a group, for people. */
export interface ProcessDetail {
  readonly pid: number
  readonly parentPid: number
  readonly commandLine: readonly string[]
  readonly commandLineCut: boolean
  readonly user: string
  readonly workingDirectory: string
  readonly listeners: readonly string[]
  readonly start: number
}

const packageText = /^[\x20-\x7e]{1,300}$/
const nobody = 4_294_967_295
const maxCreators = 8

/** The plain form of what an agent sent. Undefined where it names no executable: there is nothing to record. */
export function seenProcess(message: ProcessSeen): SeenProcess | undefined {
  const identity = message.identity ?? {}
  const path = name(identity.path)
  if (path === '') return undefined
  const layer = layers.find((each) => each === identity.layer) ?? 'unknown'
  const script = name(identity.script)
  const { digest } = identity
  return {
    place: placeOf(message.place),
    entry: entryKey(layer, path, script),
    path,
    layer,
    script,
    digest: digest?.length === 32 ? `sha256:${Buffer.from(digest).toString('hex')}` : '',
    digestState: identity.digestState ?? '',
    package: packageText.exec(identity.package ?? '')?.[0] ?? '',
    uid: identity.uid === nobody ? undefined : (identity.uid ?? 0),
    capabilities: (identity.capabilities ?? 0).toString(16),
    marks: setOf(
      (identity.marks ?? []).filter((mark) => markNames.has(mark)),
      markNames.size,
    ),
    late: identity.late ?? false,
    creators: (message.creators ?? []).slice(0, maxCreators).map(name),
    count: message.count ?? 0,
    first: fromTimestamp(message.firstTime),
    last: fromTimestamp(message.lastTime),
    source: message.source ?? '',
    running: message.running ?? false,
    evidence: message.evidence ? detailOf(message.evidence) : undefined,
  }
}

/** Key of an entry. The layer has no colon, the executable's are escaped, the rest is the script. */
export function entryKey(layer: string, path: string, script: string): string {
  const program = `${layer}:${escapeSeparator(path, ':')}`
  return script === '' ? program : `${program}:${script}`
}

/** The place of a message as plain data. */
export function placeOf(place: ProcessSeen['place']): Place {
  return {
    place: place?.place ?? 'unknown',
    unit: place?.unit ?? '',
    podUid: place?.podUid ?? '',
    containerId: place?.containerId ?? '',
    namespace: place?.namespace ?? '',
    pod: place?.pod ?? '',
    container: place?.container ?? '',
    image: place?.image ?? '',
  }
}

function detailOf(evidence: NonNullable<ProcessSeen['evidence']>): ProcessDetail {
  return {
    pid: evidence.pid ?? 0,
    parentPid: evidence.parentPid ?? 0,
    commandLine: (evidence.commandLine ?? []).map(name),
    commandLineCut: evidence.commandLineCut ?? false,
    user: evidence.user ?? '',
    workingDirectory: name(evidence.workingDirectory),
    listeners: evidence.listeners ?? [],
    start: fromTimestamp(evidence.startTime),
  }
}

function name(bytes: Uint8Array | undefined): string {
  return escapeName(bytes ?? new Uint8Array())
}
