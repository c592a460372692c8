import { expect, test } from 'vitest'
import { applyBatch, batchOf, breachesOf } from '../../../collector/allowlist/apply.ts'
import { noResolver, type Resolver } from '../../../collector/allowlist/key.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { guarding, hostPlace, learned, seen, sha, sshd, start } from '../../support/allowlist.ts'

const told = { node: 'node-a', at: start }
const pod = { place: 'pod', podUid: 'u', containerId: 'c', namespace: 'shop', pod: 'web-1', container: 'app' }
const process = (place: object, path = '/bin/a'): EventMessage => ({
  process: { place, identity: { path: Buffer.from(path) }, count: 2 },
})

test('events are sorted by the place that they belong to', () => {
  const host = { place: 'host', unit: 'ssh.service' }
  const { places, homeless, losses } = batchOf(
    [
      ...[process(host), process(pod), process(host, '/bin/b'), process({ place: 'unknown' }, '/bin/c')],
      ...[process(host, ''), { container: { place: pod, state: 'started' } }, { flap: { domain: 'ssh' } }],
    ],
    'node-a',
    noResolver,
  )
  const summary = [...places].map(([id, { processes, learned, containers }]) => [
    ...[id, processes.map(({ path }) => path), learned.length, containers.length],
  ])
  expect(summary).toEqual([
    ['host//ssh.service', ['/bin/a', '/bin/b'], 2, 0],
    ['workload/shop/Pod/web-1/app', ['/bin/a'], 1, 1],
  ])
  expect(homeless.map(({ path }) => path)).toEqual(['/bin/c'])
  expect(losses).toEqual({})
})

test('what a debug container runs is judged and not learned', () => {
  const resolver: Resolver = { ...noResolver, containerKind: () => 'ephemeral' }
  const { places } = batchOf([process(pod), { container: { place: pod, state: 'started' } }], 'node-a', resolver)
  const [place] = places.values()
  expect([place?.processes.length, place?.learned.length, place?.containers.length]).toEqual([1, 0, 0])
})

test.each<[string, EventMessage[], Record<string, number>]>([
  ['nothing was lost', [{ trace: { source: 'events', seen: 5, digestSkipped: 3, pidReused: 1 } }], {}],
  [
    'some were overwritten, twice',
    [{ trace: { source: 'events', ringLost: 2, forkGap: 1 } }, { trace: { source: 'events', ringLost: 3 } }],
    { 'ring lost': 5, 'fork gap': 1 },
  ],
  ['events were dropped', [{ gap: { count: 7 } }], { 'events dropped': 7 }],
  ['nobody knows how many were dropped', [{ gap: { count: 0 } }], { 'events dropped': 1 }],
  [
    'nobody could look',
    [{ trace: { source: 'unavailable', fromTime: { seconds: 1 }, toTime: { seconds: 3 } } }],
    { 'milliseconds unavailable': 2000 },
  ],
])('losses are told by reason: %s', (_name, events, expected) => {
  expect(batchOf(events, 'node-a', noResolver).losses).toEqual(expected)
})

test('what was lost in a place is not lost in the others; where the place is not known, it is the node’s', () => {
  const host = { place: 'host', unit: 'ssh.service' }
  const places = [
    { place: host, unresolved: 2 },
    { place: pod, execWithoutEvent: 1, unresolved: 1 },
    { place: { place: 'unknown' }, unresolved: 4 },
  ]
  const trace = { source: 'events', ringLost: 1, execWithoutEvent: 3, unresolved: 8, places }
  const batch = batchOf([{ trace }, process(host)], 'node-a', noResolver)
  expect(batch.losses).toEqual({ 'ring lost': 1, 'exec without event': 2, unresolved: 5 })
  expect([...batch.places].map(([id, { losses }]) => [id, losses])).toEqual([
    ['host//ssh.service', { unresolved: 2 }],
    ['workload/shop/Pod/web-1/app', { 'exec without event': 1, unresolved: 1 }],
  ])
})

test('a place that says of itself more than was lost at all takes nothing from the node', () => {
  const trace = { source: 'events', unresolved: 1, places: [{ place: pod, unresolved: 9 }] }
  expect(batchOf([{ trace }], 'node-a', noResolver).losses).toEqual({})
})

test('a batch is judged by what was known before, and learned then', () => {
  const known = seen({ place: hostPlace, layer: 'host-packaged', path: '/bin/a' })
  const fresh = seen({ place: hostPlace, layer: 'host-packaged', path: '/bin/b', digest: sha('b') })
  const before = guarding([known], sshd)
  const batch = {
    key: sshd,
    processes: [known, fresh, fresh],
    learned: [known, fresh, fresh],
    containers: [],
    losses: {},
  }
  const { profile, breaches } = applyBatch(before, batch, told)
  expect(breaches.map(({ verdict }) => verdict.kind)).toEqual(['unexpected-process', 'unexpected-process'])
  expect(profile.entries[fresh.entry]?.decision.status).toBe('observed')
  expect(applyBatch(profile, batch, told).breaches).toHaveLength(2)
})

test('what still learns breaks hard rules alone, and what has no profile too', () => {
  const plain = seen({ path: '/bin/new', digest: sha('c') })
  const hidden = seen({ path: '/memfd:x', layer: 'memfd' })
  const kinds = (profile: Parameters<typeof breachesOf>[0]) =>
    breachesOf(profile, [plain, hidden], start).map(({ verdict }) => verdict.kind)
  expect(kinds(learned([seen()]))).toEqual(['memfd'])
  expect(kinds(undefined)).toEqual(['memfd'])
})
