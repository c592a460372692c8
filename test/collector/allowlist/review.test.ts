import { expect, test } from 'vitest'
import { learn } from '../../../collector/allowlist/learn.ts'
import type { SeenProcess } from '../../../collector/allowlist/process.ts'
import { changedWithImage, hardTags, reviewItems, riskOf } from '../../../collector/allowlist/review.ts'
import { guarding, learned, login, podPlace, seen, sha, start, web } from '../../support/allowlist.ts'

/** The place of another pod. */
const second = { ...podPlace, podUid: 'pod-b', containerId: 'c2' }

/** The tags of an entry that was seen in two pods. */
function tagsOf(changes: Partial<SeenProcess>): readonly string[] {
  const others = [seen(), seen({ place: second })]
  const own = { path: '/bin/x', ...changes }
  const profile = learned([...others, seen(own), seen({ ...own, place: { ...second, ...changes.place } })])
  return reviewItems(profile).find(({ entry }) => entry.path === own.path)?.tags ?? ['none such']
}

test.each<[string, Partial<SeenProcess>, string[]]>([
  ['nothing special', {}, []],
  ['memory', { layer: 'memfd' }, ['memfd']],
  ['deleted', { layer: 'deleted' }, ['deleted']],
  ['the writable layer', { layer: 'upper' }, ['drift']],
  ['the writable layer by its mark', { marks: ['upper'] }, ['drift']],
  ['a volume', { layer: 'volume' }, ['volume']],
  ['mounted memory', { layer: 'tmpfs' }, ['tmpfs']],
  ['an unknown layer', { layer: 'unknown' }, ['unknown-layer']],
  ['no package', { layer: 'host-unpackaged' }, ['host-unpackaged']],
  [
    'marks, the worst first',
    { marks: ['setuid', 'forged-name', 'exec-session'] },
    ['forged-name', 'setuid', 'exec-session'],
  ],
  ['an inline script', { marks: ['inline-script'] }, ['inline-script']],
  ['writable', { marks: ['writable-directory', 'writable-file'] }, ['writable-directory', 'writable-file']],
  ['capabilities of the default', { capabilities: 'a80425fb' }, []],
  ['more capabilities', { capabilities: '200000' }, ['wide-capabilities']],
  ['root where all others are not', { uid: 0 }, ['root-among-users']],
  ['no digest', { digest: '' }, ['no-digest']],
  ['a network tool', { path: '/usr/bin/nc' }, ['network-tool']],
])('%s: %j', (_name, changes, tags) => {
  expect(tagsOf(changes)).toEqual(tags)
})

test('two files of one path in one image are suspicious, in two images not', () => {
  const twice = (place: typeof podPlace) => {
    const profile = learned([seen(), seen({ place: second }), seen({ digest: sha('b'), place })])
    return reviewItems(profile)[0]?.tags
  }
  expect(twice(podPlace)).toEqual(['several-digests'])
  expect(twice({ ...podPlace, image: `registry/app@${sha('2')}` })).toEqual([])
})

test('an entry of one pod of several is rare, and not approved in a group', () => {
  const profile = learned([seen(), seen({ place: second }), seen({ path: '/bin/once', count: 9 })])
  expect(reviewItems(profile).map(({ entry, tags, bulk }) => [entry.path, tags, bulk])).toEqual([
    ['/bin/once', ['rare'], false],
    ['/usr/sbin/nginx', [], true],
  ])
})

test('items come by risk and say in how many starts and nodes they were', () => {
  const starts = { ...learned([]).evidence, starts: ['c1', 'c2'] }
  const profile = learn(
    { ...learned([]), evidence: starts },
    [seen(), seen({ place: second }), seen({ path: '/a', layer: 'volume' }), seen({ path: '/b', layer: 'memfd' })],
    { node: 'node-a', at: start },
  )
  expect(reviewItems(profile).map(({ entry }) => entry.path)).toEqual(['/b', '/a', '/usr/sbin/nginx'])
  expect(reviewItems(profile)[2]).toMatchObject({ seenInStarts: 2, starts: 2, seenOnNodes: 1, nodes: 1, count: 2 })
  expect(reviewItems(profile)[1]).toMatchObject({ seenInStarts: 1, starts: 2 })
})

test('decided entries are no open ones', () => {
  const profile = guarding([seen()])
  expect([reviewItems(profile).length, reviewItems(profile, 'all').length]).toEqual([0, 1])
})

test('nothing of a login session is approved in a group', () => {
  expect(reviewItems(learned([seen({ count: 5 })], login))[0]).toMatchObject({ tags: [], bulk: false })
  expect(reviewItems(learned([seen({ count: 5 })], web))[0]).toMatchObject({ tags: [], bulk: true })
})

test('hard tags are those that approval does not help', () => {
  const profile = learned([seen({ layer: 'upper', marks: ['setuid', 'forged-name'] })])
  expect(hardTags(profile, Object.values(profile.entries)[0] as never)).toEqual(['forged-name', 'drift'])
})

test.each<[string, Partial<SeenProcess>, number]>([
  ['in a new image', { place: { ...podPlace, image: `registry/app@${sha('2')}` } }, 1],
  ['in the same image', {}, 0],
  ['in an unknown image', { place: { ...podPlace, image: '' } }, 0],
])('a digest that is new %s', (_name, changes, count) => {
  const profile = learn(guarding([seen()]), [seen({ digest: sha('b'), ...changes })], { node: 'node-a', at: start })
  expect(changedWithImage(profile).length).toBe(count)
})

test('the risk is that of what nobody has decided', () => {
  const profile = learned([
    seen(),
    seen({ path: '/tmp/x', layer: 'upper', digest: sha('b') }),
    seen({ path: '/usr/bin/curl', digest: sha('c') }),
  ])
  expect(riskOf(profile)).toEqual({ tagged: 3, worst: 'drift' })
  const decided = Object.fromEntries(
    Object.entries(profile.entries).map(([key, entry]) => [
      key,
      { ...entry, decision: { ...entry.decision, status: 'denied' as const } },
    ]),
  )
  expect(riskOf({ ...profile, entries: decided })).toEqual({ tagged: 0, worst: undefined })
})
