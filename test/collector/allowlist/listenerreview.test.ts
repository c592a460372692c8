import { expect, test } from 'vitest'
import { approveBulk, approveProfile } from '../../../collector/allowlist/decide.ts'
import { listenerItems } from '../../../collector/allowlist/listenerreview.ts'
import { learnListener, type SeenListener } from '../../../collector/allowlist/listeners.ts'
import { newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import { advance } from '../../../collector/allowlist/readiness.ts'
import { done, guarding, hostPlace, learned, login, seen, sshd, start } from '../../support/allowlist.ts'

const ssh: SeenListener = { place: hostPlace, executable: 'sshd', protocol: 'tcp', scope: 'private', port: 22 }
const withListeners = (before: Profile, ...all: Partial<SeenListener>[]) =>
  all.reduce<Profile>((next, each) => learnListener(next, { ...ssh, ...each }, { node: 'node-a', at: start }), before)
const act = (profile: Profile) => ({ by: 'alice', at: start, version: profile.version })

test('the widest address is reviewed first', () => {
  const profile = withListeners(newProfile(sshd, start), {}, { scope: 'loopback', port: 1 }, { scope: 'wildcard' })
  expect(listenerItems(profile).map(({ key, bulk, count }) => [key, bulk, count])).toEqual([
    ['tcp/wildcard/22/sshd', true, 1],
    ['tcp/private/22/sshd', true, 1],
    ['tcp/loopback/1/sshd', true, 1],
  ])
})

test('what only one of several nodes has, or people started by hand, is approved by itself', () => {
  const onTwo = { ...seen({ place: hostPlace }), source: 'events' }
  const both = learned([onTwo], sshd)
  const evidence = { ...both.evidence, nodes: [...both.evidence.nodes, 'node-b'] }
  const one = withListeners({ ...both, evidence }, {})
  expect(listenerItems(one).map(({ bulk }) => bulk)).toEqual([false])
  const two = learnListener(one, ssh, { node: 'node-b', at: start })
  expect(listenerItems(two).map(({ bulk }) => bulk)).toEqual([true])
  expect(listenerItems(withListeners(newProfile(login, start), {})).map(({ bulk }) => bulk)).toEqual([false])
  expect(approveBulk(one, ['tcp/private/22/sshd'], act(one))).toMatchObject({
    refusal: 'guard',
    reason: expect.stringContaining('rare'),
  })
})

test('a profile with an open listener is not put in force; approved together with programs it is', () => {
  const place = { ...hostPlace }
  const before: Profile = { ...withListeners(guarding([seen({ place, count: 5 })], sshd), {}), state: 'review' }
  expect(approveProfile(before, act(before))).toMatchObject({ refusal: 'guard' })
  const after = done(approveBulk(before, [...Object.keys(before.entries), 'tcp/private/22/sshd'], act(before)))
  expect(listenerItems(after)).toEqual([])
  expect(listenerItems(after, 'all')[0]?.entry.decision).toMatchObject({ status: 'approved', by: 'alice' })
  expect(done(approveProfile(after, act(after))).state).toBe('alerting')
})

test('what is ready makes candidates of listeners too', () => {
  const waived = ['wall-time', 'quiet-time', 'loss-free-time', 'starts', 'coverage', 'termination', 'scheduled-work']
  const before = withListeners({ ...learned([seen({ place: hostPlace })], sshd), waived }, {})
  expect(advance(before, {}, start).listeners['tcp/private/22/sshd']?.decision.status).toBe('candidate')
})
