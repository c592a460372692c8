// A start of a program as it is sent.

import type { ContainerSeen, ProcessSeen } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import { bytesOf } from '../host/names.ts'
import type { Place } from './attribution.ts'
import type { ProcessObservation, Signal } from './observation.ts'

/** What tells the identity and the place of one start from those of others. */
export type Subject = Required<Pick<ProcessSeen, 'place' | 'identity'>>

/** What is asked of the node only where it is told. */
export interface Detail {
  /** The user's name on the host, or the number. */
  readonly user: string
  readonly workingDirectory: string
  readonly listeners: readonly string[]
}

/** Signals that are told as marks. One that is not certain is counted among the losses alone. */
const marks: Readonly<Partial<Record<Signal, string>>> = {
  memfd: 'memfd',
  deleted: 'deleted',
  'writable-layer': 'upper',
  'world-writable-directory': 'writable-directory',
  'forged-name': 'forged-name',
  'exec-without-event': 'long-path',
}

/** A user that nobody is: it cannot be told. */
const nobody = 0xffffffff
/** The class of everything that people start by hand. */
const loginSession = 'login session'
/** Units of people: of their sessions, and of what systemd runs for them. */
const sessions = /^(user\.slice|user-\d+\.slice|user@\d+\.service|session-.*\.scope)$/

export function subjectOf(observation: ProcessObservation, image = ''): Subject {
  return {
    place: placeOf(observation, image),
    identity: {
      path: pathOf(observation.path),
      layer: observation.layer,
      digest: Buffer.from(observation.digest.replace(/^sha256:/, ''), 'hex'),
      digestState: digestState(observation),
      script: pathOf(observation.script?.path ?? ''),
      // Between its birth and its program a process may become another user: its maker's is not told for its own.
      uid: (observation.uidSource === 'read' ? observation.uid : undefined) ?? nobody,
      capabilities: Number(`0x${observation.capabilities || '0'}`),
      marks: marksOf(observation),
      late: observation.pathSource !== 'process',
      package: observation.package,
    },
  }
}

/** Where it is, with the names that the node's files give. */
export function placeOf(
  { place, name, attribution }: ProcessObservation,
  image: string,
): NonNullable<ContainerSeen['place']> {
  return {
    ...{ place: place.place, unit: unitOf(place), podUid: place.pod, containerId: place.container },
    ...{ namespace: name.namespace, pod: name.pod, container: name.container },
    ...{ image: image.slice(0, eventLimits.maxText), attribution },
  }
}

function unitOf({ unit }: Place): string {
  return sessions.test(unit) ? loginSession : unit
}

function marksOf(observation: ProcessObservation): string[] {
  const { signals, session, inlineScript, rights, place } = observation
  return [
    ...signals.flatMap((each) => marks[each] ?? []),
    ...(session ? ['exec-session'] : []),
    ...(inlineScript ? ['inline-script'] : []),
    ...(unitOf(place) === loginSession ? ['login-session'] : []),
    ...rights,
  ].sort()
}

function digestState({ digest, digestNote, pathSource }: ProcessObservation): string {
  if (digest !== '') return digestNote === 'late' ? 'late' : 'read'
  if (digestNote === '') return 'off'
  if (/^skipped: \d+ bytes/.test(digestNote)) return 'too-large'
  if (/remote/.test(digestNote)) return 'remote'
  if (/permission denied/.test(digestNote)) return 'denied'
  return pathSource === 'unresolved' || /does not exist/.test(digestNote) ? 'gone' : 'failed'
}

/** What is said of one start in detail. */
export function evidenceOf(
  observation: ProcessObservation,
  { user, workingDirectory, listeners }: Detail,
): NonNullable<ProcessSeen['evidence']> {
  return {
    pid: observation.pid,
    parentPid: observation.creators[0]?.pid ?? 0,
    commandLine: observation.commandLine.map((each) => Buffer.from(each)),
    commandLineCut: observation.commandLineCut,
    user,
    workingDirectory: pathOf(workingDirectory),
    listeners: listeners.slice(0, eventLimits.maxItems),
    startTime: toTimestamp(Date.parse(observation.time)),
  }
}

/** Executables up the chain of makers. */
export function creatorsOf({ creators }: ProcessObservation): Uint8Array[] {
  return creators.map((each) => pathOf(each.path))
}

function pathOf(path: string): Buffer {
  return bytesOf(path).subarray(0, eventLimits.maxBytes)
}
