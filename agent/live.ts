// What happens on the node between two looks at it: programs that start, and requests that the API server refuses.
import type { Domain, ListenersFact } from '../proto/index.ts'
import { decodeObservation } from '../proto/view.ts'
import { burstLimits } from './audit/bursts.ts'
import { locateAuditLog } from './audit/locate.ts'
import { type AuditWatch, watchAuditLog } from './audit/watch.ts'
import type { AgentConfig } from './config.ts'
import { openHost } from './host/host.ts'
import { openRoot } from './host/root.ts'
import type { Look } from './inspect/observe.ts'
import { inspectors } from './inspect/registry.ts'
import type { Spool } from './link/spool.ts'
import type { Observer } from './observer.ts'
import type { GuardSet } from './processes/guard.ts'
import { openNodeSource, type TracePlace } from './processes/nodesource.ts'
import type { Source } from './processes/source.ts'
import { startTracing, type Tracing, type TracingTiming } from './processes/tracing.ts'
import { openWake } from './processes/wake.ts'

/** SHA-256. */
const guardHashBytes = 32

export interface Live {
  /** Undefined where it is switched off. */
  readonly tracing: Tracing | undefined
  degraded(): readonly string[]
  /** The collector says what needs no evidence. */
  guard(set: GuardSet): void
  /** Hash of the set that it goes by; empty for none. A set ends with the process: the next one is told again. */
  guardHash(): Uint8Array
  /** A domain was looked at. */
  looked(domain: Domain): void
  /** Ends when all that was seen is in the spool. */
  stop(): Promise<void>
}

export interface LiveOptions {
  readonly config: AgentConfig
  readonly observer: Pick<Observer, 'looks' | 'rescan'>
  readonly spool: Pick<Spool, 'append' | 'lookedAt' | 'setLookedAt'>
  /** Is told how well processes are seen, at first and when that changes. */
  readonly traced?: (source: Pick<Source, 'source' | 'reason'>) => void
  /** For tests: an instance and times of their own. */
  readonly place?: TracePlace
  readonly timing?: TracingTiming
}

/** Whoever switched it off may not be the one who reads the report. */
const unwatched = 'processes: unavailable (`trace` is off in the configuration of the agent)'

/** To be called after the first full pass. */
export function startLive({ config, observer, spool, traced, place, timing }: LiveOptions): Live {
  const wake = openWake(inspectors, (domains) => void observer.rescan(domains))
  const images = remembered(observer, 'containers', imagesOf)
  const listeners = remembered(observer, 'listeners', (look) => listenersOf(decodeObservation(look.bytes).listeners))
  const tracing =
    config.trace === 'off'
      ? undefined
      : startTracing({
          prefix: config.root,
          open: () =>
            openNodeSource({ prefix: config.root, mebibytes: config.traceMebibytes, ...(place && { place }) }),
          commandLines: config.commandLines,
          ceilings: config,
          append: spool.append,
          fresh: wake.fresh,
          lookedAt: spool.lookedAt(),
          looked: spool.setLookedAt,
          imageOf: (container) => images().get(container) ?? '',
          listenersOf: (pid) => listeners().get(pid) ?? [],
          ...(traced && { changed: traced }),
          ...(timing && { timing }),
        })
  let guardHash: Uint8Array = new Uint8Array()
  const audit = config.auditBurst === 0 ? undefined : startAudit(config, spool)
  void audit?.relocate()
  return {
    tracing,
    degraded: () => [...(tracing?.degraded() ?? [unwatched]), ...(audit?.degraded() ?? [])],
    guard: (set) => {
      if (set.hash.length !== guardHashBytes) throw new Error(`a guard set whose hash has ${set.hash.length} bytes`)
      tracing?.guard(set)
      guardHash = set.hash
    },
    guardHash: () => guardHash,
    looked: (domain) => {
      if (domain === 'apiServer') void audit?.relocate()
    },
    stop: async () => {
      wake.stop()
      await Promise.all([tracing?.stop(), audit?.stop()])
    },
  }
}

function startAudit({ root, auditBurst }: AgentConfig, spool: LiveOptions['spool']): AuditWatch {
  return watchAuditLog({
    open: () => openRoot(root),
    locate: () => locateAuditLog(openHost(root)),
    append: spool.append,
    limits: { ...burstLimits, threshold: auditBurst },
  })
}

/** What the newest look at a domain says, worked out once. */
function remembered<Key, Value>(
  observer: LiveOptions['observer'],
  domain: Domain,
  workOut: (look: Look) => ReadonlyMap<Key, Value>,
): () => ReadonlyMap<Key, Value> {
  let known: { readonly hash: string; readonly answer: ReadonlyMap<Key, Value> } | undefined
  return () => {
    const look = observer.looks().get(domain)
    if (look && look.hash !== known?.hash) known = { hash: look.hash, answer: workOut(look) }
    return known?.answer ?? new Map()
  }
}

/** Images by container id. */
function imagesOf(look: Look): ReadonlyMap<string, string> {
  const items = decodeObservation(look.bytes).containers?.items ?? []
  return new Map(items.map((each) => [each.id ?? '', each.image ?? '']))
}

/** Names of listeners by the processes that hold them. */
function listenersOf(fact: ListenersFact | null | undefined): ReadonlyMap<number, string[]> {
  const found = new Map<number, string[]>()
  for (const { name, pids } of fact?.items ?? [])
    for (const pid of pids ?? []) found.set(pid, [...(found.get(pid) ?? []), name ?? ''])
  return found
}
