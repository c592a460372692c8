import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readArguments, readOptionsFile, readTitle } from '../../../../agent/parse/sshd/commandline.ts'
import { runs } from '../../../support/property.ts'

test.each([
  ['nothing', [], { notDaemon: false, options: [] }],
  ['flags without meaning for it', ['-D', '-e'], { notDaemon: false, options: [] }],
  ['a file', ['-f', '/x'], { file: '/x', notDaemon: false, options: [] }],
  ['a file, attached and behind a flag', ['-Df/x'], { file: '/x', notDaemon: false, options: [] }],
  ['an option', ['-o', 'A=b'], { notDaemon: false, options: [{ text: 'A=b', source: 'flag -o' }] }],
  ['an attached option', ['-oA b'], { notDaemon: false, options: [{ text: 'A b', source: 'flag -o' }] }],
  ['a port', ['-p', '22'], { notDaemon: false, options: [{ text: 'Port 22', source: 'flag -p', onlyPort: true }] }],
  ['a session', ['-D', '-R'], { notDaemon: true, options: [] }],
  ['inetd', ['-i'], { notDaemon: true, options: [] }],
  ['a missing argument', ['-o'], { notDaemon: false, options: [{ text: '', source: 'flag -o' }] }],
  [
    'a key with a blank',
    ['-h', '/a b'],
    { notDaemon: false, options: [{ text: 'HostKey "/a b"', source: 'flag -h' }] },
  ],
])('arguments: %s', (_, args, expected) => {
  expect(readArguments(args)).toEqual(expected)
})

test.each([
  ['sshd: /usr/sbin/sshd [listener] 0 of 10-100 startups', ['/usr/sbin/sshd'], false],
  ['sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups', ['/usr/sbin/sshd', '-D'], false],
  [
    'sshd: /usr/sbin/sshd -f cfg -o MaxAuthTries=4 [listener] 0 of 10-100 startups',
    ['/usr/sbin/sshd', '-f', 'cfg', '-o', 'MaxAuthTries=4'],
    false,
  ],
  ['sshd: /usr/sbin/sshd -o AllowUsers=a b -D [listener] 0', ['/usr/sbin/sshd', '-o', 'AllowUsers=a b', '-D'], false],
  ['sshd: /usr/sbin/sshd -o PermitRootLogin no [listener] 0', ['/usr/sbin/sshd', '-o', 'PermitRootLogin no'], false],
  ['sshd: /usr/sbin/sshd -D -o Ciphers=aes', ['/usr/sbin/sshd', '-D', '-o'], true],
])('title: %s', (title, args, cutOff) => {
  expect(readTitle(title)).toEqual({ args, cutOff })
})

test.each(['sshd: root [priv]', 'sshd: root@pts/0', 'sshd: unknown [net]', 'sshd: [accepted]', '/usr/sbin/sshd -D'])(
  'no listener: %s',
  (title) => {
    expect(readTitle(title)).toBeUndefined()
  },
)

test.each([
  ['SSHD_OPTS=\n', []],
  ['# SSHD_OPTS="-p 1"\n', []],
  ['SSHD_OPTS="-o X=y -p 22"\n', [{ text: 'X=y' }, { text: 'Port 22', onlyPort: true }]],
  ["export SSHD_OPTS='-oA=b' # c\n", [{ text: 'A=b' }]],
  ['SSHD_OPTS=-4\n', [{ text: 'AddressFamily inet' }]],
  ['SSHD_OPTS="open\n', []],
])('options file %j', (text, options) => {
  const source = 'file /etc/default/ssh:1'
  expect(readOptionsFile(text, '/etc/default/ssh', 'SSHD_OPTS').options).toEqual(
    options.map((each) => ({ ...each, source })),
  )
})

test('of two assignments the last counts, with its line', () => {
  expect(readOptionsFile('OPTIONS=-4\nOPTIONS=-6\n', '/f', 'OPTIONS').options).toEqual([
    { text: 'AddressFamily inet6', source: 'file /f:2' },
  ])
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, args) => {
      readTitle(`sshd: /${text}`)
      readArguments(args)
      readOptionsFile(`X=${text}`, '/f', 'X')
    }),
    runs(200),
  )
})
