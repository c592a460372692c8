import { expect, test } from 'vitest'
import { listenerKey } from '../../../collector/allowlist/ephemeral.ts'
import {
  applyListeners,
  decideListener,
  learnListener,
  matchListener,
  nearestListeners,
  type SeenListener,
  seenListeners,
} from '../../../collector/allowlist/listeners.ts'
import { limits, newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import { done, hostPlace, sshd, start } from '../../support/allowlist.ts'

const told = { node: 'node-a', at: start }
const ssh: SeenListener = { place: hostPlace, executable: 'sshd', protocol: 'tcp', scope: 'private', port: 22 }
const key = 'tcp/private/22/sshd'
const learned = learnListener(newProfile(sshd, start), ssh, told)

function decided(status: 'approved' | 'denied', by: Profile = learned): Profile {
  return done(decideListener(by, key, { status }, { by: 'alice', at: start, version: by.version }))
}
const ignored = done(
  decideListener(learned, key, { status: 'ignored', until: start + 1 }, { by: 'bob', at: start, version: 1 }),
)
const inForce = (profile: Profile): Profile => ({ ...profile, state: 'alerting' })
const approved = inForce(decided('approved'))

test('a fact becomes plain listeners; names are safe, and a holder that is not known is not the host', () => {
  const fact = {
    items: [
      { process: { value: 'ssh\nd' }, protocol: 'tcp', scope: 'wildcard', port: 22, unit: 'ssh.service' },
      { protocol: 'udp', scope: 'loopback', port: 53, pod: 'u', container: 'c' },
      { port: 1 },
      { protocol: 'tcp', scope: 'everywhere', port: 1, unit: 'a.service' },
      { protocol: 'host-packaged:/bin/a', scope: 'wildcard', port: 1, unit: 'a.service' },
      { protocol: 'tcp', scope: 'wildcard', port: 1 },
      { protocol: 'tcp', scope: 'wildcard', port: 1 },
    ],
  }
  expect(seenListeners(fact)).toMatchObject([
    { executable: 'ssh%0Ad', place: { place: 'host', unit: 'ssh.service' }, port: 22 },
    { executable: '', place: { place: 'pod', podUid: 'u', containerId: 'c' } },
    { executable: '', place: { place: 'unknown' } },
  ])
  expect(seenListeners({})).toEqual([])
})

const uid = '0a6a3b4c-0000-4000-8000-000000000001'
const container = {
  ...{ id: 'c1', pod: uid, namespace: 'shop', podName: 'web-6d4-x', name: 'shop/web/app', image: 'registry/app' },
}

test.each([
  ['of a container that is known', container, { namespace: 'shop', pod: 'web-6d4-x', container: 'app' }],
  ['of another container', { ...container, id: 'c2' }, { namespace: '', pod: '', container: '' }],
  ['of a container of another pod', { ...container, pod: 'x' }, { namespace: '', pod: '', container: '' }],
  ['of a container whose pod has no name', { ...container, podName: '' }, { namespace: '', pod: '', container: '' }],
])('a listener %s', (_name, known, place) => {
  const item = { protocol: 'tcp', scope: 'wildcard', port: 80, pod: uid, container: 'c1', process: { value: 'nginx' } }
  expect(seenListeners({ items: [item] }, { items: [known] })).toMatchObject([
    { place: { place: 'pod', podUid: uid, containerId: 'c1', ...place } },
  ])
})

test('listeners of a place are judged by what was known before, and learned', () => {
  const backdoor = { ...ssh, executable: 'nc', scope: 'wildcard' }
  const { profile, breaches } = applyListeners(approved, [ssh, backdoor], told)
  expect(breaches).toEqual([
    { listener: backdoor, kind: 'unexpected-listener', severity: 'high', reason: 'the profile does not have it' },
  ])
  expect(Object.keys(profile.listeners)).toEqual([key, 'tcp/wildcard/22/nc'])
  expect(nearestListeners(approved, backdoor)).toEqual([key])
  expect(nearestListeners(learned, backdoor)).toEqual([])
})

test('a listener is learned once, and counted', () => {
  const twice = learnListener(learned, ssh, { node: 'node-a', at: start + 5 })
  expect(twice.listeners).toEqual({
    [key]: {
      ...{ executable: 'sshd', protocol: 'tcp', scope: 'private', port: 22, pods: [], addedAt: start },
      learned: 0,
      decision: { status: 'observed', at: 0, by: '', until: 0 },
      nodes: { 'node-a': { count: 2, first: start, last: start + 5 } },
    },
  })
})

test('nobody’s listener is not learned, and too many are counted', () => {
  expect(learnListener(learned, { ...ssh, executable: '' }, told)).toBe(learned)
  let many = learned
  for (let port = 1000; port < 1000 + limits.listeners; port += 1) many = learnListener(many, { ...ssh, port }, told)
  expect([Object.keys(many.listeners).length, many.refused]).toEqual([limits.listeners, 1])
})

test.each<[string, Profile, Partial<SeenListener>, string, string]>([
  ['approved', approved, {}, 'ok', 'approved'],
  ['on a wider address', approved, { scope: 'wildcard' }, 'violation', 'wider-address'],
  ['on a narrower address', approved, { scope: 'loopback' }, 'violation', 'unexpected-listener'],
  ['on another port', approved, { port: 2222 }, 'violation', 'unexpected-listener'],
  ['another program', approved, { executable: 'nc' }, 'violation', 'unexpected-listener'],
  ['only observed', inForce(learned), {}, 'violation', 'unexpected-listener'],
  ['ignored', inForce(ignored), {}, 'ignored', 'ignored'],
  ['denied', inForce(decided('denied')), {}, 'violation', 'denied-listener'],
  ['denied while learning', decided('denied'), {}, 'violation', 'denied-listener'],
  ['while learning', learned, {}, 'learning', 'recorded'],
  ['without a holder', approved, { executable: '' }, 'unknown', 'unknown'],
])('%s', (_name, profile, changes, status, kind) => {
  expect(matchListener(profile, { ...ssh, ...changes }, start)).toMatchObject({ status, kind })
})

test('what was ignored until now is a violation again', () => {
  expect(matchListener(inForce(ignored), ssh, start + 1).kind).toBe('unexpected-listener')
})

test('a decision is taken once, upon this version, of what is there', () => {
  const act = { by: 'alice', at: start, version: approved.version }
  expect(done(decideListener(approved, key, { status: 'approved' }, act))).toBe(approved)
  expect(decideListener(approved, key, { status: 'denied' }, { ...act, version: 1 })).toMatchObject({
    refusal: 'conflict',
  })
  expect(decideListener(approved, 'x', { status: 'denied' }, act)).toMatchObject({ refusal: 'absent' })
  expect(decideListener(approved, key, { status: 'ignored', until: start }, act)).toMatchObject({ refusal: 'invalid' })
})

test('names are not mixed up', () => {
  expect(listenerKey({ ...ssh, executable: '22/sshd', port: 1 })).not.toBe(
    listenerKey({ ...ssh, executable: 'sshd', port: 1 }),
  )
})
