import { setImmediate } from 'node:timers/promises'
import { type Domain, domains, isDomain } from '../proto/index.ts'
import { decodeObservation, viewOf } from '../proto/view.ts'
import { openDigests } from './digests.ts'
import type { Transition, Verdict } from './judge/finding.ts'
import { type JudgedObservation, judgeCluster, judgeRule, openFacts } from './judge/judge.ts'
import type { RulePack } from './judge/pack.ts'
import type { Rule } from './judge/rule.ts'
import {
  clusterScope,
  type NewObservation,
  StaleFactsError,
  type Store,
  type StoredObservation,
} from './store/store.ts'

/** Milliseconds between judgements that only time asks for. */
const hour = 3_600_000
/** What was judged on older facts is judged again, so often at most. */
const attempts = 5
/** Cluster rules wait this long for more nodes, in milliseconds. */
const clusterSettle = 200
/** And so many times as long as judging them took: over a large cluster they must not take all of a processor. */
const clusterRest = 20

/** The lease that says whose rules judged every node of a cluster, and what it says while they do. */
const judgedBy = 'judged-by'
const unfinished = 'nobody'

export interface JudgingLog {
  error(fields: object, message: string): void
}

/** Judges what agents send, commits it with its findings, and judges again when only time has passed. */
export interface Judging {
  /**
   * Stores and judges new observations of a node. Ends when they are committed. With the domains that its agent has,
   * questions about others are judged too: they have no answer, which has to be seen. Without an epoch it is the collector
   * that observed.
   */
  observed(
    clusterId: string,
    nodeId: string,
    epoch: number | undefined,
    observations: readonly NewObservation[],
    announced?: ReadonlySet<string>,
  ): Promise<void>
  /**
   * Judges every node again, unless it is known that these rules judged all of them: then only what looks at the clock. A
   * collector that comes back must not spend its first minutes on answers that it has.
   */
  begin(clusterId: string): Promise<void>
  /** Judges every node again: after a change of rules, and for rules that look at the clock. */
  again(clusterId: string, only: 'all' | 'time'): Promise<void>
  /** Somebody, maybe another collector, stored something: rules over the cluster may have another answer. */
  stored(clusterId: string): void
  /** Begins nothing more; ends when what was begun is committed. */
  stop(): Promise<void>
}

export interface JudgingOptions {
  readonly store: Store
  readonly pack: RulePack
  readonly log: JudgingLog
  /** Called after a commit that changed findings or facts. */
  readonly changed: (clusterId: string, transitions: readonly Transition[]) => void
  /**
   * Called after each commit of observations, with their domains, the seconds that judging and committing took, and the
   * node.
   */
  readonly committed?: (domains: readonly string[], seconds: number, nodeId: string) => void
  readonly now?: () => number
  /** Whether this collector is the one that judges what no agent sends. Absent: it is. */
  readonly holds?: (clusterId: string) => boolean
}

export function openJudging(options: JudgingOptions): Judging {
  const { store, pack, log } = options
  const now = options.now ?? Date.now
  const holds = options.holds ?? (() => true)
  const nodeRules = pack.rules.filter((rule) => rule.scope === 'node')
  const clusterRules = pack.rules.filter((rule) => rule.scope === 'cluster')
  const digests = openDigests(store, clusterRules, decodeAll)
  const settling = new Map<string, NodeJS.Timeout>()
  /** Milliseconds that judging each cluster took the last time. */
  const took = new Map<string, number>()
  const { inOrder, settled } = openOrder()
  const turns = openTurns()
  let stopped = false

  async function judgeObserved(
    clusterId: string,
    nodeId: string,
    epoch: number | undefined,
    observations: readonly NewObservation[],
    announced: ReadonlySet<string> | undefined,
  ): Promise<void> {
    const start = performance.now()
    const judgedOn = await store.hashes(clusterId, nodeId)
    const fresh = new Map(observations.map((each) => [each.domain, each]))
    const isMissing = (domain: string) =>
      announced !== undefined && !announced.has(domain) && !judgedOn.has(domain) && !fresh.has(domain)
    const rules = nodeRules.filter((rule) => rule.needs.some(({ domain }) => fresh.has(domain) || isMissing(domain)))
    const others = needsOf(rules).filter((domain) => judgedOn.has(domain) && !fresh.has(domain))
    const stored = await store.observations(clusterId, nodeId, others)
    await turns.next()
    const time = now()
    const { transitions } = await store.commit({
      ...{ clusterId, nodeId, time, observations, ...(epoch === undefined ? {} : { epoch }) },
      ...judge(rules, [...stored, ...fresh.values()], time),
      rulePack: pack.version,
      judgedOn: withHashesOf(judgedOn, stored),
    })
    options.committed?.([...fresh.keys()], (performance.now() - start) / 1000, nodeId)
    options.changed(clusterId, transitions)
    if (clusterRules.some((rule) => rule.needs.some((need) => fresh.has(need.domain)))) settleCluster(clusterId)
  }

  function judge(
    rules: readonly Rule[],
    observations: readonly Encoded[],
    time: number,
  ): { verdicts: Verdict[]; judgedRules: Set<string> } {
    const facts = openFacts(decodeAll(observations))
    const verdicts = rules.flatMap((rule) => judgeRule(rule, facts, new Date(time)))
    return { verdicts, judgedRules: new Set(rules.map((rule) => rule.id)) }
  }

  async function begin(clusterId: string): Promise<void> {
    const known = (await store.leases(clusterId)).find(({ name }) => name === judgedBy)
    if (known?.holder === pack.version) return again(clusterId, 'time')
    const mark = (holder: string, term: number) => store.takeLease(clusterId, { name: judgedBy, holder }, term)
    // From here on some are judged by these rules and some by others.
    const term = known?.term ?? 0
    const isMine = await mark(unfinished, term)
    const isWhole = await judgeAll(clusterId, 'all')
    // Another term: somebody else began meanwhile.
    if (isMine && isWhole) await mark(pack.version, term + 1)
  }

  async function again(clusterId: string, only: 'all' | 'time'): Promise<void> {
    await judgeAll(clusterId, only)
  }

  /** False: not all were judged. */
  async function judgeAll(clusterId: string, only: 'all' | 'time'): Promise<boolean> {
    let isWhole = true
    const rules = only === 'all' ? nodeRules : nodeRules.filter((rule) => rule.usesTime)
    for (const { nodeId } of await store.nodes(clusterId, [])) {
      if (stopped) return false
      // What one node says must not keep the others from being judged.
      await inOrder(`${clusterId}/${nodeId}`, () =>
        onNewestFacts(() => judgeNodeAgain(clusterId, nodeId, rules, only)),
      ).catch((error: Error) => {
        isWhole = false
        log.error({ node: nodeId, reason: error.message }, 'a node could not be judged again')
      })
    }
    await judgeWholeInOrder(clusterId, only)
    return isWhole
  }

  async function judgeNodeAgain(
    clusterId: string,
    nodeId: string,
    rules: readonly Rule[],
    only: 'all' | 'time',
  ): Promise<void> {
    const judgedOn = await store.hashes(clusterId, nodeId)
    // A node that never reported has nothing to be judged on: it is a matter of coverage, not of findings.
    if (judgedOn.size === 0) return
    const stored = await store.observations(clusterId, nodeId, needsOf(rules))
    await turns.next()
    const time = now()
    const judged = judge(rules, stored, time)
    if (only === 'all')
      for (const each of await store.nodeFindings(clusterId, nodeId)) judged.judgedRules.add(each.rule)
    const { transitions } = await store.commit({
      clusterId,
      nodeId,
      time,
      observations: [],
      ...judged,
      rulePack: pack.version,
      judgedOn: withHashesOf(judgedOn, stored),
    })
    if (transitions.length > 0) options.changed(clusterId, transitions)
  }

  function settleCluster(clusterId: string): void {
    if (stopped || !holds(clusterId) || settling.has(clusterId)) return
    const run = () => {
      settling.delete(clusterId)
      judgeWholeInOrder(clusterId, 'all').catch((error: Error) =>
        log.error({ reason: error.message }, 'rules over the cluster could not be judged'),
      )
    }
    settling.set(clusterId, setTimeout(run, Math.max(clusterSettle, (took.get(clusterId) ?? 0) * clusterRest)))
  }

  function judgeWholeInOrder(clusterId: string, only: 'all' | 'time'): Promise<void> {
    return inOrder(clusterId, () => judgeWhole(clusterId, only))
  }

  async function judgeWhole(clusterId: string, only: 'all' | 'time'): Promise<void> {
    const rules = only === 'all' ? clusterRules : clusterRules.filter((rule) => rule.usesTime)
    const judgedRules = new Set(rules.map((rule) => rule.id))
    if (only === 'all') for (const each of await store.nodeFindings(clusterId, clusterScope)) judgedRules.add(each.rule)
    if (judgedRules.size === 0) return
    const [start, time] = [performance.now(), now()]
    const verdicts: Verdict[] = []
    const taken = await digests.of(clusterId, rules, new Date(time))
    // Before the first node reported there is no question, and so no change of its answer either.
    if (!taken) return
    for (const rule of rules) verdicts.push(...judgeCluster(rule, taken.get(rule.id) ?? [], new Date(time)))
    const { transitions } = await store.commit({
      clusterId,
      nodeId: clusterScope,
      time,
      observations: [],
      verdicts,
      judgedRules,
      rulePack: pack.version,
    })
    took.set(clusterId, performance.now() - start)
    if (transitions.length > 0) options.changed(clusterId, transitions)
  }

  async function hourly(): Promise<void> {
    for (const { id } of await store.clusters()) if (holds(id)) await again(id, 'time')
  }

  const timer = setInterval(() => {
    hourly().catch((error: Error) => log.error({ reason: error.message }, 'rules about time could not be judged'))
  }, hour)
  return {
    observed: (clusterId, nodeId, epoch, observations, announced) =>
      inOrder(`${clusterId}/${nodeId}`, () =>
        onNewestFacts(() => judgeObserved(clusterId, nodeId, epoch, observations, announced)),
      ),
    begin,
    again,
    stored: settleCluster,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      for (const each of settling.values()) clearTimeout(each)
      await settled()
    },
  }
}

/** Another collector may store facts of a node between reading and committing. */
async function onNewestFacts(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StaleFactsError) || attempt >= attempts) throw error
    }
  }
}

function needsOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.flatMap((rule) => rule.needs.map(({ domain }) => domain)))]
}

/** Those that were judged on may be newer than the hashes that were read before them: then the commit says so. */
function withHashesOf(
  hashes: ReadonlyMap<string, string>,
  stored: readonly StoredObservation[],
): ReadonlyMap<string, string> {
  return new Map([...hashes, ...stored.map(({ domain, hash }) => [domain, hash] as const)])
}

/** One after the other for the same key: an answer on older facts must not be stored over one on newer facts. */
function openOrder() {
  const last = new Map<string, Promise<void>>()
  function inOrder(key: string, work: () => Promise<void>): Promise<void> {
    const done = (last.get(key) ?? Promise.resolve()).then(work)
    const ended = done
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
    last.set(key, ended)
    return done
  }
  async function settled(): Promise<void> {
    while (last.size > 0) await Promise.all(last.values())
  }
  return { inOrder, settled }
}

/** Judging a node keeps the thread for tens of milliseconds: between two of them others are served. */
function openTurns() {
  let last: Promise<void> = Promise.resolve()
  return {
    next: (): Promise<void> => {
      last = last.then(() => setImmediate())
      return last
    },
  }
}

type Encoded = Pick<NewObservation, 'domain' | 'bytes' | 'message'>

/** Encoded observations → what rules are judged on. Domains that this version does not know are left out. */
export function decodeAll(observations: readonly Encoded[]): Map<Domain, JudgedObservation> {
  const decoded = new Map<Domain, JudgedObservation>()
  for (const { domain, bytes, message } of observations) {
    if (!isDomain(domain)) continue
    const observation = message ?? decodeObservation(bytes)
    decoded.set(domain, { view: viewOf(observation), schema: observation.schema ?? 0 })
  }
  return decoded
}

/** Domains in the order in which people read them. */
export function domainOrder(domain: string): number {
  const at = (domains as readonly string[]).indexOf(domain)
  return at < 0 ? domains.length : at
}
