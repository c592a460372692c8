import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { accounts } from '../../../agent/inspect/accounts.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import type { AccountsFact } from '../../../proto/index.ts'
import { type HostSpec, isRoot, loadSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const hash = '$y$j9T$Xn0hRvJ3sYQ5tZf1$0J1vWqjz9pYbZkM3cD5eF7gH9iJ1kL3mN5oP7qR9sT1'

async function look(files: NonNullable<HostSpec['files']>, change: (host: Host) => Host = (host) => host) {
  const seen = await accounts.inspect(change(openHost(makeHost({ files }))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { ...(seen.fact as Required<AccountsFact>), gaps: seen.gaps ?? [] }
}

const user = (fact: AccountsFact, name: string) => fact.items?.find((each) => each.name === name)

test('a user who may log in', async () => {
  const fact = await look({
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nops:x:1000:1000::/home/ops:/bin/bash\n',
    '/etc/shadow': { mode: '0640', content: `root:*:1:0:::::\nops:${hash}:1:0:::::\n` },
    '/etc/login.defs': 'UID_MIN 1000\n',
    '/etc/group': 'root:x:0:\n',
    '/home/ops': { directory: true, mode: '0750', uid: 1000 },
  })
  expect(user(fact, 'ops')).toEqual({
    ...{ name: 'ops', uid: 1000, gid: 1000, source: '/etc/passwd:2', system: false, shell: '/bin/bash', login: true },
    password: { value: 'set', source: '/etc/shadow:2' },
    hash: { value: 'yescrypt', source: '/etc/shadow:2' },
    ...{ sameUid: [], sameName: [], home: '/home/ops' },
    homeMode: { value: '0750', source: 'state of /home/ops' },
    homeUid: { value: isRoot ? 1000 : process.getuid?.(), source: 'state of /home/ops' },
  })
  expect(user(fact, 'root')?.homeMode).toEqual({ value: '', source: '/root does not exist' })
  expect(fact.gaps).toEqual([])
})

test('no hash leaves the node', async () => {
  const prefix = makeHost({
    files: {
      '/etc/passwd': `root:x:0:0::/root:/bin/sh\nold:${hash}:5:5::/:/bin/sh\n`,
      '/etc/shadow': `root:!${hash}:1:0:::::\nbroken ${hash}\n`,
    },
  })
  const { bytes } = await observe(accounts, openHost(prefix))
  expect(Buffer.from(bytes).toString('latin1')).not.toContain(hash.slice(4, 20))
})

test.each([
  ['/bin/bash', true],
  ['', true],
  ['/usr/sbin/nologin', false],
  ['/bin/false', false],
  ['/bin/sync', false],
  ['/usr/bin/git-shell', true],
])('the shell %j', async (shell, login) => {
  const fact = await look({ '/etc/passwd': `svc:x:5:5::/:${shell}\n` })
  expect(user(fact, 'svc')).toMatchObject({ login, system: true, shell: shell || '/bin/sh' })
})

test('where people begin is what login.defs says', async () => {
  const passwd = 'root:x:0:0::/:\nnobody:x:65534:65534::/:\na:x:499:1::/:\nb:x:500:1::/:\nc:x:1000:1::/:\n'
  const system = async (files: NonNullable<HostSpec['files']>) =>
    (await look({ '/etc/passwd': passwd, ...files })).items.filter((each) => each.system).map((each) => each.name)
  expect(await system({})).toEqual(['a', 'b', 'nobody'])
  expect(await system({ '/etc/login.defs': 'UID_MIN 500\n' })).toEqual(['a', 'nobody'])
})

test('one user under two names, two users under one', async () => {
  const fact = await look({ '/etc/passwd': 'root:x:0:0::/:\ntoor:x:0:0::/:\na:x:1:1::/:\na:x:2:1::/:\n' })
  expect(user(fact, 'toor')).toMatchObject({ sameUid: ['root'], sameName: [] })
  expect(fact.items.filter((each) => each.name === 'a').map((each) => each.sameName)).toEqual([
    ['/etc/passwd:4'],
    ['/etc/passwd:3'],
  ])
})

test('where the password is', async () => {
  const fact = await look({
    '/etc/passwd': 'empty::1:1::/:\nhere:$1$a$bcdefghijklmnopqrstuvw:2:2::/:\nnone:x:3:3::/:\ntwice:x:4:4::/:\n',
    '/etc/shadow': `twice::1:0:::::\ntwice:${hash}:1:0:::::\n`,
  })
  expect(fact.items.map((each) => [each.name, each.password?.value, each.hash?.value, each.password?.source])).toEqual([
    ['empty', 'empty', '', '/etc/passwd:1'],
    ['here', 'set', 'md5', '/etc/passwd:2'],
    ['none', 'disabled', '', 'no line in /etc/shadow'],
    ['twice', 'empty', '', '/etc/shadow:1'],
  ])
})

test('a shadow that may not be read, or is not there, makes no password known', async () => {
  const passwd = { '/etc/passwd': 'a:x:1:1::/:\n' }
  const missing = await look(passwd)
  expect(user(missing, 'a')?.password).toEqual({ source: '/etc/shadow', unknown: 'does not exist' })
  const closed = await look(passwd, (host) => ({ ...host, root: closing(host, '/etc/shadow') }))
  expect(user(closed, 'a')?.password).toEqual({ source: '/etc/shadow', unknown: 'permission denied' })
})

function closing(host: Host, path: string): Host['root'] {
  const read: Host['root']['read'] = async (asked, limit) =>
    asked === path ? denied('permission denied') : host.root.read(asked, limit)
  return { ...host.root, read }
}

test('groups of power and who is in them', async () => {
  const fact = await look({
    '/etc/passwd': 'root:x:0:0::/root:\nops:x:1000:1000::/:\neve:x:1001:998::/:\nadm:x:5:0::/:\n',
    '/etc/group': 'root:x:0:root\nsudo:x:27:ops,gone\ndocker:x:998:\nusers:x:100:ops\n',
  })
  expect(fact.groups.map(({ name, source, members }) => [name, source, members])).toEqual([
    ['docker', '/etc/group:3', ['eve']],
    ['root', '/etc/group:1', ['adm']],
    ['sudo', '/etc/group:2', ['gone', 'ops']],
  ])
})

const passwd = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n', '/etc/group': '' }
const closedFile = (content: string) => ({ mode: '0440', content })

test('what sudo grants, in the order of its files', async () => {
  const fact = await look({
    ...passwd,
    '/etc/sudoers': closedFile(
      'root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n@includedir sudoers.d\nlast ALL=/bin/z\n',
    ),
    '/etc/sudoers.d/90-cloud': closedFile('ops ALL=(ALL) NOPASSWD:ALL\n'),
    '/etc/sudoers.d/10-first': closedFile('Cmnd_Alias C = /bin/a *, /bin/b ""\neve web1=C\n'),
    '/etc/sudoers.d/README.md': closedFile('x ALL=ALL\n'),
    '/etc/sudoers.d/old~': closedFile('x ALL=ALL\n'),
  })
  expect(fact.sudo.map((each) => [each.source, each.user, each.command, each.arguments, each.password?.value])).toEqual(
    [
      ['/etc/sudoers:1', 'root', 'ALL', 'any', true],
      ['/etc/sudoers:2', '%sudo', 'ALL', 'any', true],
      ['/etc/sudoers.d/10-first:2', 'eve', '/bin/a', 'pattern', true],
      ['/etc/sudoers.d/10-first:2', 'eve', '/bin/b', 'none', true],
      ['/etc/sudoers.d/90-cloud:1', 'ops', 'ALL', 'any', false],
      ['/etc/sudoers:4', 'last', '/bin/z', 'any', true],
    ],
  )
  expect(fact.sudo[4]?.password?.source).toBe('NOPASSWD in /etc/sudoers.d/90-cloud:1')
  expect(fact.gaps.filter((gap) => !isRoot && /belongs to user/.test(gap.reason ?? '')).length).toBe(isRoot ? 0 : 3)
})

test.each([
  ['Defaults !authenticate\na ALL=ALL\n', [false]],
  ['Defaults:a !authenticate\na ALL=ALL\nb ALL=ALL\n', [false, true]],
  ['Defaults:a authenticate\nDefaults !authenticate\na ALL=ALL\nb ALL=ALL\n', [true, false]],
  ['Defaults!/x !authenticate\na ALL=/x, /y\n', [false, true]],
  ['Defaults>bin !authenticate\na ALL=(bin) /x, (root) /y\n', [false, true]],
  ['Defaults !authenticate\na ALL=PASSWD: ALL\n', [true]],
])('whether a password is asked for: %j', async (text, expected) => {
  const fact = await look({ ...passwd, '/etc/sudoers': closedFile(text) })
  expect(fact.sudo.map((each) => each.password?.value)).toEqual(expected)
})

test.each([
  ['a ALL=NOPASSWD:ALL\na ALL=ALL\n', '/etc/sudoers:2'],
  ['a ALL=NOPASSWD:/x *\na ALL=/x\n', '/etc/sudoers:2'],
  ['a h=NOPASSWD:ALL\nALL ALL=!ALL\n', '/etc/sudoers:2'],
  ['a ALL=(ALL) NOPASSWD:ALL\na ALL=(bin) ALL\n', ''],
  ['a ALL=NOPASSWD:ALL\na h=ALL\n', ''],
  ['a ALL=NOPASSWD:ALL\na ALL=/x\n', ''],
  ['a ALL=NOPASSWD:/x *\na ALL=/x b\n', ''],
  ['a ALL=NOPASSWD:ALL\nb ALL=ALL\n', ''],
  ['a ALL=NOPASSWD:ALL\nALL, !a ALL=ALL\n', ''],
])('what a later line takes the place of: %j', async (text, replacedBy) => {
  const fact = await look({ ...passwd, '/etc/sudoers': closedFile(text) })
  expect(fact.sudo[0]?.replacedBy).toBe(replacedBy)
})

test('options of sudo: the last one of a scope, and no text of the operator', async () => {
  const text =
    'Defaults timestamp_timeout=5, badpass_message="geheim"\nDefaults timestamp_timeout=-1\nDefaults:a,!b !lecture\n'
  const fact = await look({ ...passwd, '/etc/sudoers': closedFile(text) })
  expect(fact.sudoDefaults).toEqual([
    { name: 'timestamp_timeout', on: true, value: '-1', scope: '', source: '/etc/sudoers:2' },
    { name: 'badpass_message', on: true, value: '', scope: '', source: '/etc/sudoers:1' },
    { name: 'lecture', on: false, value: '', scope: ':a,!b', source: '/etc/sudoers:3' },
  ])
})

test('what sudo cannot use or Merlon cannot see is a gap', async () => {
  const fact = await look({
    ...passwd,
    '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nbroken\n+\n',
    '/etc/nsswitch.conf': 'passwd: files sss\nsudoers: files ldap\n',
    '/etc/sudoers': closedFile(
      'a ALL\n@include missing\n@include /etc/sudoers\n@include x-%h\n@includedir /etc/none\n',
    ),
  })
  const reasons = fact.gaps
    .map((gap) => `${gap.path}: ${gap.reason}`)
    .filter((each) => !each.includes('belongs to user'))
  expect(reasons).toEqual([
    '/etc/passwd: line 2 is not understood',
    '/etc/passwd: line 3 is users or groups of a network, which are not seen',
    '/etc/nsswitch.conf:1: users of sss are not seen',
    '/etc/nsswitch.conf:2: rules of sudo of ldap are not seen',
    '/etc/sudoers:1: sudo leaves the line out: column 6: no =',
    '/etc/missing: does not exist, named in /etc/sudoers:2',
    '/etc/missing: is more than 128 files deep, which sudo does not read',
    '/etc/sudoers: is more than 128 files deep, which sudo does not read',
    'x-%h: depends on the name of the host, in /etc/sudoers:4',
  ])
})

test.runIf(isRoot)('files that others can write are told, with what sudo says of them', async () => {
  const gaps = async (file: { uid?: number; gid?: number; mode: string }) =>
    (await look({ ...passwd, '/etc/sudoers': { content: 'a ALL=ALL\n', ...file } })).gaps.map((gap) => gap.reason)
  expect(await gaps({ mode: '0440' })).toEqual([])
  expect(await gaps({ mode: '0660' })).toEqual([])
  expect(await gaps({ mode: '0660', gid: 5 })).toEqual(['sudo refuses it while group 5 can write it'])
  expect(await gaps({ mode: '0442' })).toEqual(['sudo refuses it while everyone can write it'])
  expect(await gaps({ mode: '0440', uid: 7 })).toEqual(['sudo refuses it while it belongs to user 7'])
})

test('an empty node has no accounts; one whose passwd is closed does not tell them', async () => {
  expect(await accounts.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
  const host = openHost(makeHost({ files: passwd }))
  expect(await accounts.inspect({ ...host, root: closing(host, '/etc/passwd') })).toEqual({
    status: 'denied',
    reason: '/etc/passwd: permission denied',
  })
})

test('a closed sudoers is a gap', async () => {
  const files = { ...passwd, '/etc/sudoers': closedFile('a ALL=ALL\n') }
  const fact = await look(files, (host) => ({ ...host, root: closing(host, '/etc/sudoers') }))
  expect(fact.gaps).toEqual([{ path: '/etc/sudoers', reason: 'permission denied' }])
})

test('reads nothing but what it declares', async () => {
  const base = loadSpec('plain-debian')
  const files = {
    ...base.files,
    '/etc/sudoers': closedFile('@include extra\n@includedir sudoers.d\n'),
    '/etc/extra': '',
  }
  const { host, recording } = recordingHost(openHost(makeHost({ ...base, files })))
  expect((await accounts.inspect(host)).status).toBe('observed')
  expect(
    undeclared(accounts.reads, recording, {
      'named by @include and @includedir of sudoers': ['/etc/extra', '/etc/sudoers.d'],
      'homes that passwd names': ['/root', '/home/ops'],
    }),
  ).toEqual([])
})
