import { expect, test } from 'vitest'
import { limits } from '../../../collector/allowlist/profile.ts'
import { countOf, entryOf, imageOf, podOf, sourceOf, textsOf } from '../../../collector/allowlist/sightings.ts'
import { hostPlace, image, podPlace, seen, sha, start } from '../../support/allowlist.ts'

test('sightings of one program are one entry: all that they say, sorted, each once', () => {
  const other = { ...podPlace, podUid: 'pod-b', containerId: 'c2', image: `registry/app@${sha('2')}` }
  const entry = entryOf(
    [
      seen({ uid: 101, capabilities: 'f', marks: ['setuid'], creators: ['/usr/bin/runc', '/sbin/init'] }),
      seen({ uid: 7, place: other, first: start - 5, last: start + 5, digestState: 'late', creators: ['/bin/sh'] }),
      seen({ uid: undefined, digest: '', marks: ['exec-session', 'setuid'], creators: [] }),
      seen({ uid: 101, digest: sha('b'), digestState: 'late' }),
    ],
    start,
  )
  expect(entry).toEqual({
    ...{ path: '/usr/sbin/nginx', layer: 'image-lower', script: '', addedAt: start, learned: 0, nodes: {} },
    ...{ decision: { status: 'observed', at: 0, by: '', until: 0 }, approved: [], uids: [7, 101] },
    digests: {
      [sha('a')]: { first: start - 5, last: start + 5, images: [sha('1'), sha('2')], late: false },
      [sha('b')]: { first: start, last: start, images: [sha('1')], late: true },
    },
    ...{ capabilities: ['0', 'f'], marks: ['exec-session', 'setuid'], creators: ['/bin/sh', '/usr/bin/runc'] },
    ...{ pods: ['pod-a', 'pod-b'], starts: ['c1', 'c2'] },
  })
})

test('a file of a node has packages and no image', () => {
  const entry = entryOf([seen({ place: hostPlace, package: 'dpkg a 1' }), seen({ place: hostPlace })], start)
  expect([entry.digests[sha('a')]?.packages, entry.digests[sha('a')]?.images]).toEqual([['dpkg a 1'], []])
  expect([entry.pods, entry.starts]).toEqual([[], []])
})

test('an entry has bounds, and keeps the smallest', () => {
  const digits = Array.from({ length: 300 }, (_, at) => at)
  const many = digits.toReversed().map((at) => {
    const place = { ...podPlace, podUid: `pod-${at + 100}`, containerId: `c-${at + 100}` }
    return seen({ place, uid: at, digest: `sha256:${String(at).padStart(64, '0')}`, capabilities: `${at + 100}` })
  })
  const { digests, uids, capabilities, pods, starts } = entryOf(many, start)
  expect(Object.keys(digests)).toEqual(
    digits.slice(0, limits.digests).map((at) => `sha256:${String(at).padStart(64, '0')}`),
  )
  expect(uids).toEqual(digits.slice(0, limits.values))
  expect([capabilities.length, pods.length, starts.length]).toEqual([
    limits.values,
    limits.idsOfEntry,
    limits.idsOfEntry,
  ])
  expect([capabilities.at(-1), pods.at(-1), starts.at(-1)]).toEqual(['131', 'pod-163', 'c-163'])
})

test('counts add up, from the first time to the last', () => {
  const some = [seen({ count: 2, first: start + 1 }), seen({ count: 3, last: start + 9 }), seen({ count: 0 })]
  expect(countOf(some)).toEqual({ count: 5, first: start, last: start + 9 })
})

test('what sightings say is said once; what is empty is not said', () => {
  const some = [seen(), seen({ source: 'sampled' }), seen({ place: hostPlace, source: '' }), seen()]
  expect([podOf, imageOf, sourceOf].map((say) => textsOf(some, say))).toEqual([
    ['pod-a'],
    [image],
    ['events', 'sampled'],
  ])
})
