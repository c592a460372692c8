// Ports that the kernel chooses: another one at each start, so that their number says nothing.
import { joinListeners } from './merge.ts'
import { isOpen, type ListenerEntry, undecided } from './profile.ts'

/**
 * Where kernels choose from: Linux's default. That of a node is not told: an agent in a pod cannot read its. The range alone
 * proves nothing, programs are told to listen there too: it takes a port that moved.
 */
const range = { first: 32_768, last: 60_999 } as const

/** What stands for the number of such a port. */
export const anyPort = 0

type Named = Pick<ListenerEntry, 'executable' | 'protocol' | 'scope' | 'port'>
type Listeners = Readonly<Record<string, ListenerEntry>>

/** Names a listener in its profile: `tcp/wildcard/443/nginx`. The name of the executable is last: it may hold anything. */
export function listenerKey(listener: Named): string {
  return `${listener.protocol}/${listener.scope}/${listener.port}/${listener.executable}`
}

/** The key of what stands for any port of the range, where this one is in it. */
export function anyPortKey(listener: Named): string | undefined {
  return isInRange(listener.port) ? listenerKey({ ...listener, port: anyPort }) : undefined
}

/** What is known of a listener: of its own port, or of any. */
export function knownListener(listeners: Listeners, seen: Named): ListenerEntry | undefined {
  const any = anyPortKey(seen)
  return listeners[listenerKey(seen)] ?? (any === undefined ? undefined : listeners[any])
}

/**
 * The listeners, where one that is new shows that its program takes another port at each start: one entry of any port
 * instead of those that nobody decided upon. `present` are the keys of what listens now: two at a time are no move.
 */
export function withoutMoved(listeners: Listeners, seen: Named, present: ReadonlySet<string>): Listeners {
  const any = anyPortKey(seen)
  if (any === undefined || listeners[any] || listeners[listenerKey(seen)]) return listeners
  const moved = Object.entries(listeners).filter(([key, each]) => isSameBut(each, seen) && !present.has(key))
  if (moved.length === 0) return listeners
  const open = moved.filter(([, { decision }]) => isOpen(decision)).map(([key]) => key)
  const entry = moved
    .map(([, each]): ListenerEntry => ({ ...each, port: anyPort, decision: undecided }))
    .reduce(joinListeners)
  return { ...Object.fromEntries(Object.entries(listeners).filter(([key]) => !open.includes(key))), [any]: entry }
}

function isSameBut(a: Named, b: Named): boolean {
  const isSame = a.executable === b.executable && a.protocol === b.protocol && a.scope === b.scope
  return isSame && a.port !== b.port && isInRange(a.port)
}

function isInRange(port: number): boolean {
  return port >= range.first && port <= range.last
}
