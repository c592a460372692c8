import { setTimeout as after } from 'node:timers/promises'
import type { Store } from '../store.ts'
import { commit } from './commit.ts'
import { counts } from './counts.ts'
import { pruneEvents } from './eventretention.ts'
import { commitEvents, events } from './events.ts'
import { nodeFindings } from './findings.ts'
import { written } from './group.ts'
import { changes, history } from './history.ts'
import { identityQueries } from './identity.ts'
import { learning } from './learning.ts'
import { findings } from './list.ts'
import { findingsById } from './lookup.ts'
import { domainStates, nodePage, nodes } from './noderecords.ts'
import { clusters, enrolNode, openSession, putCluster, touch } from './nodes.ts'
import { hashes, observations, observationsOf } from './observations.ts'
import { settlePod } from './ownermove.ts'
import { podOwners, postponePod, waitingPods } from './owners.ts'
import { changeProfile, nodesWith, profile, profiles, profilesOn } from './profiles.ts'
import { removeNode } from './removal.ts'
import { replicaQueries } from './replicas.ts'
import { pruneFacts, pruneHistory, pruneNodes } from './retention.ts'
import type { AnySink } from './sinks.ts'
import type { Database } from './transaction.ts'
import { acknowledge, violation, violationCounts, violations } from './violations.ts'

/** What follows from events, in the transaction that stores them. */
const eventSinks: readonly AnySink[] = [learning]

/** Milliseconds that writes that wait have before the database is closed: then they fail, and nobody was told of them. */
const closeLimit = 5000

/** The store over a database that has the newest schema, whatever its engine. */
export function createStore(db: Database, sinks: readonly AnySink[] = eventSinks): Store {
  return {
    putCluster: (cluster) => putCluster(db, cluster),
    clusters: () => clusters(db),
    enrolNode: (node) => enrolNode(db, node),
    openSession: (session) => openSession(db, session, sinks),
    touch: (clusterId, beats) => touch(db, clusterId, beats),
    nodes: (clusterId, domains, query) => nodes(db, clusterId, domains, query),
    nodePage: (clusterId, query) => nodePage(db, clusterId, query),
    domainStates: (clusterId, nodeIds) => domainStates(db, clusterId, nodeIds),
    removeNode: (clusterId, nodeId, time, reason) => removeNode(db, clusterId, nodeId, time, reason),
    commit: (given) => commit(db, given),
    observations: (clusterId, nodeId, domains) => observations(db, clusterId, nodeId, domains),
    hashes: (clusterId, nodeId) => hashes(db, clusterId, nodeId),
    observationsOf: (clusterId, domain, nodeIds) => observationsOf(db, clusterId, domain, nodeIds),
    nodeFindings: (clusterId, nodeId) => nodeFindings(db, clusterId, nodeId),
    findings: (clusterId, query) => findings(db, clusterId, query),
    findingsById: (clusterId, prefix) => findingsById(db, clusterId, prefix),
    history: (clusterId, findingId, limit) => history(db, clusterId, findingId, limit),
    changes: (clusterId, limit) => changes(db, clusterId, limit),
    counts: (clusterId, nodeIds) => counts(db, clusterId, nodeIds),
    commitEvents: (given) => commitEvents(db, given, sinks),
    events: (clusterId, query) => events(db, clusterId, query),
    pruneEvents: (clusterId, before, most, signal) => pruneEvents(db, clusterId, before, most, signal),
    pruneHistory: (clusterId, before, most, signal) => pruneHistory(db, clusterId, before, most, signal),
    pruneFacts: (clusterId, before, mostBytes, signal) => pruneFacts(db, clusterId, before, mostBytes, signal),
    pruneNodes: (clusterId, before) => pruneNodes(db, clusterId, before),
    profiles: (clusterId) => profiles(db, clusterId),
    profile: (clusterId, id) => profile(db, clusterId, id),
    profilesOn: (clusterId, nodeId) => profilesOn(db, clusterId, nodeId),
    nodesWith: (clusterId, profileId) => nodesWith(db, clusterId, profileId),
    changeProfile: (clusterId, id, change) => changeProfile(db, clusterId, id, change),
    violations: (clusterId, query) => violations(db, clusterId, query),
    violation: (clusterId, id) => violation(db, clusterId, id),
    acknowledge: (clusterId, id, acknowledged) => acknowledge(db, clusterId, id, acknowledged),
    violationCounts: (clusterId) => violationCounts(db, clusterId),
    waitingPods: (clusterId, now, most) => waitingPods(db, clusterId, now, most),
    podOwners: (clusterId) => podOwners(db, clusterId),
    postponePod: (clusterId, pod, until) => postponePod(db, clusterId, pod, until),
    settlePod: (clusterId, pod, owner, time) => settlePod(db, clusterId, pod, owner, time),
    ...identityQueries(db),
    ...replicaQueries(db),
    close: async () => {
      await Promise.race([written(db), after(closeLimit, undefined, { ref: false })])
      await db.destroy()
    },
  }
}
