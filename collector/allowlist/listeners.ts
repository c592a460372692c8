// Which program of a place may wait for connections where: learned and reviewed as processes are.
import type { ContainersFact, ListenersFact } from '../../proto/index.ts'
import { type Act, checked, commit, newsFor, no, type Outcome, yes } from './decide.ts'
import { anyPortKey, knownListener, listenerKey, withoutMoved } from './ephemeral.ts'
import { containersById, factPlace } from './factplace.ts'
import type { Place } from './key.ts'
import type { Severity } from './match.ts'
import { joinListeners } from './merge.ts'
import { escapeText } from './names.ts'
import { withNews } from './news.ts'
import { type Decision, type ListenerEntry, limits, listenerScopes, type Profile, undecided } from './profile.ts'
import { byText } from './sets.ts'

/** A listener that a fact tells of. */
export interface SeenListener {
  /** For `keyOf`; the names of a pod are to be filled in by whoever knows them. */
  readonly place: Place
  /** Name of the executable; empty where no holder was found. */
  readonly executable: string
  readonly protocol: string
  readonly scope: string
  readonly port: number
}

/** What is wrong with a listener. */
export type ListenerViolationKind = 'denied-listener' | 'wider-address' | 'unexpected-listener'

/** A listener that is not allowed. */
export interface ListenerBreach {
  readonly listener: SeenListener
  readonly kind: ListenerViolationKind
  readonly severity: Severity
  readonly reason: string
}

/** `unknown`: it can be called neither allowed nor not. `learning`: recorded, not judged. */
export interface ListenerVerdict {
  readonly status: 'ok' | 'violation' | 'ignored' | 'unknown' | 'learning'
  readonly kind: ListenerViolationKind | 'approved' | 'ignored' | 'recorded' | 'unknown'
  readonly severity: Severity
  readonly reason: string
}

const protocols = ['tcp', 'udp']

/**
 * The listeners of a fact in plain form, each once; those that are none by protocol or address are left out. The fact of
 * containers tells the names of pods.
 */
export function seenListeners(fact: ListenersFact, containers: ContainersFact = {}): SeenListener[] {
  const byId = containersById(containers)
  const seen = new Map<string, SeenListener>()
  for (const item of fact.items ?? []) {
    const listener = {
      place: factPlace(item, byId),
      executable: escapeText(item.process?.value ?? ''),
      protocol: item.protocol ?? '',
      scope: item.scope ?? '',
      port: item.port ?? 0,
    }
    const isOne = protocols.includes(listener.protocol) && listenerScopes.includes(listener.scope)
    if (isOne) seen.set(JSON.stringify([listener.place, listenerKey(listener)]), listener)
  }
  return [...seen.values()]
}

/**
 * Records a listener of the profile's place, in every state. One without a holder is nobody's and is not learned. `present`
 * are the keys of all that listen there now.
 */
export function learnListener(
  profile: Profile,
  seen: SeenListener,
  told: { node: string; at: number },
  present: ReadonlySet<string> = new Set([listenerKey(seen)]),
): Profile {
  const { executable, protocol, scope, place } = seen
  if (executable === '') return profile
  const listeners = withoutMoved(profile.listeners, seen, present)
  const known = knownListener(listeners, seen)
  const port = known?.port ?? seen.port
  const key = listenerKey({ ...seen, port })
  if (!known && Object.keys(listeners).length >= limits.listeners) return { ...profile, refused: profile.refused + 1 }
  const { node, at } = told
  const count = { count: (known?.nodes[node]?.count ?? 0) + 1, first: known?.nodes[node]?.first ?? at, last: at }
  const fresh: ListenerEntry = {
    ...{ executable, protocol, scope, port, decision: undecided, nodes: { [node]: count } },
    ...{ addedAt: at, learned: 0 },
    pods: place.podUid === '' ? [] : [place.podUid],
  }
  return { ...profile, listeners: { ...listeners, [key]: known ? joinListeners(known, fresh) : fresh } }
}

/** Judges the listeners of the profile's place by what was known before, then learns them. */
export function applyListeners(
  before: Profile,
  seen: readonly SeenListener[],
  told: { node: string; at: number },
): { readonly profile: Profile; readonly breaches: ListenerBreach[] } {
  const breaches = seen.flatMap((listener) => breachOf(before, listener, told.at))
  const present = new Set(seen.map(listenerKey))
  const after = seen.reduce((next, each) => learnListener(next, each, told, present), before)
  return { profile: withNews(before, after), breaches }
}

/** What is wrong with a listener by its profile; none where nothing is. */
export function breachOf(profile: Profile, listener: SeenListener, now: number): ListenerBreach[] {
  const { status, kind, severity, reason } = matchListener(profile, listener, now)
  return status === 'violation' ? [{ listener, kind: kind as ListenerViolationKind, severity, reason }] : []
}

/** What of a profile comes nearest to a listener: that of the same program first, then the same port. At most five. */
export function nearestListeners(profile: Profile, { executable, port }: SeenListener): string[] {
  const distance = (each: ListenerEntry) => (each.executable === executable ? 0 : each.port === port ? 1 : 2)
  return Object.entries(profile.listeners)
    .filter(([, each]) => each.decision.status === 'approved' && distance(each) < 2)
    .sort(([x, a], [y, b]) => distance(a) - distance(b) || byText(x, y))
    .map(([key]) => key)
    .slice(0, 5)
}

/** Judges a listener by its profile. `now` is the collector's clock. */
export function matchListener(profile: Profile, seen: SeenListener, now: number): ListenerVerdict {
  if (seen.executable === '') return say('unknown', 'unknown', 'who holds the socket is not known')
  const entry = knownListener(profile.listeners, seen)
  if (entry?.decision.status === 'denied') return violation('denied-listener', 'high', 'a person denied it')
  if (profile.state !== 'alerting') return say('learning', 'recorded', 'the profile is not in force yet')
  if (entry?.decision.status === 'approved') return say('ok', 'approved', 'approved')
  if (entry?.decision.status === 'ignored' && entry.decision.until > now)
    return say('ignored', 'ignored', `ignored by ${entry.decision.by}`)
  const narrower = Object.values(profile.listeners).find((each) => isNarrower(each, seen))
  if (narrower) return violation('wider-address', 'high', `approved on ${narrower.scope} addresses only`)
  return violation('unexpected-listener', seen.scope === 'loopback' ? 'medium' : 'high', 'the profile does not have it')
}

/** Approves, denies, or ignores until a time, one listener. */
export function decideListener(
  profile: Profile,
  key: string,
  what: { readonly status: 'approved' | 'denied' } | { readonly status: 'ignored'; readonly until: number },
  act: Act,
): Outcome {
  return checked(profile, act, () => {
    const entry = profile.listeners[key]
    if (!entry) return no('absent', `no listener ${key}`)
    if (what.status === 'ignored' && !(what.until > act.at)) return no('invalid', 'the end is not in the future')
    if (entry.decision.status === what.status && what.status !== 'ignored') return yes(profile)
    const news = what.status === 'approved' ? newsFor(profile, act, [key]) : undefined
    if (news) return news
    const until = what.status === 'ignored' ? what.until : 0
    const decision: Decision = { status: what.status, at: act.at, by: act.by, until }
    const listeners = { ...profile.listeners, [key]: { ...entry, decision } }
    return commit(profile, act, `${what.status} ${key}`, { listeners })
  })
}

function isNarrower(each: ListenerEntry, seen: SeenListener): boolean {
  const isPort = each.port === seen.port || listenerKey(each) === anyPortKey({ ...seen, scope: each.scope })
  const isSame = each.executable === seen.executable && each.protocol === seen.protocol && isPort
  return (
    isSame &&
    each.decision.status === 'approved' &&
    listenerScopes.indexOf(each.scope) < listenerScopes.indexOf(seen.scope)
  )
}

function violation(kind: ListenerVerdict['kind'], severity: Severity, reason: string): ListenerVerdict {
  return { status: 'violation', kind, severity, reason }
}

function say(status: ListenerVerdict['status'], kind: ListenerVerdict['kind'], reason: string): ListenerVerdict {
  return { status, kind, severity: 'info', reason }
}
