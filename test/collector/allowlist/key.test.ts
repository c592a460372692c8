import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  guardPlace,
  imageDigest,
  isLogin,
  keyOf,
  keyText,
  noResolver,
  type Place,
  type Resolver,
} from '../../../collector/allowlist/key.ts'
import { hostPlace, login, podPlace, sha, sshd, web } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const api: Resolver = {
  ownerOf: ({ podUid }) => (podUid === 'pod-a' ? { kind: 'Deployment', name: 'web' } : undefined),
  containerKind: (_, container) => (container === 'debugger' ? 'ephemeral' : 'main'),
  poolOf: () => 'gpu',
  nameOf: () => 'n1',
}
const staticUid = '0123456789abcdef0123456789abcdef'

test.each<[string, Partial<Place>, Resolver, string, boolean]>([
  ['a pod whose owner is told', {}, api, 'workload/shop/Deployment/web/app', true],
  ['a pod whose owner nobody told', {}, noResolver, 'workload/shop/Pod/web-1/app', true],
  [
    'a name that looks like one of a ReplicaSet',
    { pod: 'web-5d9c7-x2x' },
    noResolver,
    'workload/shop/Pod/web-5d9c7-x2x/app',
    true,
  ],
  ['a static pod', { podUid: staticUid, pod: 'etcd-n1' }, api, 'workload/shop/Pod/etcd/app', true],
  [
    'a static pod of a node without a name',
    { podUid: staticUid, pod: 'etcd-n1' },
    noResolver,
    'workload/shop/Pod/etcd-n1/app',
    true,
  ],
  ['a debug container', { container: 'debugger' }, api, 'workload/shop/Deployment/web/debugger', false],
  ['a unit', hostPlace, noResolver, 'host//ssh.service', true],
  ['a unit of a pool', hostPlace, api, 'host/gpu/ssh.service', true],
  ['a session', { ...hostPlace, unit: 'session-3.scope' }, noResolver, 'host//login session', true],
  ['what a user runs', { ...hostPlace, unit: 'user@1000.service' }, noResolver, 'host//login session', true],
  ['a unit with a forged name', { ...hostPlace, unit: 'a/b\n' }, noResolver, 'host//a%2Fb%0A', true],
])('%s', (_name, changes, resolver, text, learns) => {
  const belongs = keyOf({ ...podPlace, ...changes }, 'node-a', resolver)
  if (belongs.status !== 'known') throw new Error(belongs.reason)
  expect([keyText(belongs.key), belongs.learns]).toEqual([text, learns])
})

test.each<[string, Partial<Place>, string]>([
  ['an unknown place', { place: 'unknown' }, 'the control group does not tell where it belongs'],
  ['a pod without a name', { pod: '' }, 'the pod has no known name'],
  ['a container without a name', { container: '' }, 'the container has no known name'],
])('%s is not guessed', (_name, changes, reason) => {
  expect(keyOf({ ...podPlace, ...changes }, 'node-a', api)).toEqual({ status: 'unknown', reason })
})

test('no two keys have the same text', () => {
  const name = fc.constantFrom('a', 'a/b', 'b', '', '%2F', '/')
  const place = fc.record({
    namespace: name,
    pod: name,
    container: name,
    unit: name,
    place: fc.constantFrom('pod', 'host'),
  })
  fc.assert(
    fc.property(place, place, (a, b) => {
      const [x, y] = [a, b].map((each) => keyOf({ ...podPlace, ...each }, 'node-a', noResolver))
      if (x?.status !== 'known' || y?.status !== 'known') return
      expect(keyText(x.key) === keyText(y.key)).toBe(JSON.stringify(x.key) === JSON.stringify(y.key))
    }),
    runs(300),
  )
})

test('the guard set names places without their class', () => {
  expect([guardPlace(web), guardPlace(sshd)]).toEqual(['shop/Deployment/web/app', 'ssh.service'])
})

test('only sessions are sessions', () => {
  expect([isLogin(login), isLogin(sshd), isLogin(web)]).toEqual([true, false, false])
})

test.each([
  [`registry/app@${sha('1')}`, sha('1')],
  [sha('2'), sha('2')],
  ['registry/app:1.0', ''],
  ['', ''],
  [`a\nb@${sha('1')}`, ''],
  [`x@${sha('1')}0`, ''],
])('the digest of %j', (reference, digest) => {
  expect(imageDigest(reference)).toBe(digest)
})
