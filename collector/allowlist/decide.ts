// What people decide. Each decision names the version of the profile that it was made upon, and leaves its trace.

import { listenerItems } from './listenerreview.ts'
import { type HardKind, hardKinds } from './match.ts'
import { joinItems } from './merge.ts'
import { newsText, since } from './news.ts'
import { patternProblem } from './pattern.ts'
import {
  type Decision,
  type Entry,
  isByHandOnly,
  limits,
  noEvidence,
  openEntries,
  openListeners,
  type Profile,
} from './profile.ts'
import { type CriterionName, criterionNames, isIncomplete } from './readiness.ts'
import { changedWithImage, hardTags, type ReviewItem, reviewItems } from './review.ts'

/** Who decides, when by the collector's clock, and upon which version. */
export interface Act {
  readonly by: string
  readonly at: number
  readonly version: number
  /**
   * What was looked at: the number of the profile as it was shown. What came since is not approved. Absent: it is wished as
   * it is now, whatever that is.
   */
  readonly seen?: number
  /** Why, in the words of who decides; empty or absent for none. */
  readonly reason?: string
}

/**
 * `conflict`: decided upon another version, or something came since; read it again. `state`: not now. `guard`: not in this way. `absent`: no such
 * thing. `invalid`: not understood.
 */
export type Refusal = 'conflict' | 'state' | 'guard' | 'absent' | 'invalid'

/** What came of it. A decision that changes nothing gives the profile as it is. */
export type Outcome =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly refusal: Refusal; readonly reason: string }

/** Approves one entry with the digests that were looked at. What breaks a hard rule takes an exception instead. */
export function approveEntry(profile: Profile, key: string, act: Act): Outcome {
  return onEntry(profile, key, act, (entry) => {
    const hard = hardTags(profile, entry)
    if (hard.length > 0) return no('guard', `${hard.join(', ')}: a hard rule, which takes an exception`)
    const digests = Object.keys(entry.digests)
    const isDone = entry.decision.status === 'approved' && digests.every((digest) => entry.approved.includes(digest))
    if (isDone) return yes(profile)
    const news = newsFor(profile, act, [key])
    if (news) return news
    return commit(profile, act, `approved ${key}`, { entries: withEntry(profile, key, approved(entry, act)) })
  })
}

/** Approves several at once: none of them where one has a tag. */
export function approveBulk(profile: Profile, keys: readonly string[], act: Act): Outcome {
  return checked(profile, act, () => {
    const items = new Map<string, Pick<ReviewItem, 'bulk'> & { readonly tags?: ReviewItem['tags'] }>(
      [...reviewItems(profile, 'all'), ...listenerItems(profile, 'all')].map((item) => [item.key, item]),
    )
    const missing = keys.find((key) => !items.has(key))
    if (missing !== undefined) return no('absent', `no entry ${missing}`)
    const guarded = keys.find((key) => !items.get(key)?.bulk)
    if (guarded !== undefined) {
      const why = isByHandOnly(profile) ? 'a login session' : (items.get(guarded)?.tags?.join(', ') ?? 'rare')
      return no('guard', `${guarded} must be approved by itself: ${why}`)
    }
    return newsFor(profile, act, keys) ?? approveAll(profile, keys, act, `approved ${keys.length} entries together`)
  })
}

/** Approves in one step what changed with a new image. */
export function approveChanged(profile: Profile, act: Act): Outcome {
  return checked(profile, act, () => {
    const keys = changedWithImage(profile)
    const what = `approved ${keys.length} files that changed with the image`
    return newsFor(profile, act, keys) ?? approveAll(profile, keys, act, what)
  })
}

/** Forbids an entry, whatever was said of it before. */
export function denyEntry(profile: Profile, key: string, act: Act): Outcome {
  const decision: Decision = { status: 'denied', at: act.at, by: act.by, until: 0 }
  return onEntry(profile, key, act, (entry) =>
    entry.decision.status === 'denied'
      ? yes(profile)
      : commit(profile, act, `denied ${key}`, {
          entries: withEntry(profile, key, { ...entry, decision, approved: [] }),
        }),
  )
}

/** No alert for an entry until a time; it is not approved by that. */
export function ignoreEntry(profile: Profile, key: string, until: number, act: Act): Outcome {
  if (!(until > act.at)) return no('invalid', 'the end is not in the future')
  const decision: Decision = { status: 'ignored', at: act.at, by: act.by, until }
  return onEntry(profile, key, act, (entry) =>
    commit(profile, act, `ignored ${key} until ${new Date(until).toISOString()}`, {
      entries: withEntry(profile, key, { ...entry, decision, approved: [] }),
    }),
  )
}

/**
 * READY-FOR-REVIEW → ALERTING. Every entry must be decided upon first: what is open, or a digest that came since someone
 * looked, would be an alert at once.
 */
export function approveProfile(profile: Profile, act: Act): Outcome {
  return checked(profile, act, () => {
    if (profile.state === 'alerting') return yes(profile)
    if (profile.state !== 'review') return no('state', 'it still learns; what is missing can be waived, each by name')
    const open = openEntries(profile).length + openListeners(profile).length
    if (open > 0) return no('guard', `${open} entries are neither approved nor denied nor ignored`)
    return newsFor(profile, act) ?? commit(profile, act, 'put in force', { state: 'alerting' })
  })
}

/** Back to LEARNING with all that is known: the time to learn begins anew. Out of force only a reset leads. */
export function extend(profile: Profile, act: Act): Outcome {
  return checked(profile, act, () => {
    if (profile.state === 'alerting') return no('state', 'it is in force; reset it to learn anew')
    return commit(profile, act, 'learns on', { state: 'learning', learningAt: act.at })
  })
}

/** Back to nothing but what people wrote by hand: patterns, denials and exceptions. The former version is kept. */
export function reset(profile: Profile, act: Act): Outcome {
  return checked(profile, act, () => {
    const former = { at: act.at, by: act.by, state: profile.state, entries: profile.entries }
    return commit(profile, act, 'reset', {
      ...{ state: 'learning', learningAt: act.at, entries: {}, listeners: {}, refused: 0, waived: [] },
      former: [former, ...profile.former].slice(0, limits.former),
      evidence: noEvidence,
    })
  })
}

/** Does without one criterion of readiness. */
export function waive(profile: Profile, criterion: string, act: Act): Outcome {
  return checked(profile, act, () => {
    const name = criterionNames.find((each: CriterionName) => each === criterion)
    if (!name) return no('invalid', `no such criterion; there are ${criterionNames.join(', ')}`)
    if (profile.waived.includes(name)) return yes(profile)
    return commit(profile, act, `waived ${name}`, { waived: [...profile.waived, name].sort() })
  })
}

/** Lets the profile put itself in force when it is ready, complete and without a tagged entry. */
export function setAutoApprove(profile: Profile, on: boolean, act: Act): Outcome {
  return checked(profile, act, () => {
    if (on && isByHandOnly(profile)) return no('guard', 'what people start by hand is never approved by itself')
    if (profile.autoApprove === on) return yes(profile)
    return commit(profile, act, `automatic approval ${on ? 'on' : 'off'}`, { autoApprove: on })
  })
}

/** Allows what a pattern stands for. */
export function addPattern(profile: Profile, path: string, act: Act): Outcome {
  return checked(profile, act, () => {
    const problem = patternProblem(path)
    if (problem) return no('invalid', problem)
    if (profile.patterns.some((each) => each.path === path)) return yes(profile)
    if (profile.patterns.length >= limits.hand) return no('invalid', `at most ${limits.hand} patterns`)
    const patterns = joinItems(profile.patterns, [{ path, by: act.by, at: act.at }], limits.hand)
    return commit(profile, act, `allowed ${path}`, { patterns })
  })
}

/** Excepts proven bytes, made by a known program, from one hard rule. */
export function addException(
  profile: Profile,
  { kind, digest, creator }: { readonly kind: string; readonly digest: string; readonly creator: string },
  act: Act,
): Outcome {
  return checked(profile, act, () => {
    if (!hardKinds.includes(kind as HardKind)) return no('invalid', `no such rule; there are ${hardKinds.join(', ')}`)
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) return no('invalid', 'a digest is written sha256: and 64 digits')
    if (!creator.startsWith('/')) return no('invalid', 'the creator is an absolute path')
    const isThere = profile.exceptions.some(
      (each) => each.kind === kind && each.digest === digest && each.creator === creator,
    )
    if (isThere) return yes(profile)
    if (profile.exceptions.length >= limits.hand) return no('invalid', `at most ${limits.hand} exceptions`)
    const exceptions = joinItems(profile.exceptions, [{ kind, digest, creator, by: act.by, at: act.at }], limits.hand)
    return commit(profile, act, `excepted ${digest} made by ${creator} from ${kind}`, { exceptions })
  })
}

/**
 * READY-FOR-REVIEW → ALERTING without a person, where one asked for it: never while INCOMPLETE, never in a login session.
 * Entries with a tag stay candidates, and then so does the profile.
 */
export function autoApprove(profile: Profile, now: number): Profile {
  const isAllowed = profile.autoApprove && profile.state === 'review' && !isByHandOnly(profile)
  if (!isAllowed || isIncomplete(profile, now) || profile.refused > 0) return profile
  const act: Act = { by: 'automatic approval', at: now, version: profile.version }
  const keys = [...reviewItems(profile), ...listenerItems(profile)].filter(({ bulk }) => bulk).map(({ key }) => key)
  const outcome = approveAll(profile, keys, act, `approved ${keys.length} entries together`)
  if (!outcome.ok) return profile
  const done = approveProfile(outcome.profile, { ...act, version: outcome.profile.version })
  return done.ok ? done.profile : outcome.profile
}

/** Adds to the profile what changed, one version up, with its deed. */
export function commit(profile: Profile, act: Act, what: string, changes: Partial<Profile>): Outcome {
  const { by, at, reason } = act
  // Behind all that was done, whatever the clock says.
  const history = [...profile.history, { at, by, what, ...(reason ? { reason } : {}) }].slice(-limits.history)
  return yes({ ...profile, ...changes, version: profile.version + 1, history })
}

/** Refuses what was decided upon another version, and decides then. */
export function checked(profile: Profile, act: Act, decide: () => Outcome): Outcome {
  if (act.version === profile.version) return decide()
  return no('conflict', `decided upon version ${act.version}, it is at ${profile.version}`)
}

export function yes(profile: Profile): Outcome {
  return { ok: true, profile }
}

export function no(refusal: Refusal, reason: string): Outcome {
  return { ok: false, refusal, reason }
}

/** A conflict where these entries, or any without keys, say more than who decides has seen. */
export function newsFor(profile: Profile, { seen }: Act, keys?: readonly string[]): Outcome | undefined {
  const news = seen === undefined ? [] : since(profile, seen, keys)
  return news.length > 0 ? no('conflict', newsText(news)) : undefined
}

function onEntry(profile: Profile, key: string, act: Act, decide: (entry: Entry) => Outcome): Outcome {
  return checked(profile, act, () => {
    const entry = profile.entries[key]
    return entry ? decide(entry) : no('absent', `no entry ${key}`)
  })
}

function approveAll(profile: Profile, keys: readonly string[], act: Act, what: string): Outcome {
  const [entries, listeners] = [{ ...profile.entries }, { ...profile.listeners }]
  for (const key of keys) {
    const [entry, listener] = [entries[key], listeners[key]]
    if (entry) entries[key] = approved(entry, act)
    else if (listener) listeners[key] = { ...listener, decision: approval(act) }
  }
  return keys.length === 0 ? yes(profile) : commit(profile, act, what, { entries, listeners })
}

function approved(entry: Entry, act: Act): Entry {
  return { ...entry, decision: approval(act), approved: Object.keys(entry.digests).sort() }
}

function approval({ by, at }: Act): Decision {
  return { status: 'approved', at, by, until: 0 }
}

function withEntry(profile: Profile, key: string, entry: Entry): Record<string, Entry> {
  return { ...profile.entries, [key]: entry }
}
