import { status } from '@grpc/grpc-js'
import { reasonOf, retryAfterOf } from '../../lib/grpcstatus.ts'
import type { Look } from '../inspect/observe.ts'
import { openBackoff, patience } from './backoff.ts'
import { type Connection, openConnection } from './connection.ts'
import { CredentialError } from './credentials.ts'
import { openFlaps } from './flaps.ts'
import type { Identity, IdentityLog } from './identity.ts'
import { actionFor, waitFor } from './refusals.ts'
import type { Ending, NodeState, Session } from './session.ts'

export interface LinkOptions {
  /** `host:port` of the collector. */
  readonly collector: string
  readonly identity: Identity
  readonly node: NodeState
  /** The first attempt is made within this many milliseconds. */
  readonly spread: number
  readonly log: IdentityLog
}

/** Keeps a session with the collector open for as long as the agent runs. */
export interface Link {
  changed(look: Look): void
  /** `connecting`, `connected`, or why not. */
  state(): string
  stop(): Promise<void>
}

/** Longest that a session may take to say goodbye, in milliseconds. */
const leaveLimit = 2000

/** Until files that are missing are looked for again, in milliseconds. */
const credentialWait = 10_000

/** Least milliseconds between two attempts to replace a session that works. */
const leastRetry = 1000

/** Why another session is opened beside the one at hand. */
type Turn = 'the certificate is renewed' | 'the collector drains'

export function openLink(options: LinkOptions): Link {
  const { collector, identity, log, node } = options
  const backoff = openBackoff(options.spread, Math.random, patience())
  const abort = new AbortController()
  const connections = new Set<Connection>()
  let current: Connection | undefined
  let state = 'connecting'
  /** Certificates since the start: a connection is opened with the newest. */
  let renewals = 0
  const opened = new WeakMap<Connection, number>()
  const flaps = openFlaps(node.looks().values(), (event) => node.spool?.append(event))
  const unsubscribe = identity.subscribe(() => {
    renewals += 1
  })

  async function run(): Promise<void> {
    await sleep(backoff.next(), abort.signal)
    while (!abort.signal.aborted) {
      const { wait, why } = await attempt()
      if (abort.signal.aborted) return
      state = why
      log.warn({ reason: why, waitMilliseconds: wait }, 'not connected to the collector')
      await sleep(wait, abort.signal)
    }
  }

  /** Keeps connected for as long as it goes. */
  async function attempt(): Promise<{ wait: number; why: string }> {
    try {
      return pauseAfter(await follow(await connect()))
    } catch (error) {
      return pauseFor(error)
    } finally {
      current = undefined
    }
  }

  async function connect(): Promise<Connection> {
    const credentials = await identity.credentials()
    const newest = renewals
    const connection = openConnection(collector, credentials, node, {
      welcomed: () => {
        flaps.connected()
        log.info({ collector }, 'connected to the collector')
      },
      // Only what was committed proves that the collector works: before that the next wait grows.
      acked: () => backoff.reset(),
      warn: (message) => log.warn({}, message),
    })
    connections.add(connection)
    opened.set(connection, newest)
    void connection.session.ended.then(() => connections.delete(connection))
    // It may have been stopped while the collector was asked for a certificate.
    if (abort.signal.aborted) connection.session.leave('the agent stops')
    return connection
  }

  /** Stays with a connection, and with those that take its place, until the last of them ends. */
  async function follow(first: Connection): Promise<Ending> {
    for (let connection = first; ; ) {
      adopt(connection)
      const next = await successorOf(connection)
      if ('code' in next) return next
      retire(connection, 'another session is open')
      connection = next
    }
  }

  function adopt(connection: Connection): void {
    current = connection
    void connection.welcomed.then((isThere) => {
      if (isThere && current === connection) state = 'connected'
    })
  }

  /** The connection that takes the place of this one, or how this one ended. */
  async function successorOf(connection: Connection): Promise<Connection | Ending> {
    const { session } = connection
    const over = new AbortController()
    void session.ended.then(() => over.abort())
    const draining = drained(session, over.signal)
    for (let wait = 0; ; ) {
      const turn = await Promise.race([session.ended, draining, renewed(connection, wait, over.signal)])
      if (typeof turn !== 'string') return turn
      log.info({ reason: turn }, 'another session is opened')
      const next = await openBeside(session)
      if (next) {
        over.abort()
        return next
      }
      // It was asked to leave. With a certificate that holds yet, it goes on until another attempt succeeds.
      if (turn === 'the collector drains') {
        session.leave('DRAINING')
        return session.ended
      }
      wait = Math.max(leastRetry, backoff.next())
    }
  }

  /** A connection beside this session, once it is welcomed; or at all, where this one ends meanwhile. */
  async function openBeside(session: Session): Promise<Connection | undefined> {
    try {
      const next = await connect()
      const isThere = await Promise.race([next.welcomed, session.ended.then(() => true)])
      if (isThere) return next
      noteRefusal(await next.session.ended)
    } catch (error) {
      log.warn({ reason: wordsOf(error) }, 'no other session could be opened')
    }
    return undefined
  }

  async function drained(session: Session, signal: AbortSignal): Promise<Turn> {
    const { after, spread } = await session.replaced
    await sleep(after + Math.random() * spread, signal)
    return 'the collector drains'
  }

  /** Not before `wait` milliseconds. */
  async function renewed(connection: Connection, wait: number, signal: AbortSignal): Promise<Turn> {
    await sleep(wait, signal)
    const { promise, resolve } = Promise.withResolvers<void>()
    const leave = identity.subscribe(resolve)
    signal.addEventListener('abort', leave, { once: true })
    if ((opened.get(connection) ?? 0) < renewals && !signal.aborted) resolve()
    await promise
    leave()
    return 'the certificate is renewed'
  }

  function noteRefusal({ code, word, reason }: Ending): void {
    if (actionFor(code, word, reason) === 'attest') identity.refused()
    log.warn({ reason }, 'no other session could be opened')
  }

  /** The collector finishes what it was sent; whoever does not end is cut off. */
  function retire({ session }: Connection, reason: string): void {
    session.leave(reason)
    const limit = setTimeout(() => session.cancel(), leaveLimit)
    void session.ended.then(() => clearTimeout(limit))
  }

  function pauseAfter(ending: Ending): { wait: number; why: string } {
    const { code, reason, word, reconnect, retryAfter } = ending
    const why = reason || status[code] || 'ended'
    if (reconnect) return { wait: reconnect.after + Math.random() * reconnect.spread, why }
    const action = actionFor(code, word, reason)
    if (action === 'attest') identity.refused()
    return { wait: waitFor(action, backoff.next, retryAfter), why }
  }

  /** No session was even begun: there are no credentials, or the collector gives none. */
  function pauseFor(error: unknown): { wait: number; why: string } {
    const why = wordsOf(error)
    if (error instanceof CredentialError) return { wait: credentialWait, why }
    const { code } = (error ?? {}) as { code?: unknown }
    const action = typeof code === 'number' ? actionFor(code, reasonOf(error), why) : 'wait'
    return { wait: waitFor(action, backoff.next, retryAfterOf(error)), why }
  }

  void run()
  return {
    changed: (look) => {
      flaps.changed(look, state === 'connected')
      for (const { session } of connections) session.changed(look)
    },
    state: () => state,
    stop: async () => {
      abort.abort()
      unsubscribe()
      const open = [...connections].map(({ session }) => session)
      for (const session of open) session.leave('the agent stops')
      const late = new AbortController()
      await Promise.race([Promise.all(open.map((each) => each.ended)), sleep(leaveLimit, late.signal)])
      late.abort()
      for (const session of open) session.cancel()
    },
  }
}

function wordsOf(error: unknown): string {
  const { details, message } = (error ?? {}) as { details?: string; message?: string }
  return details || message || String(error)
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) return done()
    const timer = setTimeout(finish, milliseconds)
    signal?.addEventListener('abort', finish, { once: true })
    function finish(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      done()
    }
  })
}
