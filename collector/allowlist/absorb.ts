// What was learned of a pod before its owner was known becomes the owner's.
import type { Place, WorkloadKey } from './key.ts'
import type { SeenListener } from './listeners.ts'
import { mergeProfiles } from './merge.ts'
import { withNews } from './news.ts'
import type { SeenProcess } from './process.ts'
import { type Decision, type Entry, type Profile, undecided } from './profile.ts'

/**
 * The owner's profile with what the pod's own has seen. What people approved there was of one pod: here it is open again;
 * what they denied stays denied. Everything that is new to the owner is news.
 */
export function absorb(owner: Profile, pod: Profile): Profile {
  const { id, key, version, state, learningAt, autoApprove, waived, learned } = owner
  const merged = mergeProfiles(owner, {
    ...{ ...pod, id, key, version, state, learningAt, autoApprove, waived, learned: 0 },
    entries: mapped(pod.entries, (entry) => ({
      ...entry,
      decision: onlyDenied(entry.decision),
      approved: [],
      learned: 0,
    })),
    listeners: mapped(pod.listeners, (entry) => ({ ...entry, decision: onlyDenied(entry.decision), learned: 0 })),
    ...{ patterns: [], exceptions: [], former: [] },
  })
  return withNews(owner, { ...merged, learned })
}

/**
 * What the pod's profile has seen, as if it were told now, for the owner's profile to judge: one for each file. Command
 * lines are not kept in profiles.
 */
export function sightingsOf(pod: Profile): SeenProcess[] {
  return Object.entries(pod.entries).flatMap(([key, entry]) => {
    const digests = Object.keys(entry.digests)
    return (digests.length > 0 ? digests : ['']).map((digest) => sightingOf(pod, key, entry, digest))
  })
}

function sightingOf({ key, revisions, evidence }: Profile, name: string, entry: Entry, digest: string): SeenProcess {
  const { path, layer, script, uids, capabilities, creators, marks, digests, starts, pods } = entry
  const seen = digests[digest]
  const nodes = Object.values(entry.nodes)
  const image = revisions[seen?.images[0] ?? '']?.image ?? ''
  return {
    ...{
      entry: name,
      path,
      layer,
      script,
      digest,
      marks,
      creators,
      uid: uids[0],
      capabilities: capabilities[0] ?? '0',
    },
    place: placeIn(key, { podUid: pods[0] ?? '', containerId: starts[0] ?? '', image }),
    digestState: digest === '' ? 'failed' : seen?.late ? 'late' : 'read',
    late: seen?.late ?? false,
    // Of several files of one program it is not known how often each ran.
    count: Object.keys(digests).length > 1 ? 1 : nodes.reduce((sum, { count }) => sum + count, 0),
    first: seen?.first ?? Math.min(...nodes.map(({ first }) => first)),
    last: seen?.last ?? Math.max(...nodes.map(({ last }) => last)),
    ...{ package: '', source: evidence.sources[0] ?? '', running: false, evidence: undefined },
  }
}

/** Where its programs were seen to listen, for the owner's profile to judge. */
export function listenersOf(pod: Profile): SeenListener[] {
  return Object.values(pod.listeners).map(({ executable, protocol, scope, port, pods }) => ({
    ...{ executable, protocol, scope, port },
    place: placeIn(pod.key, { podUid: pods[0] ?? '', containerId: '', image: '' }),
  }))
}

function placeIn(key: Profile['key'], ids: Pick<Place, 'podUid' | 'containerId' | 'image'>): Place {
  const { namespace, owner, container } = key as WorkloadKey
  return { place: 'pod', unit: '', namespace, pod: owner, container, ...ids }
}

function onlyDenied(decision: Decision): Decision {
  return decision.status === 'denied' ? decision : undecided
}

function mapped<T>(items: Readonly<Record<string, T>>, change: (item: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(items).map(([key, item]) => [key, change(item)]))
}
