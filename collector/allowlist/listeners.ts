// Which program of a place may wait for connections where: learned and reviewed as processes are.
import type { ListenersFact } from '../../proto/index.ts'
import { type Act, checked, commit, no, type Outcome, yes } from './decide.ts'
import type { Place } from './key.ts'
import type { Severity } from './match.ts'
import { joinListeners } from './merge.ts'
import { escapeName } from './names.ts'
import { type Decision, isOpen, type ListenerEntry, limits, type Profile, undecided } from './profile.ts'
import { byText } from './sets.ts'

type Item = NonNullable<ListenersFact['items']>[number]

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

/** `unknown`: it can be called neither allowed nor not. `learning`: recorded, not judged. */
export interface ListenerVerdict {
  readonly status: 'ok' | 'violation' | 'ignored' | 'unknown' | 'learning'
  readonly kind: 'approved' | 'denied' | 'ignored' | 'wider-address' | 'unexpected-listener' | 'recorded' | 'unknown'
  readonly severity: Severity
  readonly reason: string
}

/** From the narrowest to the widest: what is approved for one is not for the next. */
const scopes = ['loopback', 'link-local', 'private', 'public', 'wildcard']

/** The listeners of a fact in plain form. */
export function seenListeners(fact: ListenersFact): SeenListener[] {
  return (fact.items ?? []).map((item) => ({
    place: placeOf(item),
    executable: escapeName(Buffer.from(item.process?.value ?? '')),
    protocol: item.protocol ?? '',
    scope: item.scope ?? '',
    port: item.port ?? 0,
  }))
}

/** Names a listener in its profile: `tcp/wildcard/443/nginx`. The name of the executable is last: it may hold anything. */
export function listenerKey(listener: Pick<ListenerEntry, 'executable' | 'protocol' | 'scope' | 'port'>): string {
  return `${listener.protocol}/${listener.scope}/${listener.port}/${listener.executable}`
}

/** Records a listener of the profile's place, in every state. One without a holder is nobody's and is not learned. */
export function learnListener(profile: Profile, seen: SeenListener, told: { node: string; at: number }): Profile {
  const { executable, protocol, scope, port, place } = seen
  if (executable === '') return profile
  const key = listenerKey(seen)
  const known = profile.listeners[key]
  if (!known && Object.keys(profile.listeners).length >= limits.listeners)
    return { ...profile, refused: profile.refused + 1 }
  const { node, at } = told
  const count = { count: (known?.nodes[node]?.count ?? 0) + 1, first: known?.nodes[node]?.first ?? at, last: at }
  const fresh: ListenerEntry = {
    ...{ executable, protocol, scope, port, decision: undecided, nodes: { [node]: count }, addedAt: at },
    pods: place.podUid === '' ? [] : [place.podUid],
  }
  return { ...profile, listeners: { ...profile.listeners, [key]: known ? joinListeners(known, fresh) : fresh } }
}

/** Judges a listener by its profile. `now` is the collector's clock. */
export function matchListener(profile: Profile, seen: SeenListener, now: number): ListenerVerdict {
  if (seen.executable === '') return say('unknown', 'unknown', 'who holds the socket is not known')
  const entry = profile.listeners[listenerKey(seen)]
  if (entry?.decision.status === 'denied') return violation('denied', 'high', 'a person denied it')
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
    const until = what.status === 'ignored' ? what.until : 0
    const decision: Decision = { status: what.status, at: act.at, by: act.by, until }
    const listeners = { ...profile.listeners, [key]: { ...entry, decision } }
    return commit(profile, act, `${what.status} ${key}`, { listeners })
  })
}

/** Open listeners by risk: the widest address first, then the lowest port. */
export function listenersToReview(profile: Profile): [string, ListenerEntry][] {
  return Object.entries(profile.listeners)
    .filter(([, { decision }]) => isOpen(decision))
    .sort(([x, a], [y, b]) => scopes.indexOf(b.scope) - scopes.indexOf(a.scope) || a.port - b.port || byText(x, y))
}

function isNarrower(each: ListenerEntry, seen: SeenListener): boolean {
  const isSame = each.executable === seen.executable && each.protocol === seen.protocol && each.port === seen.port
  return isSame && each.decision.status === 'approved' && scopes.indexOf(each.scope) < scopes.indexOf(seen.scope)
}

function placeOf({ unit, pod, container }: Item): Place {
  return {
    // Without either, it is not known to be the host's.
    place: pod ? 'pod' : unit ? 'host' : 'unknown',
    ...{ unit: unit ?? '', podUid: pod ?? '', containerId: container ?? '' },
    ...{ namespace: '', pod: '', container: '', image: '' },
  }
}

function violation(kind: ListenerVerdict['kind'], severity: Severity, reason: string): ListenerVerdict {
  return { status: 'violation', kind, severity, reason }
}

function say(status: ListenerVerdict['status'], kind: ListenerVerdict['kind'], reason: string): ListenerVerdict {
  return { status, kind, severity: 'info', reason }
}
