import { expect, test } from 'vitest'
import { openGuard } from '../../../agent/processes/guard.ts'
import { subjectOf } from '../../../agent/processes/seen.ts'
import { v1 } from '../../../proto/index.ts'
import { inPod, observation } from '../../support/observation.ts'

const digest = Buffer.from('ab'.repeat(32), 'hex')
const entry = (place: string, path = '/bin/a', script = '') => ({
  ...{ place, path: Buffer.from(path), script: Buffer.from(script), digest },
})
const guard = openGuard(
  v1.GuardSet.decode(
    v1.GuardSet.encode({
      hash: Buffer.alloc(32),
      entries: [entry('cron.service'), entry('shop/StatefulSet/web/app'), entry('shop/Deployment/other/app', '/bin/b')],
    }).finish(),
  ),
)

test.each([
  ['an approved one of a unit', observation(), 'approved'],
  ['another path there', observation({ path: '/bin/x' }), 'not approved'],
  ['another digest', observation({ digest: `sha256:${'cd'.repeat(32)}` }), 'not approved'],
  ['a script by the same interpreter', observation({ script: { path: '/x', by: 'kernel' } }), 'not approved'],
  [
    'a unit without entries',
    observation({ place: { place: 'host', unit: 'ssh.service', pod: '', container: '' } }),
    'unguarded',
  ],
  ['an approved one of a workload', inPod(), 'approved'],
  ['what another workload may', inPod({ path: '/bin/b' }), 'not approved'],
  ['another container', inPod({ name: { namespace: 'shop', pod: 'web-0', container: 'sidecar' } }), 'unguarded'],
  ['another namespace', inPod({ name: { namespace: 'test', pod: 'web-0', container: 'app' } }), 'unguarded'],
  [
    'a pod whose name only begins alike',
    inPod({ name: { namespace: 'shop', pod: 'website-0', container: 'app' } }),
    'unguarded',
  ],
  ['a pod without a name', inPod({}, false), 'unguarded'],
])('%s', (_name, seen, approval) => {
  expect(guard(subjectOf(seen))).toBe(approval)
})

test('a unit that is written with escapes is the one of that name', () => {
  const entries = [entry('a%2Fb%25%E2%80%AE.service')]
  const own = openGuard(v1.GuardSet.decode(v1.GuardSet.encode({ hash: Buffer.alloc(32), entries }).finish()))
  const place = { place: 'host', unit: 'a/b%\u202e.service', pod: '', container: '' } as const
  expect(own(subjectOf(observation({ place })))).toBe('approved')
})

test('without a set nothing is guarded', () => {
  expect(openGuard()(subjectOf(observation()))).toBe('unguarded')
})
