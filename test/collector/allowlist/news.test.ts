import { expect, test } from 'vitest'
import * as decide from '../../../collector/allowlist/decide.ts'
import { learn } from '../../../collector/allowlist/learn.ts'
import { applyListeners, decideListener } from '../../../collector/allowlist/listeners.ts'
import { newsText, since } from '../../../collector/allowlist/news.ts'
import type { SeenProcess } from '../../../collector/allowlist/process.ts'
import type { Profile } from '../../../collector/allowlist/profile.ts'
import { done, hour, learned, podPlace, seen, sha, start } from '../../support/allowlist.ts'

const nginx = 'image-lower:/usr/sbin/nginx'
const app = 'image-lower:/usr/bin/app'
const told = { node: 'node-a', at: start + hour }
const two = learned([seen({ count: 5 }), seen({ path: '/usr/bin/app', count: 5 })])
const later = (profile: Profile, ...processes: SeenProcess[]) => learn(profile, processes, told)
const act = (profile: Profile, seenUpTo: number): decide.Act => ({
  ...{ by: 'alice', at: start + hour, version: profile.version, seen: seenUpTo },
})
const conflict = (...keys: string[]) => ({ ok: false, refusal: 'conflict', reason: newsText(keys) })

test.each<[string, Partial<SeenProcess>]>([
  ['a digest', { digest: sha('b') }],
  ['an image of the same file', { place: { ...podPlace, image: `registry/app@${sha('2')}` } }],
  ['a user', { uid: 0 }],
  ['a capability', { capabilities: '1' }],
  ['a creator', { creators: ['/bin/sh'] }],
  ['a mark', { marks: ['setuid'] }],
])('%s that came since someone looked is news of its entry', (_what, changes) => {
  const after = later(two, seen(changes))
  expect([two.learned, after.learned, since(after, two.learned)]).toEqual([1, 2, [nginx]])
})

test('more of the same is no news: counts, times, nodes, pods', () => {
  const other = { ...podPlace, podUid: 'pod-b', containerId: 'c9' }
  const after = learn(two, [seen({ place: other, count: 9, last: start + 2 * hour })], { ...told, node: 'node-b' })
  expect([after.learned, since(after, two.learned)]).toEqual([two.learned, []])
})

test('a file that came since someone looked is not approved with its entry, which is named', () => {
  const after = later(two, seen({ digest: sha('b') }))
  expect(decide.approveEntry(after, nginx, act(after, two.learned))).toEqual(conflict(nginx))
  expect(done(decide.approveEntry(after, app, act(after, two.learned))).entries[app]?.approved).toEqual([sha('a')])
  const again = done(decide.approveEntry(after, nginx, act(after, after.learned)))
  expect(again.entries[nginx]?.approved).toEqual([sha('a'), sha('b')])
})

test('nor with a group', () => {
  const after = later(two, seen({ place: { ...podPlace, image: `registry/app@${sha('2')}` } }))
  expect(decide.approveBulk(after, [app, nginx], act(after, two.learned))).toEqual(conflict(nginx))
  expect(done(decide.approveBulk(after, [app, nginx], act(after, after.learned))).entries[nginx]?.decision.by).toBe(
    'alice',
  )
})

test('nor with what changed with the image', () => {
  const rolledOut = (digest: string, image: string) =>
    seen({ digest, place: { ...podPlace, image: `registry/app@${sha(image)}` } })
  const approved = done(decide.approveEntry(two, nginx, act(two, two.learned)))
  const looked = later(approved, rolledOut(sha('b'), '2'))
  const after = later(looked, rolledOut(sha('c'), '3'))
  expect(decide.approveChanged(after, act(after, looked.learned))).toEqual(conflict(nginx))
  const done1 = done(decide.approveChanged(looked, act(looked, looked.learned)))
  expect(done1.entries[nginx]?.approved).toEqual([sha('a'), sha('b')])
})

test('nor is a profile put in force with what nobody looked at', () => {
  const all = done(decide.approveBulk(two, [app, nginx], act(two, two.learned)))
  const after = later({ ...all, state: 'review' }, seen({ digest: sha('b') }))
  expect(decide.approveProfile(after, act(after, two.learned))).toEqual(conflict(nginx))
  expect(done(decide.approveProfile(after, act(after, after.learned))).state).toBe('alerting')
})

test('a listener that came since is news', () => {
  const listener = { place: podPlace, executable: 'nginx', protocol: 'tcp', scope: 'wildcard', port: 80 }
  const after = applyListeners(two, [listener], told).profile
  const key = 'tcp/wildcard/80/nginx'
  expect(since(after, two.learned)).toEqual([key])
  expect(decideListener(after, key, { status: 'approved' }, act(after, two.learned))).toEqual(conflict(key))
  expect(decideListener(after, key, { status: 'denied' }, act(after, two.learned)).ok).toBe(true)
  expect(applyListeners(after, [listener], told).profile.learned).toBe(after.learned)
})

test('what was reset is not what was looked at', () => {
  const again = later(done(decide.reset(two, act(two, two.learned))), seen())
  expect(decide.approveEntry(again, nginx, act(again, two.learned))).toEqual(conflict(nginx))
})

test('a wish for all there is now looks at nothing', () => {
  const after = later(two, seen({ digest: sha('b') }))
  const { seen: _none, ...wish } = act(after, 0)
  expect(done(decide.approveEntry(after, nginx, wish)).entries[nginx]?.approved).toEqual([sha('a'), sha('b')])
})

test('many names are cut', () => {
  const names = Array.from({ length: 12 }, (_, at) => `k${at}`)
  expect(newsText(names)).toMatch(/^came since it was looked at: k0, .*k9 and 2 more$/)
})
