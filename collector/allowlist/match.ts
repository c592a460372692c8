// What a profile says of a process. The first rule that applies decides.
import { imageDigest } from './key.ts'
import { packageChanged } from './packages.ts'
import { matchesPattern } from './pattern.ts'
import { entryKey, layers, type SeenProcess } from './process.ts'
import type { Entry, Profile } from './profile.ts'

/** `unknown`: it can be called neither allowed nor not. `learning`: recorded, not judged. */
export type VerdictStatus = 'ok' | 'violation' | 'ignored' | 'unknown' | 'learning'
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical'

/** Rules that hold in every state, whatever was approved. */
export const hardKinds = [
  'memfd',
  'deleted',
  'long-path',
  'forged-name',
  'changed-on-host',
  'drift',
  'writable-directory',
] as const
export type HardKind = (typeof hardKinds)[number]

export type VerdictKind =
  | HardKind
  | 'exception'
  | 'denied'
  | 'approved'
  | 'ignored'
  | 'changed-binary'
  | 'unverified'
  | 'renamed-binary'
  | 'pattern'
  | 'probe'
  | 'unexpected-process'
  | 'recorded'
  | 'no-profile'

export interface Verdict {
  readonly status: VerdictStatus
  readonly kind: VerdictKind
  /** `info` for what is no violation. */
  readonly severity: Severity
  /** One sentence. */
  readonly reason: string
}

/** What others know at the time. */
export interface MatchContext {
  /** The collector's clock, milliseconds. */
  readonly now: number
  /** Commands of probes and hooks in the pod's specification, word by word. */
  readonly probes?: readonly (readonly string[])[]
  /** Paths of the container runtimes on this node. */
  readonly runtimes?: readonly string[]
}

/** A new image explains changed files for so long, milliseconds. */
export const rollOut = 7 * 24 * 3_600_000

/**
 * Judges a process by the profile of its place; undefined where it has none. It is judged before it is learned: what
 * changed is told by what was known before.
 */
export function match(profile: Profile | undefined, process: SeenProcess, context: MatchContext): Verdict {
  return (
    hardRule(profile, process) ??
    (profile ? byProfile(profile, process, context) : say('unknown', 'no-profile', 'the place has no profile'))
  )
}

function byProfile(profile: Profile, process: SeenProcess, context: MatchContext): Verdict {
  const denied = denial(profile, process)
  if (denied) return denied
  if (profile.state !== 'alerting') return say('learning', 'recorded', 'the profile is not in force yet')
  return (
    byEntry(profile, process, context) ??
    renamed(profile, process) ??
    byPattern(profile, process) ??
    byProbe(process, context) ??
    unexpected(process)
  )
}

/** The hard rule that a process breaks, whatever the profile says. */
export function hardKind(profile: Profile | undefined, process: SeenProcess): HardKind | undefined {
  const { marks, layer } = process
  if (layer === 'memfd' || marks.includes('memfd')) return 'memfd'
  if (layer === 'deleted' || marks.includes('deleted')) return 'deleted'
  if (marks.includes('long-path')) return 'long-path'
  if (marks.includes('forged-name')) return 'forged-name'
  if (changedOnHost(profile, process)) return 'changed-on-host'
  if (layer === 'upper' || marks.includes('upper')) return 'drift'
  return marks.includes('writable-directory') ? 'writable-directory' : undefined
}

const hardReasons: Readonly<Record<HardKind, [Severity, string]>> = {
  memfd: ['critical', 'the executable is in memory alone'],
  deleted: ['critical', 'the executable has no name any more'],
  'long-path': ['critical', 'the path is so long that the kernel says nothing of it'],
  'forged-name': ['critical', 'the name is made to be misread'],
  'changed-on-host': ['critical', 'the executable changed and no package did'],
  drift: ['high', 'the executable was written after the container began'],
  'writable-directory': ['high', 'everyone may write to the directory'],
}

function hardRule(profile: Profile | undefined, process: SeenProcess): Verdict | undefined {
  const kind = hardKind(profile, process)
  if (kind === undefined) return undefined
  const [severity, reason] = hardReasons[kind]
  // The bytes must be proven and the maker be the very one: a name says nothing.
  const isExcepted = profile?.exceptions.some(
    (each) =>
      each.kind === kind &&
      process.digestState === 'read' &&
      each.digest === process.digest &&
      each.creator === process.creators[0],
  )
  if (isExcepted) return say('ok', 'exception', `excepted by a person: ${reason}`)
  return violation(kind, severity, reason)
}

/** In every state: while learning the entry's own digests stand for what is approved. */
function changedOnHost(profile: Profile | undefined, process: SeenProcess): boolean {
  if (profile?.key.kind !== 'host' || process.digest === '') return false
  const entry = profile.entries[process.entry]
  if (!entry) return false
  const known = entry.decision.status === 'approved' ? entry.approved : Object.keys(entry.digests)
  return !known.includes(process.digest) && packageChanged(entry, known, process) === false
}

/** What is denied is so in every layer. */
function denial(profile: Profile, process: SeenProcess): Verdict | undefined {
  const isDenied =
    profile.deny.some(({ path, script }) => path === process.path && (script === '' || script === process.script)) ||
    inAnyLayer(profile, process, ({ decision }) => decision.status === 'denied') !== undefined
  return isDenied ? violation('denied', 'high', 'a person denied it') : undefined
}

function byEntry(profile: Profile, process: SeenProcess, context: MatchContext): Verdict | undefined {
  const entry = entryFor(profile, process)
  if (!entry) return undefined
  if (entry.decision.status === 'ignored') {
    if (entry.decision.until <= context.now) return undefined
    return say('ignored', 'ignored', `ignored by ${entry.decision.by}`)
  }
  if (process.digest === '') return say('unknown', 'unverified', `the file was not compared: ${process.digestState}`)
  if (entry.approved.includes(process.digest)) return say('ok', 'approved', 'path and digest are approved')
  if (entry.approved.length === 0) return say('unknown', 'unverified', 'approved without a digest to compare with')
  return changed(profile, entry, process, context)
}

/** The approved or ignored entry of a process; where its layer cannot be told, the one with the same names. */
function entryFor(profile: Profile, process: SeenProcess): Entry | undefined {
  const decides = ({ decision }: Entry) => decision.status === 'approved' || decision.status === 'ignored'
  const own = profile.entries[process.entry]
  if (own && decides(own)) return own
  if (process.layer !== 'unknown') return undefined
  return inAnyLayer(profile, process, decides)
}

function inAnyLayer(profile: Profile, { path, script }: SeenProcess, is: (entry: Entry) => boolean): Entry | undefined {
  const rest = entryKey('', path, script)
  return layers.map((layer) => profile.entries[`${layer}${rest}`]).find((entry) => entry && is(entry))
}

function changed(profile: Profile, entry: Entry, process: SeenProcess, context: MatchContext): Verdict {
  const say = (severity: Severity, reason: string) => violation('changed-binary', severity, reason)
  if (profile.key.kind === 'host') {
    if (packageChanged(entry, entry.approved, process)) return say('info', 'changed with its package')
    return say('high', 'the file changed, and whether its package did is not known')
  }
  const image = imageDigest(process.place.image)
  const approved = entry.approved.flatMap((digest) => entry.digests[digest]?.images ?? [])
  if (image === '' || approved.length === 0 || approved.includes(''))
    return say('high', 'the file changed, and whether the image did is not known')
  if (approved.includes(image)) return say('critical', 'the file changed and the image did not')
  const since = context.now - (profile.revisions[image]?.addedAt ?? context.now)
  const isExplained = process.layer === 'image-lower' && since <= rollOut
  return isExplained ? say('info', 'changed with the image') : say('high', 'changed; the image is not new any more')
}

function renamed(profile: Profile, process: SeenProcess): Verdict | undefined {
  if (process.digest === '') return undefined
  const holders = Object.values(profile.entries).filter(
    (each) => each.decision.status === 'approved' && each.approved.includes(process.digest),
  )
  // An approved interpreter with another script is not renamed.
  if (holders.length === 0 || holders.some(({ path }) => path === process.path)) return undefined
  return violation('renamed-binary', 'medium', `the same file is approved as ${holders[0]?.path}`)
}

/** A pattern stands for programs, not for the scripts that they run. */
function byPattern({ patterns }: Profile, process: SeenProcess): Verdict | undefined {
  if (process.layer !== 'image-lower' && process.layer !== 'host-packaged') return undefined
  if (process.script !== '' || process.marks.includes('inline-script')) return undefined
  const found = patterns.find(({ path }) => matchesPattern(path, process.path))
  return found && say('ok', 'pattern', `allowed by ${found.path}`)
}

function byProbe(process: SeenProcess, { probes = [], runtimes = [] }: MatchContext): Verdict | undefined {
  const { evidence, creators, marks } = process
  const isOfRuntime = marks.includes('exec-session') && runtimes.includes(creators[0] ?? '')
  if (!isOfRuntime || !evidence || evidence.commandLineCut || evidence.commandLine.length === 0) return undefined
  const words = JSON.stringify(evidence.commandLine)
  const isProbe = probes.some((probe) => JSON.stringify(probe) === words)
  return isProbe ? say('ok', 'probe', 'a probe or hook of the pod') : undefined
}

function unexpected(process: SeenProcess): Verdict {
  return violation('unexpected-process', severityOf(process), 'the profile does not have it')
}

function severityOf({ layer }: SeenProcess): Severity {
  return layer === 'upper' || layer === 'volume' || layer === 'tmpfs' || layer === 'host-unpackaged' ? 'high' : 'medium'
}

function violation(kind: VerdictKind, severity: Severity, reason: string): Verdict {
  return { status: 'violation', kind, severity, reason }
}

function say(status: VerdictStatus, kind: VerdictKind, reason: string): Verdict {
  return { status, kind, severity: 'info', reason }
}
