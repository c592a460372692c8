import { expect, test } from 'vitest'
import { evidenceOf, subjectOf } from '../../../agent/processes/seen.ts'
import { markNames } from '../../../collector/allowlist/process.ts'
import { observation } from '../../support/observation.ts'

const host = (unit: string) => ({ place: { place: 'host' as const, unit, pod: '', container: '' } })

test.each<[string, Parameters<typeof observation>[0], object]>([
  ['a digest that was read', {}, { digest: Buffer.from('ab'.repeat(32), 'hex'), digestState: 'read', late: false }],
  ['a digest of the path', { digestNote: 'late', pathSource: 'late' }, { digestState: 'late', late: true }],
  ['no digest asked for', { digest: '' }, { digest: Buffer.of(), digestState: 'off' }],
  [
    'a file that is too large',
    { digest: '', digestNote: 'skipped: 9 bytes, more than 8' },
    { digestState: 'too-large' },
  ],
  ['a remote file', { digest: '', digestNote: 'skipped: on a remote file system' }, { digestState: 'remote' }],
  ['a file that may not be read', { digest: '', digestNote: 'not read: permission denied' }, { digestState: 'denied' }],
  ['a file that is gone', { digest: '', digestNote: 'not read: does not exist' }, { digestState: 'gone' }],
  ['a file that changed', { digest: '', digestNote: 'changed while it was read' }, { digestState: 'failed' }],
  ['an unknown user', { uid: undefined, capabilities: '' }, { uid: 4294967295, capabilities: 0 }],
  ['the user of who made it', { uid: 0, uidSource: 'inherited' }, { uid: 4294967295 }],
  ['a package', { package: 'dpkg a:amd64 1' }, { package: 'dpkg a:amd64 1' }],
  ['capabilities', {}, { capabilities: 0x1ffffffffff }],
  ['a script', { script: { path: '/opt/x.sh', by: 'kernel' } }, { script: Buffer.from('/opt/x.sh') }],
  ['a name that is no UTF-8', { path: '/bin/\uEFFF' }, { path: Buffer.from('2f62696e2fff', 'hex') }],
  [
    'all that makes it worth a look',
    {
      ...{ session: true, inlineScript: true, rights: ['setuid', 'setgid', 'writable-file'] },
      ...host('user-1000.slice'),
      signals: ['writable-layer', 'world-writable-directory', 'forged-name', 'exec-without-event', 'memfd', 'deleted'],
    },
    { marks: [...markNames].sort() },
  ],
  ['a change of name that may be none', { signals: ['exec-without-event-possible'] }, { marks: [] }],
])('%s is told as what it is', (_name, over, identity) => {
  expect(subjectOf(observation(over)).identity).toMatchObject(identity)
})

test.each([
  ['ssh.service', 'ssh.service'],
  ['user.slice', 'login session'],
  ['user-1000.slice', 'login session'],
  ['user@1000.service', 'login session'],
  ['session-3.scope', 'login session'],
  ['user-data.service', 'user-data.service'],
  ['', ''],
])('unit %s is told as %s', (unit, told) => {
  const { place, identity } = subjectOf(observation(host(unit)))
  expect(place).toMatchObject({ place: 'host', unit: told, attribution: 'read' })
  expect(identity?.marks).toEqual(told === 'login session' ? ['login-session'] : [])
})

test('evidence', () => {
  const detail = { user: 'root', workingDirectory: '/srv/\uEFFF', listeners: ['tcp/0.0.0.0:80'] }
  expect(evidenceOf(observation({ commandLineCut: true, creators: [] }), detail)).toEqual({
    ...{ pid: 50, parentPid: 0, commandLine: [Buffer.from('a'), Buffer.from('-x')], commandLineCut: true },
    ...{ user: 'root', workingDirectory: Buffer.from('2f7372762fff', 'hex'), listeners: ['tcp/0.0.0.0:80'] },
    startTime: { seconds: 1_795_255_200, nanos: 0 },
  })
})
