import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { sshKeys } from '../../../agent/inspect/sshkeys.ts'
import { type SshKeysFact, v1 } from '../../../proto/index.ts'
import { type HostSpec, isRoot, loadSpec, makeHost, withMore } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'
import { ed25519, privateFile, rsa1024, rsa2048 } from '../../support/sshkeys.ts'

const config = '/etc/ssh/sshd_config'
const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'anna:x:1000:1000::/home/anna:/bin/bash',
  'ben:x:1001:1001::/home/ben:/bin/bash',
  'git:x:105:105::/srv/git:/usr/sbin/nologin',
]

const base: HostSpec = {
  files: {
    '/usr/sbin/sshd': 'x\0OpenSSH_9.2p1 Debian\0',
    [config]: 'Port 22\n',
    '/etc/passwd': `${passwd.join('\n')}\n`,
    '/etc/group': 'root:x:0:\nanna:x:1000:\nadmins:x:2000:anna,ben\n',
    '/home/anna': { directory: true, uid: 1000, gid: 1000 },
    '/home/anna/.ssh': { directory: true, mode: '0700', uid: 1000, gid: 1000 },
    '/home/anna/.ssh/authorized_keys': { content: `${ed25519.text} anna@home\n`, mode: '0600', uid: 1000, gid: 1000 },
    '/root/.ssh/authorized_keys': { content: `command="/bin/backup now" ${rsa1024.text}\n`, mode: '0600' },
    '/etc/ssh/ssh_host_ed25519_key': { content: privateFile(ed25519), mode: '0600' },
    '/etc/ssh/ssh_host_rsa_key': { content: 'an older format', mode: '0640' },
    '/etc/ssh/ssh_host_rsa_key.pub': `${rsa2048.text} root@node\n`,
  },
}

const look = (spec: HostSpec, change: (host: Host) => Host = (host) => host) =>
  sshKeys.inspect(change(openHost(makeHost(spec))))

async function observe(spec: HostSpec, change?: (host: Host) => Host) {
  const seen = await look(spec, change)
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { ...seen.fact, gaps: seen.gaps }
}

const allowed = (fact: SshKeysFact) => fact.users?.map((each) => [each.name, each.allowed?.value, each.keys])

function forbid(...paths: string[]): (host: Host) => Host {
  return (host) => ({
    ...host,
    root: {
      ...host.root,
      read: async (path, limit) => (paths.includes(path) ? denied('permission denied') : host.root.read(path, limit)),
    },
  })
}

test.skipIf(!isRoot)('who may log in with which key', async () => {
  const fact = await observe(base)
  expect(allowed(fact)).toEqual([
    ['anna', true, 1],
    ['ben', true, 0],
    ['git', true, 0],
    ['root', true, 1],
  ])
  expect(fact.files).toMatchObject([
    { path: '/home/anna/.ssh/authorized_keys', user: 'anna', mode: '0600', uid: 1000, owner: 'anna', exposures: [] },
    { path: '/root/.ssh/authorized_keys', user: 'root', keys: 1, broken: [], strict: { value: true } },
  ])
  expect(fact.files?.[0]).toMatchObject({
    foundBy: 'authorizedkeysfile by default (OpenSSH 9.2p1)',
    strict: { value: true, source: 'state of /home/anna/.ssh/authorized_keys and the directories above it' },
  })
  const path = '/home/anna/.ssh/authorized_keys'
  expect(fact.authorized).toEqual([
    {
      ...{ name: `anna ${ed25519.fingerprint}`, user: 'anna', path, line: 1, type: 'ssh-ed25519', bits: 256 },
      ...{ fingerprint: ed25519.fingerprint, comment: 'anna@home', authority: false, options: [], command: '' },
      ...{ from: [], principals: [], environment: [], expires: '' },
    },
    expect.objectContaining({ name: `root ${rsa1024.fingerprint}`, bits: 1024, command: '/bin/backup' }),
  ])
  expect(fact.gaps).toEqual([])
})

test('the fact survives the wire', async () => {
  const { gaps: _, ...fact } = await observe(base)
  const decoded = v1.SshKeysFact.decode(v1.SshKeysFact.encode(fact).finish())
  expect(decoded.authorized.map((each) => each.fingerprint)).toEqual([ed25519.fingerprint, rsa1024.fingerprint])
  expect(decoded.hostKeys.map((each) => each.fingerprint?.value)).toEqual([ed25519.fingerprint, rsa2048.fingerprint])
})

test('host keys: the public part of the private key, or the file beside it', async () => {
  const { hostKeys } = await observe(base)
  const path = '/etc/ssh/ssh_host_ed25519_key'
  expect(hostKeys?.map((each) => each.path)).toEqual([path, '/etc/ssh/ssh_host_rsa_key'])
  expect(hostKeys?.[0]).toMatchObject({
    foundBy: 'hostkey by default (OpenSSH 9.2p1)',
    type: { value: 'ssh-ed25519', source: `public part of ${path}` },
    bits: { value: 256 },
    fingerprint: { value: ed25519.fingerprint },
    mode: { value: '0600', source: `state of ${path}` },
  })
  expect(hostKeys?.[1]).toMatchObject({
    fingerprint: { value: rsa2048.fingerprint, source: 'file /etc/ssh/ssh_host_rsa_key.pub' },
    mode: { value: '0640' },
  })
  const files = { '/etc/ssh/ssh_host_rsa_key.pub': 'rubbish\n', [config]: 'HostKey /etc/ssh/ssh_host_rsa_key\n' }
  expect((await observe(withMore(base, { files }))).hostKeys).toMatchObject([
    { foundBy: `hostkey by file ${config}:1`, fingerprint: { unknown: 'is no public key' } },
  ])
})

test('files that AuthorizedKeysFile names, with its tokens, in blocks that may hold too', async () => {
  const text =
    'AuthorizedKeysFile /keys/%u-%U %h/k\nMatch Group admins\nAuthorizedKeysFile /admins/%u\nMatch User git\nAuthorizedKeysFile none\n'
  const files = {
    [config]: text,
    '/keys/git-105': `${ed25519.text}\n`,
    '/home/ben/k': `${ed25519.text}\n${ed25519.text}\n`,
    '/admins/anna': `${rsa2048.text}\n`,
    '/admins/git': `${rsa2048.text}\n`,
  }
  const { authorized } = await observe(withMore(base, { files }))
  expect(authorized?.map((each) => [each.name, each.path])).toEqual([
    [`anna ${rsa2048.fingerprint}`, '/admins/anna'],
    [`ben ${ed25519.fingerprint}`, '/home/ben/k'],
    [`ben ${ed25519.fingerprint} #2`, '/home/ben/k'],
    [`git ${ed25519.fingerprint}`, '/keys/git-105'],
  ])
})

test('authorities that vouch for every account', async () => {
  const files = { [config]: 'TrustedUserCAKeys /etc/ssh/ca.pub\n', '/etc/ssh/ca.pub': `${ed25519.text} ca\n` }
  const fact = await observe(withMore(base, { files }))
  expect(fact.authorized?.[0]).toMatchObject({ name: `* ${ed25519.fingerprint}`, user: '*', authority: true })
  expect(fact.files?.[0]).toMatchObject({ path: '/etc/ssh/ca.pub', foundBy: `trustedusercakeys by file ${config}:1` })
})

test.each([
  ['AllowUsers anna ben@10.0.0.1', { anna: true, ben: true, git: false, root: false }],
  ['DenyUsers b* anna@10.0.0.1 root@*', { anna: true, ben: false, git: true, root: false }],
  ['AllowGroups admins', { anna: true, ben: true, git: false, root: false }],
  ['DenyGroups admins', { anna: false, ben: false, git: true, root: true }],
  ['PermitRootLogin no', { anna: true, ben: true, git: true, root: false }],
  ['AllowUsers anna\nMatch Address 10.0.0.0/8\nAllowUsers git', { anna: true, ben: false, git: true, root: false }],
  ['AllowUsers anna\nMatch User ben\nAllowUsers ben', { anna: true, ben: true, git: false, root: false }],
  ['PermitRootLogin no\nMatch User anna\nPermitRootLogin yes', { anna: true, ben: true, git: true, root: false }],
  ['PermitRootLogin no\nMatch LocalPort 22\nPermitRootLogin yes', { anna: true, ben: true, git: true, root: true }],
])('whom sshd lets in, at worst: %j', async (text, expected) => {
  const fact = await observe(withMore(base, { files: { [config]: `${text}\n` } }))
  expect(Object.fromEntries(fact.users?.map((each) => [each.name, each.allowed?.value]) ?? [])).toEqual(expected)
})

test.skipIf(!isRoot).each([
  [
    '/home/anna/.ssh',
    { directory: true, mode: '0770', uid: 1000 },
    '/home/anna/.ssh can be changed by its group (0770)',
  ],
  [
    '/home/anna',
    { directory: true, mode: '0777', uid: 1000 },
    '/home/anna can be changed by its group and everyone (0777)',
  ],
  ['/home/anna', { directory: true, uid: 1001 }, '/home/anna belongs to ben'],
] as const)('%s %j', async (path, file, exposure) => {
  const fact = await observe(withMore(base, { files: { [path]: file } }))
  expect(fact.files?.[0]).toMatchObject({ user: 'anna', strict: { value: false }, exposures: [exposure] })
})

test('lines that are no keys are told with their reason', async () => {
  const files = { '/root/.ssh/authorized_keys': `rubbish\n${ed25519.text}\n` }
  const fact = await observe(withMore(base, { files }))
  expect(fact.files?.find((each) => each.user === 'root')).toMatchObject({ keys: 1, broken: ['line 1 is no key'] })
})

test('files that cannot be read are gaps', async () => {
  const path = '/root/.ssh/authorized_keys'
  const { authorized, gaps } = await observe(base, forbid(path))
  expect(authorized?.map((each) => each.user)).toEqual(['anna'])
  expect(gaps).toEqual([{ path, reason: 'permission denied' }])
  expect(await look(base, forbid('/etc/passwd'))).toEqual({
    status: 'denied',
    reason: '/etc/passwd: permission denied',
  })
  const dropIn = '/etc/ssh/sshd_config.d/1.conf'
  const files = { [config]: 'Include /etc/ssh/sshd_config.d/*.conf\n', [dropIn]: '' }
  const hidden = await observe(withMore(base, { files }), forbid(dropIn))
  expect(hidden.users?.[0]?.allowed).toMatchObject({ unknown: expect.stringContaining(dropIn) })
  expect(hidden.gaps).toContainEqual({ path: dropIn, reason: 'permission denied' })
})

test('where the configuration does not load, the usual places and no answer', async () => {
  const fact = await observe(withMore(base, { files: { [config]: 'Nonsense\n' } }))
  expect(fact.authorized?.map((each) => each.user)).toEqual(['anna', 'root'])
  expect(fact.users?.[0]?.allowed?.unknown).toBe('the configuration of sshd does not load')
  expect(fact.gaps).toEqual([{ path: config, reason: expect.stringMatching(/^does not load: /) }])
})

test('a node without sshd', async () => {
  expect(await look({})).toEqual({ status: 'absent' })
})

test('the fixture node', async () => {
  const fact = await observe(loadSpec('kubeadm-worker'))
  expect(fact.users?.map((each) => each.name)).toContain('root')
})

test('it reads what it declares', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(withMore(base, { files: { [config]: 'HostKey /k\n' } }))))
  await sshKeys.inspect(host)
  const keys = ['/root', '/home/anna', '/home/ben', '/srv/git'].flatMap((home) =>
    ['', '2'].map((end) => `${home}/.ssh/authorized_keys${end}`),
  )
  const above = ['/', '/home', '/home/anna', '/home/anna/.ssh', '/root', '/root/.ssh']
  const named = {
    'AuthorizedKeysFile, for every account': keys,
    HostKey: ['/k', '/k.pub'],
    'directories above a file with keys': above,
  }
  expect(undeclared(sshKeys.reads, recording, named)).toEqual([])
})
