// What was seen and is not allowed: one record for the same thing, however often it happens.
import type { Severity, Verdict, VerdictKind } from './match.ts'
import type { SeenProcess } from './process.ts'
import type { Profile } from './profile.ts'
import { byText, union } from './sets.ts'

/** One violation, with the newest evidence. Times are the agents', milliseconds; `At` is the collector's. */
export interface Violation {
  /** The profile's id; empty where the place has none. */
  readonly profile: string
  readonly kind: VerdictKind
  /** The worst of all times. */
  readonly severity: Severity
  readonly reason: string
  readonly first: number
  readonly last: number
  readonly lastAt: number
  readonly count: number
  readonly nodes: readonly string[]
  /** The newest that came with details, else the newest. */
  readonly process: SeenProcess
  /** What of the profile comes nearest: `PATH` or `PATH SCRIPT`, as it would have been allowed. */
  readonly allowed: readonly string[]
}

/** The violations of one profile, or of all places without one. */
export interface Violations {
  /** By key, see `violationKey`. */
  readonly items: Readonly<Record<string, Violation>>
  /** Processes that broke a rule and found no room: counted, not kept. */
  readonly suppressed: number
}

export const noViolations: Violations = { items: {}, suppressed: 0 }

/** Most different violations of one profile that are kept. */
export const maxViolations = 500
const maxNodes = 64
const maxAllowed = 5
const severities: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical']

/** What makes two violations the same: profile, path and script, digest and kind. One text, without ambiguity. */
export function violationKey(profile: string, process: SeenProcess, kind: VerdictKind): string {
  return JSON.stringify([profile, kind, process.digest, process.path, process.script])
}

/** Adds what a verdict says. Anything but a violation leaves all as it is. */
export function record(
  before: Violations,
  profile: Profile | undefined,
  process: SeenProcess,
  verdict: Verdict,
  told: { readonly node: string; readonly at: number },
): Violations {
  if (verdict.status !== 'violation') return before
  const id = profile?.id ?? ''
  const key = violationKey(id, process, verdict.kind)
  const known = before.items[key]
  if (!known && Object.keys(before.items).length >= maxViolations)
    return { ...before, suppressed: before.suppressed + process.count }
  const fresh: Violation = {
    ...{ profile: id, kind: verdict.kind, severity: verdict.severity, reason: verdict.reason },
    ...{ first: process.first, last: process.last, lastAt: told.at, count: process.count, nodes: [told.node] },
    ...{ process, allowed: profile ? nearest(profile, process) : [] },
  }
  return { ...before, items: { ...before.items, [key]: known ? again(known, fresh) : fresh } }
}

function again(known: Violation, fresh: Violation): Violation {
  const isWorse = severities.indexOf(fresh.severity) > severities.indexOf(known.severity)
  return {
    ...(isWorse ? fresh : { ...known, allowed: fresh.allowed }),
    first: Math.min(known.first, fresh.first),
    last: Math.max(known.last, fresh.last),
    lastAt: Math.max(known.lastAt, fresh.lastAt),
    count: known.count + fresh.count,
    nodes: union(known.nodes, fresh.nodes, maxNodes),
    process: fresh.process.evidence || !known.process.evidence ? fresh.process : known.process,
  }
}

/** Approved programs of the same name first, then those of the same directory. */
function nearest(profile: Profile, process: SeenProcess): string[] {
  const near = Object.values(profile.entries)
    .filter(({ decision }) => decision.status === 'approved')
    .map(({ path, script }) => ({ text: script ? `${path} ${script}` : path, distance: distance(path, process.path) }))
    .filter(({ distance }) => distance < 3)
  near.sort((a, b) => a.distance - b.distance || byText(a.text, b.text))
  return [...new Set(near.map(({ text }) => text))].slice(0, maxAllowed)
}

function distance(a: string, b: string): number {
  if (a === b) return 0
  if (a.slice(a.lastIndexOf('/')) === b.slice(b.lastIndexOf('/'))) return 1
  return a.slice(0, a.lastIndexOf('/')) === b.slice(0, b.lastIndexOf('/')) ? 2 : 3
}
