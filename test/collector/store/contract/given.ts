import { createHash } from 'node:crypto'
import { findingId, type Verdict } from '../../../../collector/judge/finding.ts'
import type { Commit, NewObservation, SessionStart, Store } from '../../../../collector/store/store.ts'
import type { Opened, Opener } from '../contract.ts'

export const cluster = 'c0ffee00-0000-4000-8000-000000000001'
/** 2025-11-21. */
export const start = 1763700100000

export function session(over: Partial<SessionStart> = {}): SessionStart {
  return {
    clusterId: cluster,
    nodeId: 'node-a',
    name: 'worker-a',
    agentVersion: '1.0.0',
    bootId: 'boot-1',
    degraded: [],
    clockOffset: 0,
    time: start,
    ...over,
  }
}

/** A rule that fails on a whole domain, unless told otherwise. */
export function verdict(over: Partial<Verdict> = {}): Verdict {
  return {
    rule: 'kubelet-anonymous-auth',
    severity: 'high',
    domain: 'kubelet',
    subject: '',
    outcome: 'fail',
    message: 'anonymous requests are allowed',
    evidence: [{ field: 'authentication.anonymous.enabled', value: 'true', source: 'default of 1.34' }],
    ...over,
  }
}

export function observation(
  domain: string,
  content: string | Uint8Array,
  over: Partial<NewObservation> = {},
): NewObservation {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    domain,
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    status: 'observed',
    reason: '',
    gaps: 0,
    observedTime: start - 5,
    ...over,
  }
}

/** A commit that judged the rules of its verdicts, unless told otherwise. */
export function commitOf(verdicts: readonly Verdict[], over: Partial<Commit> = {}): Commit {
  return {
    clusterId: cluster,
    nodeId: 'node-a',
    time: start + 1000,
    observations: [],
    verdicts,
    judgedRules: new Set(verdicts.map((each) => each.rule)),
    rulePack: 'pack-1',
    ...over,
  }
}

export function idOf(rule: string, subject = '', nodeId = 'node-a'): string {
  return findingId(cluster, nodeId, rule, subject)
}

/** A new store that knows the cluster and these nodes, each with its first session. */
export async function openWith(open: Opener, ...nodeIds: string[]): Promise<Opened> {
  const opened = await open()
  await fill(opened.store, ...nodeIds)
  return opened
}

export async function fill(store: Store, ...nodeIds: string[]): Promise<void> {
  await store.putCluster({ id: cluster, name: 'production' })
  for (const nodeId of nodeIds) await store.openSession(session({ nodeId, name: nodeId }))
}
