import { compareFindings, type FindingState } from '../../judge/finding.ts'
import type { Commit, CommitResult } from '../store.ts'
import { requireSession } from './fence.ts'
import { findingMap, storeFindings } from './findings.ts'
import { appendHistory, takeSequence } from './history.ts'
import { changedObservations, domainRecords, storeObservation } from './observations.ts'
import { type Database, write } from './transaction.ts'

export function commit(db: Database, given: Commit): Promise<CommitResult> {
  return write(db, async (transaction) => {
    await requireSession(transaction, given)
    const stored = await domainRecords(transaction, given.clusterId, given.nodeId)
    const news = changedObservations(stored, given.observations)
    const before = await findingMap(transaction, given.clusterId, given.nodeId)
    const changes = compareFindings(given, before, given.verdicts, given.judgedRules, given.time)
    const { transitions } = changes
    if (news.length + transitions.length === 0) return { transitions }

    const sequence = await takeSequence(transaction, given.clusterId, news.length + transitions.length)
    for (const [at, each] of news.entries()) await storeObservation(transaction, given, each, sequence + at)
    await storeFindings(transaction, given, before, changes)

    const hashes = new Map([...stored, ...given.observations].map((each) => [each.domain, each.hash]))
    const judgedOn = factHashes(hashes, [...before.values(), ...changes.changed])
    const steps = transitions.map((each) => ({ ...each, factHash: judgedOn.get(each.findingId) ?? '' }))
    await appendHistory(transaction, given, steps, sequence + news.length, given.rulePack)
    return { transitions }
  })
}

/** Hash of what each finding was judged on, by its id. */
function factHashes(
  hashes: ReadonlyMap<string, string>,
  findings: readonly FindingState[],
): ReadonlyMap<string, string> {
  return new Map(findings.map((each) => [each.id, hashes.get(each.domain) ?? '']))
}
