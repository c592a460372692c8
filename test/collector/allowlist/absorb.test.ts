import { expect, test } from 'vitest'
import { absorb, listenersOf, sightingsOf } from '../../../collector/allowlist/absorb.ts'
import { addPattern, approveEntry, denyEntry } from '../../../collector/allowlist/decide.ts'
import type { WorkloadKey } from '../../../collector/allowlist/key.ts'
import { learn } from '../../../collector/allowlist/learn.ts'
import { applyListeners } from '../../../collector/allowlist/listeners.ts'
import { since } from '../../../collector/allowlist/news.ts'
import { done, guarding, hour, image, learned, podPlace, seen, sha, start, web } from '../../support/allowlist.ts'

const own: WorkloadKey = { ...web, ownerKind: 'Pod', owner: 'web-1' }
const nginx = 'image-lower:/usr/sbin/nginx'
const sh = 'image-lower:/bin/sh'
const act = { by: 'alice', at: start, version: 1 }
const pod = learned([seen(), seen({ path: '/bin/sh', count: 3 })], own, 'node-b')

test('an owner knows what its pod has seen, and keeps its state and decisions', () => {
  const owner = guarding([seen()])
  const after = absorb(owner, pod)
  expect(after).toMatchObject({ id: owner.id, key: web, state: 'alerting', version: owner.version })
  expect(after.entries[nginx]?.approved).toEqual([sha('a')])
  expect(after.entries[sh]).toMatchObject({ decision: { status: 'observed' }, approved: [] })
  expect(after.evidence.nodes).toEqual(['node-a', 'node-b'])
})

test('what is new to the owner is news, and nothing else', () => {
  const owner = guarding([seen()])
  expect(since(absorb(owner, pod), owner.learned)).toEqual([sh])
  expect(absorb(owner, learned([seen()], own, 'node-b')).learned).toBe(owner.learned)
})

test('approvals of one pod do not become the owner’s; denials do', () => {
  const approved = done(approveEntry(pod, nginx, act))
  const denied = done(denyEntry(approved, sh, { ...act, version: 2 }))
  const allowed = done(addPattern(denied, '/usr/lib/app/*', { ...act, version: 3 }))
  const after = absorb(learned([]), { ...allowed, state: 'alerting', autoApprove: true })
  expect([after.state, after.autoApprove, after.patterns]).toEqual(['learning', false, []])
  expect(after.entries[nginx]).toMatchObject({ decision: { status: 'observed' }, approved: [] })
  expect(after.entries[sh]?.decision).toMatchObject({ status: 'denied', by: 'alice' })
  expect(after.history.length).toBe(3)
})

test('each file that a pod has run is judged as if it were told now', () => {
  const twice = learn(pod, [seen({ digest: sha('b'), digestState: 'late', first: start + hour })], {
    ...{ node: 'node-b', at: start },
  })
  const sightings = sightingsOf(learn(twice, [seen({ path: '/gone', digest: '' })], { node: 'node-b', at: start }))
  expect(sightings.map(({ entry, digest, digestState, count }) => [entry, digest, digestState, count])).toEqual([
    [nginx, sha('a'), 'read', 1],
    [nginx, sha('b'), 'late', 1],
    [sh, sha('a'), 'read', 3],
    ['image-lower:/gone', '', 'failed', 1],
  ])
  const place = { place: 'pod', namespace: 'shop', pod: 'web-1', container: 'app', podUid: 'pod-a', image }
  expect(sightings[0]).toMatchObject({ place, path: '/usr/sbin/nginx', layer: 'image-lower', uid: 101, first: start })
})

test('and each listener', () => {
  const listener = { place: podPlace, executable: 'nginx', protocol: 'tcp', scope: 'wildcard', port: 80 }
  const { profile } = applyListeners(pod, [listener], { node: 'node-b', at: start })
  expect(listenersOf(profile)).toMatchObject([{ ...listener, place: { podUid: 'pod-a', pod: 'web-1' } }])
  expect(Object.keys(absorb(learned([]), profile).listeners)).toEqual(['tcp/wildcard/80/nginx'])
})
