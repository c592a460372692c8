import { type ServerDuplexStream, type ServiceError, status } from '@grpc/grpc-js'
import { type StatusOptions, statusError } from '../../lib/grpcstatus.ts'
import { codeOf } from '../identity/refusal.ts'
import { type Lost, type NodeCaller, type Standing, standingWords } from '../identity/standing.ts'
import type { Beat } from '../store/store.ts'
import { type AgentSession, type AgentStream, type SessionContext, serveAgent } from './session.ts'

/** Why no agent is served at the moment. */
export interface Closed {
  readonly reason: 'STORAGE_DOWN' | 'RULE_PACK' | 'DRAINING'
  readonly message: string
}

export interface AgentsOptions
  extends Pick<SessionContext, 'version' | 'store' | 'judging' | 'log' | 'guards' | 'budget' | 'resends'> {
  readonly heard: (clusterId: string, beat: Beat) => void
  /** Called after events were committed. */
  readonly happened: () => void
  readonly standing: (caller: NodeCaller) => Standing
  /** Called with the number of nodes that have a session, when it changes. */
  readonly counted: (sessions: number) => void
  /** Milliseconds that a session lasts, before its agent is asked for a new one. */
  readonly age?: number
  /** Milliseconds until an agent that was asked is sent away. */
  readonly grace?: number
}

/** The open sessions of all nodes: the newest of a node counts. */
export interface Agents {
  connect(stream: ServerDuplexStream<unknown, unknown>, caller: NodeCaller): void
  /** From now on nobody is served, and why; undefined: everybody is again. */
  close(why: Closed | undefined): void
  closed(): Closed | undefined
  /** Asks all agents to go elsewhere, spread over a time that grows with their number. */
  drain(): void
  /** Ends the sessions of a node that may not speak any more. */
  end(lost: Lost): void
  /** Ends when all sessions have ended. */
  stopped(): Promise<void>
}

/** 80 % of half an hour. */
const defaultAge = 24 * 60_000
/** Handshakes of this many agents are taken each second, in spreads. */
const returnsPerSecond = 100

export function openAgents(options: AgentsOptions): Agents {
  const { age = defaultAge, grace = 60_000 } = options
  const sessions = new Map<string, AgentSession>()
  /** With the node of each: the older sessions of a node end too. */
  const open = new Map<AgentSession, string>()
  let closed: Closed | undefined

  /** Milliseconds over which all agents may come back. */
  function spread(): number {
    return Math.max(2000, (open.size / returnsPerSecond) * 1000)
  }

  /** For one agent that is sent away. */
  function comeBack(): number {
    return Math.round(1000 + Math.random() * spread())
  }

  function refuse(stream: ServerDuplexStream<unknown, unknown>, { reason, message }: Closed): void {
    const error: Partial<ServiceError> = statusError(status.UNAVAILABLE, reason, message, {
      retryAfterMilliseconds: comeBack(),
    })
    stream.emit('error', error)
  }

  function connect(stream: ServerDuplexStream<unknown, unknown>, caller: NodeCaller): void {
    if (closed) refuse(stream, closed)
    else serve(stream, caller)
  }

  function serve(stream: ServerDuplexStream<unknown, unknown>, caller: NodeCaller): void {
    const { clusterId, nodeId } = caller
    const key = keyOf(caller)
    sessions.get(key)?.reconnect('SUPERSEDED', 60_000, 60_000)
    const session = serveAgent(stream as AgentStream, {
      ...options,
      ...{ clusterId, nodeId, comeBack },
      standing: () => options.standing(caller),
      heard: (beat, vitals) =>
        options.heard(clusterId, { nodeId, time: Date.now(), ...beat, ...(vitals ? { vitals } : {}) }),
    })
    sessions.set(key, session)
    open.set(session, key)
    options.counted(sessions.size)
    const forget = growOld(session, caller)
    void session.ended.then(() => {
      forget()
      open.delete(session)
      if (sessions.get(key) === session) sessions.delete(key)
      options.counted(sessions.size)
    })
  }

  /** Asks for a new session in time: connections are shared out anew, and none outlives its certificate. */
  function growOld(session: AgentSession, { notAfter }: NodeCaller): () => void {
    const jittered = age * (0.9 + 0.2 * Math.random())
    const left = (notAfter - Date.now()) * 0.9
    let late: NodeJS.Timeout | undefined
    const timer = setTimeout(
      () => {
        session.reconnect('DRAINING', 0, 2000)
        late = setTimeout(() => sendAway(session, 'DRAINING', 'the session is too old'), grace)
      },
      Math.max(0, Math.min(jittered, left)),
    )
    return () => {
      clearTimeout(timer)
      clearTimeout(late)
    }
  }

  function sendAway(session: AgentSession, reason: string, message: string): void {
    const retry: StatusOptions = { retryAfterMilliseconds: comeBack() }
    session.fail(status.UNAVAILABLE, reason, message, retry)
  }

  /** A removed node may have come back under the same id: it is asked to prove so. */
  function lose(session: AgentSession, standing: Lost['standing']): void {
    const end = () => session.fail(codeOf(standing), standing, standingWords[standing])
    if (standing === 'NODE_EVICTED') session.reconnect('NODE_REMOVED', 0, 2000)
    const late = setTimeout(end, standing === 'NODE_EVICTED' ? grace : 0)
    void session.ended.then(() => clearTimeout(late))
  }

  function drain(): void {
    const milliseconds = spread()
    for (const session of open.keys()) session.reconnect('DRAINING', 0, milliseconds)
  }

  return {
    connect,
    close: (why) => {
      closed = why
    },
    closed: () => closed,
    drain,
    end: (lost) => {
      const key = keyOf(lost)
      for (const [session, node] of open) if (node === key) lose(session, lost.standing)
    },
    stopped: async () => {
      await Promise.all([...open.keys()].map((session) => session.ended))
    },
  }
}

function keyOf({ clusterId, nodeId }: Pick<NodeCaller, 'clusterId' | 'nodeId'>): string {
  return `${clusterId}/${nodeId}`
}
