// One simulated node: the real link and spool of an agent, with facts and events that the soak makes up.
import type { Look } from '../../agent/inspect/observe.ts'
import type { Identity } from '../../agent/link/identity.ts'
import { type Link, openLink } from '../../agent/link/link.ts'
import { openSpool, type Spool } from '../../agent/link/spool.ts'
import type { ClientPem } from '../../lib/grpc.ts'
import type { Domain } from '../../proto/index.ts'
import type { Disk } from './disk.ts'
import type { Door } from './door.ts'
import { varied } from './facts.ts'
import { happen, type Ledger, notePromised, noteTold } from './ledger.ts'

export interface SimulatedAgent {
  readonly ledger: Ledger
  readonly door: Door
  /** Absent: events are kept in memory. */
  readonly disk: Disk | undefined
  /** So many things happen on the node; not while nobody looks. */
  happen(count: number): void
  /** A domain changes, whether the agent runs or not. */
  change(domain: Domain, isOpen: boolean): void
  start(): void
  /** Ends it at once, without a word. Its files stay. */
  kill(): void
  isRunning(): boolean
  /** As the link says: `connected`, or why not. */
  state(): string
  /** The node's clock goes forward or back, in milliseconds. */
  step(by: number): void
  /** Everything that happened is committed, as the collector said. */
  isDone(): Promise<boolean>
  stop(): Promise<void>
}

export interface AgentOptions {
  readonly ledger: Ledger
  readonly door: Door
  readonly disk?: Disk
  readonly pem: ClientPem
  readonly looks: readonly Look[]
  /** Milliseconds within which it first calls. */
  readonly spread: number
  /** Another agent speaks for the same node, and is the one whose domains count. */
  readonly isTwin?: boolean
  /** Is told of each time that the link is not there, and why. */
  readonly troubled: (why: string) => void
}

interface Life {
  readonly link: Link
  readonly spool: Spool
  readonly end: AbortController
  /** Numbers of the events of this life. */
  readonly own: number[]
}

export function openAgent({ ledger, door, disk, pem, looks, spread, troubled, isTwin }: AgentOptions): SimulatedAgent {
  const current = new Map(looks.map((look) => [look.domain, look]))
  let life: Life | undefined
  let changes = 0
  let offset = 0

  function note(): void {
    if (isTwin) return
    ledger.domains.clear()
    for (const { domain, hash } of current.values()) ledger.domains.set(domain, hash)
  }

  function start(): void {
    if (life) return
    const end = new AbortController()
    const openFile = (path: string) => disk!.open(path, end.signal)
    const options = disk ? { ring: disk.ring, state: disk.state, openFile } : { ring: '', state: '' }
    const spool = recorded(openSpool(options), ledger, end.signal)
    const link = openLink({
      ...{ collector: door.address, identity: constant(pem), spread },
      log: { info: () => undefined, warn: (fields) => troubled(String((fields as { reason?: string }).reason ?? '')) },
      node: {
        ...{ looks: () => current, degraded: spool.degraded, rescan: async () => undefined, spool },
        ...{ nodeName: ledger.nodeId, bootId: 'boot', agentVersion: '0.1.0' },
        vitals: () => ({ uptimeSeconds: 1, load1: 0 }),
        now,
      },
    })
    life = { link, spool, end, own: [] }
  }

  function now(): number {
    return Math.max(0, Date.now() + offset)
  }

  function kill(): void {
    if (!life) return
    const { link, end } = life
    forfeit(life)
    life = undefined
    door.shut(true)
    door.cut()
    end.abort()
    void link.stop().then(() => door.shut(false))
  }

  /** What is in memory ends with it. */
  function forfeit({ spool, own }: Life): void {
    if (!disk || spool.degraded().length > 0) for (const each of own) ledger.forfeited.add(each)
  }

  async function isDone(): Promise<boolean> {
    if (!life) return false
    const { spool } = life
    await spool.flush()
    return (ledger.promised.get(spool.id()) ?? 0) >= spool.ready()
  }

  note()
  return {
    ...{ ledger, door, disk, start, kill, isDone },
    happen: (count) => {
      for (let at = 0; life && at < count; at += 1) {
        life.spool.append(happen(ledger, now()))
        life.own.push(ledger.happened)
      }
    },
    change: (domain, isOpen) => {
      const before = looks.find((each) => each.domain === domain)
      if (!before) return
      changes += 1
      const look = varied(before, `${ledger.nodeId} ${changes}`, isOpen, now())
      current.set(domain, look)
      note()
      life?.link.changed(look)
    },
    isRunning: () => life !== undefined,
    state: () => life?.link.state() ?? 'dead',
    step: (by) => void (offset += by),
    stop: async () => {
      const ended = life
      if (ended) forfeit(ended)
      life = undefined
      await ended?.link.stop()
      await ended?.spool.close()
      ended?.end.abort()
    },
  }
}

function constant(pem: ClientPem): Identity {
  const credentials = { ...pem, notBefore: 0, notAfter: Number.MAX_SAFE_INTEGER }
  return {
    credentials: async () => credentials,
    refused: () => undefined,
    ends: () => undefined,
    subscribe: () => () => undefined,
    stop: () => undefined,
  }
}

/** Notes in the ledger what is handed out and what is promised, until the agent is dead. */
function recorded(spool: Spool, ledger: Ledger, life: AbortSignal): Spool {
  return {
    ...spool,
    batch: (after, maxBytes) => {
      const events = spool.batch(after, maxBytes)
      if (!life.aborted) noteTold(ledger, spool.id(), events)
      return events
    },
    acked: (seq) => {
      if (!life.aborted) notePromised(ledger, spool.id(), seq)
      spool.acked(seq)
    },
    confirm: (seq) => {
      const id = spool.id()
      const isOwn = spool.confirm(seq)
      if (isOwn && !life.aborted) notePromised(ledger, id, seq)
      return isOwn
    },
  }
}
