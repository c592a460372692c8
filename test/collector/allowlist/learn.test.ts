import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learn, learnBoot, learnContainer, learnLoss, lossesOfReport } from '../../../collector/allowlist/learn.ts'
import type { SeenProcess } from '../../../collector/allowlist/process.ts'
import { flagsOf, limits, newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import {
  anySeen,
  guarding,
  hostPlace,
  hour,
  image,
  learned,
  podPlace,
  seen,
  sha,
  sshd,
  start,
  web,
} from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const told = { node: 'node-a', at: start }
const nginx = 'image-lower:/usr/sbin/nginx'

/** Without the order in which things came. */
function unnumbered(profile: Profile): Profile {
  const entries = Object.entries(profile.entries).map(([key, entry]) => [key, { ...entry, learned: 0 }])
  return { ...profile, learned: 0, entries: Object.fromEntries(entries) }
}

interface Told {
  readonly node: string
  readonly at: number
  readonly processes: readonly SeenProcess[]
}

/** A profile that learned one batch after the other. */
function taught(batches: readonly Told[]): Profile {
  return batches.reduce((profile, { processes, ...told }) => learn(profile, processes, told), newProfile(web, start))
}

test('what is learned does not depend on the order of sightings', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anySeen, fc.constantFrom('node-a', 'node-b')), { maxLength: 8 }), (sightings) => {
      const all = (list: typeof sightings) =>
        unnumbered(
          list.reduce(
            (profile, [process, node]) => learn(profile, [process], { node, at: start }),
            newProfile(web, start),
          ),
        )
      expect(all(sightings.toReversed())).toEqual(all(sightings))
    }),
    runs(150),
  )
})

test('a batch teaches what its sightings teach one by one, in any order', () => {
  const batch = fc.record({
    node: fc.constantFrom('node-a', 'node-b'),
    at: fc.integer({ min: start, max: start + hour }),
    processes: fc.array(anySeen, { maxLength: 12 }),
  })
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 5 }), (batches) => {
      const single = batches.flatMap(({ processes, ...rest }) =>
        processes.toReversed().map((each) => ({ ...rest, processes: [each] })),
      )
      expect(unnumbered(taught(batches))).toEqual(unnumbered(taught(single)))
    }),
    runs(150),
  )
})

test('a batch beyond every bound but that of entries teaches the same too', () => {
  const many = Array.from({ length: 400 }, (_, at) => {
    const [digit, name] = [String(at % 100).padStart(64, '0'), String(at).padStart(3, '0')]
    const place = {
      ...podPlace,
      podUid: `pod-${name}`,
      containerId: `c-${name}`,
      image: `registry/app@sha256:${digit}`,
    }
    return seen({
      ...{
        place,
        digest: `sha256:${digit}`,
        uid: at,
        capabilities: name,
        count: at,
        first: start - at,
        last: start + at,
      },
      ...{ creators: [`/bin/${name}`], source: `source ${name}`, path: `/bin/p${at % 2}` },
    })
  })
  const batch = { node: 'node-a', at: start, processes: many }
  const single = many.map((each) => ({ ...batch, processes: [each] }))
  const all = taught([batch])
  expect(unnumbered(all)).toEqual(unnumbered(taught(single)))
  expect(unnumbered(all)).toEqual(unnumbered(taught(single.toReversed())))
  expect(Object.keys(all.revisions)).toHaveLength(limits.revisions)
  expect(all.evidence.nodes).toEqual(['node-a'])
})

test('what finds no room is counted, each sighting', () => {
  const full = learned(Array.from({ length: limits.entries }, (_, at) => seen({ path: `/bin/${at}` })))
  const late = [seen({ path: '/tmp/a', count: 2 }), seen({ path: '/bin/0' }), seen({ path: '/tmp/a', count: 3 })]
  const after = learn(full, late, told)
  expect([after.refused, Object.keys(after.entries).length]).toEqual([5, limits.entries])
  expect(after.entries['image-lower:/bin/0']?.nodes['node-a']?.count).toBe(2)
})

test('nothing teaches nothing', () => {
  const profile = learned([seen()])
  expect(learn(profile, [], told)).toBe(profile)
})

test('sightings add up: counts, times, users, digests with their images', () => {
  const later = { last: start + hour, count: 4, uid: 0, digest: sha('b') }
  const entry = learned([seen(), seen(later)]).entries[nginx]
  expect(entry).toMatchObject({
    ...{ uids: [0, 101], approved: [], decision: { status: 'observed' }, starts: ['c1'], pods: ['pod-a'] },
    nodes: { 'node-a': { count: 5, first: start, last: start + hour } },
  })
  expect(entry?.digests[sha('b')]).toEqual({ first: start, last: start + hour, images: [sha('1')], late: false })
})

test('a digest is late only while it was never read of the running process', () => {
  const late = seen({ digestState: 'late' })
  expect(learned([late]).entries[nginx]?.digests[sha('a')]?.late).toBe(true)
  expect(learned([late, seen()]).entries[nginx]?.digests[sha('a')]?.late).toBe(false)
})

test('in force, what is new is observed and approves nothing', () => {
  const before = guarding([seen()])
  const after = learn(before, [seen({ path: '/bin/sh' }), seen({ digest: sha('b') })], told)
  expect([after.state, after.version]).toEqual(['alerting', before.version])
  expect(after.entries['image-lower:/bin/sh']?.decision.status).toBe('observed')
  expect(after.entries[nginx]?.approved).toEqual([sha('a')])
})

test('a new image is a new revision that inherits; a tag that moved is one too', () => {
  const moved = { ...podPlace, image: `registry/app@${sha('2')}` }
  const after = learn(guarding([seen()]), [seen({ place: moved })], told)
  expect(Object.keys(after.revisions)).toEqual([sha('1'), sha('2')])
  expect(after.entries[nginx]?.decision.status).toBe('approved')
  expect(after.entries[nginx]?.digests[sha('a')]?.images).toEqual([sha('1'), sha('2')])
})

test('an image without a digest is no revision: nothing tells whether it changed', () => {
  expect(learned([seen({ place: { ...podPlace, image: 'registry/app:1' } })]).revisions).toEqual({})
})

test('10,000 random names do not make 10,000 entries, nor a wildcard', () => {
  const many = Array.from({ length: limits.entries + 50 }, (_, at) => seen({ path: `/tmp/build/${at}`, count: 2 }))
  const profile = learned(many)
  expect(Object.keys(profile.entries).length).toBe(limits.entries)
  expect([profile.refused, profile.patterns]).toEqual([100, []])
  expect(flagsOf(profile, start)).toEqual([
    { name: 'TOO-LARGE', reason: `${limits.entries} entries are in /tmp/build`, count: 100 },
  ])
  expect(learn(profile, [many[0] as never], told).refused).toBe(100)
})

test.each([
  ['started', { starts: ['c1'], running: [], ends: [] }],
  ['running', { starts: [], running: ['c1'], ends: [] }],
  ['ended', { starts: [], running: [], ends: ['c1'] }],
])('a container that %s is counted once', (state, expected) => {
  const event = { place: podPlace, state, time: { seconds: start / 1000, nanos: 0 } }
  const once = learnContainer(newProfile(web, start), event, told)
  expect(once.evidence).toMatchObject({ ...expected, pods: ['pod-a'] })
  expect(learnContainer(once, event, told)).toEqual(once)
  expect(once.revisions[sha('1')]).toEqual({ image, addedAt: start })
})

test.each([
  ['without an id', { place: {}, state: 'started' }],
  ['in a state that is not known', { place: podPlace, state: 'paused' }],
])('a container %s is not counted', (_name, event) => {
  const profile = newProfile(web, start)
  expect(learnContainer(profile, event, told)).toBe(profile)
})

test('a boot is counted once a node', () => {
  const once = learnBoot(newProfile(sshd, start), 'b1', told)
  expect(learnBoot(learnBoot(once, 'b1', told), 'b1', { ...told, node: 'node-b' }).evidence.boots).toEqual([
    'node-a/b1',
    'node-b/b1',
  ])
})

test('a loss makes the profiles that learn on its node incomplete, and no others', () => {
  const report = { source: 'events', ringLost: 5, unattributed: 1, seen: 100, digestSkipped: 7 }
  const losses = lossesOfReport(report)
  const lossy = learnLoss(learnLoss(learned([seen()]), losses, told), losses, { ...told, at: start + 1 })
  expect(flagsOf(lossy, start)).toEqual([
    { name: 'INCOMPLETE', reason: 'ring lost', count: 10 },
    { name: 'INCOMPLETE', reason: 'unattributed', count: 2 },
  ])
  expect(lossy.evidence.lossAt).toBe(start + 1)
  const [elsewhere, inForce] = [learned([seen()], web, 'node-b'), guarding([seen()])]
  expect(learnLoss(elsewhere, losses, told)).toBe(elsewhere)
  expect(learnLoss(inForce, losses, told)).toBe(inForce)
})

test('a report without loss marks nothing', () => {
  const profile = learned([seen()])
  expect(learnLoss(profile, lossesOfReport({ source: 'events', seen: 100, own: 3, bufferBytes: 1 }), told)).toBe(
    profile,
  )
})

test.each([
  ['ringLost', 'ring lost'],
  ['forkGap', 'fork gap'],
  ['execWithoutEvent', 'exec without event'],
  ['unattributed', 'unattributed'],
  ['unresolved', 'unresolved'],
  ['treeEvicted', 'tree evicted'],
  ['downtimeMilliseconds', 'milliseconds down'],
  ['suppressed', 'suppressed'],
])('%s is a loss', (field, reason) => {
  expect(lossesOfReport({ source: 'events', [field]: 3 })[reason]).toBe(3)
})

test('an interval in which nobody could look is lost as a whole', () => {
  const report = { source: 'unavailable', fromTime: { seconds: 10 }, toTime: { seconds: 12 } }
  expect(lossesOfReport(report)['milliseconds unavailable']).toBe(2000)
})

test('an agent that began after the workload says so, and one that only samples', () => {
  const event = { place: podPlace, state: 'running' }
  const profile = learnContainer(learned([seen({ source: 'sampled', running: true })]), event, told)
  expect(flagsOf(profile, start).map(({ name }) => name)).toEqual(['START-NOT-SEEN', 'SAMPLED-ONLY'])
  const better = learnContainer(
    learn(profile, [seen({ source: 'events' })], told),
    { ...event, state: 'started' },
    told,
  )
  expect(flagsOf(better, start)).toEqual([])
})

test('a place of the host has digests without an image', () => {
  const profile = learned([seen({ place: hostPlace, layer: 'host-packaged' })], sshd)
  expect(profile.entries['host-packaged:/usr/sbin/nginx']?.digests[sha('a')]?.images).toEqual([])
})
