import { compareFindings, type FindingState } from '../../judge/finding.ts'
import { pack } from '../codec.ts'
import { type Commit, type CommitResult, StaleFactsError } from '../store.ts'
import { requireSession } from './fence.ts'
import { findingMap, storeFindings } from './findings.ts'
import { NotAloneError } from './group.ts'
import { appendHistory, type Step, takeSequence } from './history.ts'
import { learnListeners, sayWhoListens } from './listening.ts'
import {
  appendObserved,
  changedObservations,
  type DomainRow,
  domainRecords,
  newestRows,
  storeObservations,
} from './observations.ts'
import { together } from './share.ts'
import { type Database, writeNode } from './transaction.ts'

export function commit(db: Database, given: Commit): Promise<CommitResult> {
  // Before the transaction, in which others of the cluster wait.
  const packed = new Map(given.observations.map(({ hash, bytes }) => [hash, pack(bytes)]))
  return writeNode(db, given, async (transaction, isAlone) => {
    const [, stored, before] = await together([
      requireSession(transaction, given),
      domainRecords(transaction, given.clusterId, given.nodeId),
      findingMap(transaction, given.clusterId, given.nodeId, given.judgedRules),
    ])
    requireFacts(given, stored)
    const news = changedObservations(stored, given.observations)
    // What is learned of listeners is the cluster's.
    if (!isAlone && sayWhoListens(news)) throw new NotAloneError()
    const changes = compareFindings(given, before, given.verdicts, given.judgedRules, given.time)
    const { transitions } = changes
    if (news.length + transitions.length === 0) return { transitions }

    const hashes = new Map([...stored, ...given.observations].map((each) => [each.domain, each.hash]))
    const judgedOn = factHashes(hashes, [...before.values(), ...changes.changed])
    const steps = transitions.map((each) => ({ ...each, factHash: judgedOn.get(each.findingId) ?? '' }))
    const observed = newestRows(given, news)
    await together([
      appendAll(transaction, given, observed, steps),
      storeObservations(transaction, given, news, observed, packed),
      storeFindings(transaction, given, before, changes),
    ])
    await learnListeners(transaction, given, news)
    return { transitions }
  })
}

/** Writes to the histories: observations before what was judged of them. */
async function appendAll(
  db: Database,
  given: Commit,
  observed: readonly DomainRow[],
  steps: readonly Step[],
): Promise<void> {
  const sequence = await takeSequence(db, given.clusterId, observed.length + steps.length)
  await together([
    appendObserved(db, observed, sequence),
    appendHistory(db, given, steps, sequence + observed.length, given.rulePack),
  ])
}

/** The facts that were judged are still the newest. */
function requireFacts({ nodeId, judgedOn }: Commit, stored: readonly { domain: string; hash: string }[]): void {
  if (!judgedOn) return
  const isSame = stored.length === judgedOn.size && stored.every(({ domain, hash }) => judgedOn.get(domain) === hash)
  if (!isSame) throw new StaleFactsError(`the facts of ${nodeId} are others by now`)
}

/** Hash of what each finding was judged on, by its id. */
function factHashes(
  hashes: ReadonlyMap<string, string>,
  findings: readonly FindingState[],
): ReadonlyMap<string, string> {
  return new Map(findings.map((each) => [each.id, hashes.get(each.domain) ?? '']))
}
