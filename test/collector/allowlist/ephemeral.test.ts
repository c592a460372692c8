import { expect, test } from 'vitest'
import { knownListener, listenerKey } from '../../../collector/allowlist/ephemeral.ts'
import {
  applyListeners,
  decideListener,
  matchListener,
  type SeenListener,
} from '../../../collector/allowlist/listeners.ts'
import { newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import { done, hostPlace, sshd, start } from '../../support/allowlist.ts'

const on = (port: number, over: Partial<SeenListener> = {}): SeenListener => ({
  ...{ place: hostPlace, executable: 'containerd', protocol: 'tcp', scope: 'loopback', port, ...over },
})
const any = 'tcp/loopback/0/containerd'
/** A profile after facts of one node, each with all that listens then. */
const after = (...facts: SeenListener[][]): Profile =>
  facts.reduce(
    (profile, seen, at) => applyListeners(profile, seen, { node: 'node-a', at: start + at }).profile,
    newProfile(sshd, start),
  )
const keys = ({ listeners }: Profile) => Object.keys(listeners).sort()
const decide = (profile: Profile, key: string, status: 'approved' | 'denied') =>
  done(decideListener(profile, key, { status }, { by: 'alice', at: start, version: profile.version }))

test.each<[string, SeenListener[][], string[]]>([
  ['a port that stays is known by its number', [[on(40_000)], [on(40_000)]], ['tcp/loopback/40000/containerd']],
  ['another one at each start is any port', [[on(40_000)], [on(41_000)], [on(42_000)]], [any]],
  [
    'two at a time are two',
    [[on(50_051)], [on(50_051), on(50_052)]],
    ['tcp/loopback/50051/containerd', 'tcp/loopback/50052/containerd'],
  ],
  [
    'ports that no kernel chooses are their number',
    [[on(80)], [on(8080)], [on(65_000)]],
    ['tcp/loopback/65000/containerd', 'tcp/loopback/80/containerd', 'tcp/loopback/8080/containerd'],
  ],
  [
    'another program moved nothing',
    [[on(40_000)], [on(41_000, { executable: 'nc' })]],
    ['tcp/loopback/40000/containerd', 'tcp/loopback/41000/nc'],
  ],
  [
    'another class of addresses neither',
    [[on(40_000)], [on(41_000, { scope: 'wildcard' })]],
    ['tcp/loopback/40000/containerd', 'tcp/wildcard/41000/containerd'],
  ],
])('%s', (_name, facts, expected) => {
  expect(keys(after(...facts))).toEqual(expected)
})

test('what was seen under numbers is counted together, and is news', () => {
  const before = after([on(40_000)])
  const profile = applyListeners(before, [on(41_000)], { node: 'node-a', at: start + 5 }).profile
  expect(profile.listeners[any]?.nodes['node-a']).toEqual({ count: 2, first: start, last: start + 5 })
  expect([before.learned, profile.listeners[any]?.learned]).toEqual([1, 2])
})

test('approved, any port of the range is allowed to that program on such addresses alone', () => {
  const profile: Profile = { ...decide(after([on(40_000)], [on(41_000)]), any, 'approved'), state: 'alerting' }
  const verdict = (seen: SeenListener) => matchListener(profile, seen, start).kind
  expect([on(45_000), on(60_999), on(80), on(45_000, { executable: 'nc' })].map(verdict)).toEqual([
    ...['approved', 'approved', 'unexpected-listener', 'unexpected-listener'],
  ])
  expect(verdict(on(45_000, { scope: 'wildcard' }))).toBe('wider-address')
})

test('a port that a person decided upon keeps its number and its decision', () => {
  const denied = decide(after([on(40_000)]), 'tcp/loopback/40000/containerd', 'denied')
  const { profile } = applyListeners({ ...denied, state: 'alerting' }, [on(41_000)], { node: 'node-a', at: start })
  expect(keys(profile)).toEqual([any, 'tcp/loopback/40000/containerd'])
  expect(profile.listeners[any]?.decision.status).toBe('observed')
  expect(knownListener(profile.listeners, on(40_000))?.decision.status).toBe('denied')
  expect(listenerKey(knownListener(profile.listeners, on(43_000)) as never)).toBe(any)
})
