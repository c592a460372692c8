import { expect, test } from 'vitest'
import type { Host } from '../../../agent/host/host.ts'
import { openHost } from '../../../agent/host/host.ts'
import { denied, type Look } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import type { Observation } from '../../../agent/inspect/inspector.ts'
import { ssh } from '../../../agent/inspect/ssh.ts'
import type { SshFact } from '../../../proto/index.ts'
import { v1 } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import { bootTime, type HostSpec, loadSpec, makeHost, type ProcessSpec, withMore } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const main = '/etc/ssh/sshd_config'
const startedAt = bootTime + 100

const sshd: ProcessSpec = {
  pid: 700,
  exe: '/usr/sbin/sshd',
  argv: ['sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups'],
  started: 100,
}

function dpkg(version: string, status = 'install ok installed'): string {
  const others = 'Package: openssh-client\nStatus: install ok installed\nVersion: 1:1.1p1-1\n'
  return `${others}\nPackage: openssh-server\nStatus: ${status}\nArchitecture: amd64\nVersion: ${version}\nDescription: x\n y\n\n${others}`
}

const debian: HostSpec = {
  files: {
    '/usr/sbin/sshd': { mode: '0755' },
    '/var/lib/dpkg/status': dpkg('1:9.2p1-2+deb12u7'),
    [main]: 'Include /etc/ssh/sshd_config.d/*.conf\nKbdInteractiveAuthentication no\nUsePAM yes\nPermitRootLogin no\n',
  },
  processes: [sshd],
}

function look(spec: HostSpec, change: (host: Host) => Host = (host) => host): Promise<Observation<SshFact>> {
  return ssh.inspect(change(openHost(makeHost(spec))))
}

async function observe(spec: HostSpec, change?: (host: Host) => Host): Promise<SshFact> {
  const seen = await look(spec, change)
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return seen.fact
}

function setting(fact: SshFact, path: string): unknown {
  const found = fact.settings?.find((each) => each.path === path)
  if (found?.unknown) return { unknown: found.unknown, source: found.source }
  return found && { value: fromValue(found.value), source: found.source }
}

/** The same host, where some paths cannot be read. */
function forbid(...paths: string[]): (host: Host) => Host {
  const no: Look<never> = denied('permission denied')
  return (host) => ({
    ...host,
    root: { ...host.root, read: async (path, limit) => (paths.includes(path) ? no : host.root.read(path, limit)) },
  })
}

test('a Debian node', async () => {
  const files = { '/etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\n' }
  const fact = await observe(withMore(debian, { files }))
  expect({ ...fact, settings: [] }).toEqual({
    settings: [],
    matches: [],
    warnings: [],
    version: { value: '9.2p1', source: 'file /var/lib/dpkg/status' },
    daemon: { pid: 700, executable: '/usr/sbin/sshd', started: '2025-11-21T04:41:40Z' },
    files: [main, '/etc/ssh/sshd_config.d/50-cloud-init.conf'].map((path) => ({
      path,
      changedSinceStart: { value: false, source: `modification time of ${path}` },
    })),
  })
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'no', source: `file ${main}:4` })
  expect(setting(fact, 'passwordauthentication')).toEqual({
    value: 'yes',
    source: 'file /etc/ssh/sshd_config.d/50-cloud-init.conf:1',
  })
  expect(setting(fact, 'maxauthtries')).toEqual({ value: 6, source: 'default (OpenSSH 9.2p1)' })
  expect(setting(fact, 'debianbanner')).toEqual({ value: 'yes', source: 'default (OpenSSH 9.2p1)' })
})

test('the fact survives the wire', async () => {
  const text = 'Port 22\nAllowUsers a b\nMatch User git\nForceCommand /bin/git-shell\nMaxSessions 1\n'
  const fact = await observe(withMore(debian, { files: { [main]: text } }))
  const decoded = v1.SshFact.decode(v1.SshFact.encode(fact).finish())
  expect(fromValue(decoded.settings.find((each) => each.path === 'allowusers')?.value)).toEqual(['a', 'b'])
  expect(decoded.matches.map((each) => [each.criteria, each.source, each.settings?.map((one) => one.path)])).toEqual([
    ['User git', `file ${main}:3`, ['forcecommand', 'maxsessions']],
  ])
})

test('options in the title of the daemon beat the file', async () => {
  const argv = ['sshd: /usr/sbin/sshd -D -o PermitRootLogin=yes [listener] 0 of 10-100 startups']
  const fact = await observe({ ...debian, processes: [{ ...sshd, argv }] })
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'yes', source: 'flag -o' })
})

test('a daemon that did not write its title', async () => {
  const argv = ['/usr/sbin/sshd', '-D', '-o', 'PermitRootLogin yes', '-p', '2222']
  const fact = await observe({ ...debian, processes: [{ ...sshd, argv }] })
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'yes', source: 'flag -o' })
  expect(setting(fact, 'port')).toEqual({ value: [2222], source: 'flag -p' })
})

test('another file on the command line', async () => {
  const argv = ['sshd: /usr/sbin/sshd -f /etc/other_config [listener] 0 of 10-100 startups']
  const files = { '/etc/other_config': 'PermitRootLogin forced-commands-only\n' }
  const fact = await observe({ ...withMore(debian, { files }), processes: [{ ...sshd, argv }] })
  expect(fact.files?.map((each) => each.path)).toEqual(['/etc/other_config'])
  expect(setting(fact, 'permitrootlogin')).toEqual({
    value: 'forced-commands-only',
    source: 'file /etc/other_config:1',
  })
})

test('sessions, children and containers are not the daemon', async () => {
  const evil = 'sshd: /usr/sbin/sshd -o PermitRootLogin=yes [listener] 0 of 10-100 startups'
  const fact = await observe({
    ...debian,
    processes: [
      { pid: 10, exe: '/usr/sbin/sshd', argv: ['sshd: root [priv]'] },
      { pid: 11, exe: '/usr/sbin/sshd', argv: ['sshd: root@pts/0'] },
      { pid: 12, exe: '/usr/sbin/sshd', argv: ['/usr/sbin/sshd', '-D', '-R'] },
      { pid: 13, exe: '/usr/lib/openssh/sshd-session', argv: ['sshd-session: root [priv]'] },
      { pid: 14, exe: '/usr/sbin/sshd', argv: [evil], cgroup: '0::/kubepods.slice/x' },
      { pid: 15, exe: '/usr/sbin/sshd', argv: [evil], nspid: [15, 1] },
    ],
  })
  expect(fact.daemon).toBeUndefined()
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'no', source: `file ${main}:4` })
  expect(fact.files).toEqual([
    { path: main, changedSinceStart: { source: `modification time of ${main}`, unknown: 'no sshd runs' } },
  ])
})

test('of two daemons the one with the lowest id, and that is said', async () => {
  const fact = await observe(withMore(debian, { processes: [{ ...sshd, pid: 900 }] }))
  expect(fact.daemon?.pid).toBe(700)
  expect(fact.warnings).toContain('more than one sshd listens: this is process 700, also 900')
})

test('what a title that is cut off may hide is unknown', async () => {
  const argv = ['sshd: /usr/sbin/sshd -D -o PermitRootLogin=yes -o MaxAuthTr']
  const seen = await look({ ...debian, processes: [{ ...sshd, argv }] })
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(seen.gaps).toEqual([{ path: '/proc/700/cmdline', reason: 'the command line is cut off' }])
  expect(setting(seen.fact, 'permitrootlogin')).toEqual({ value: 'yes', source: 'flag -o' })
  expect(setting(seen.fact, 'usepam')).toEqual({
    unknown: '/proc/700/cmdline could set it and cannot be read: the command line is cut off',
    source: 'file /proc/700/cmdline',
  })
})

test("an sshd that a user started is not the node's", async () => {
  const argv = ['sshd: /usr/sbin/sshd -f /home/eve/config -o PermitRootLogin=no [listener] 0 of 10-100 startups']
  const fact = await observe(withMore(debian, { processes: [{ pid: 5, uid: 1000, exe: '/usr/sbin/sshd', argv }] }))
  expect(fact.daemon?.pid).toBe(700)
})

test('an executable that cannot be read is named by the title', async () => {
  const fact = await observe({ ...debian, processes: [{ ...sshd, exe: null }] })
  expect(fact.daemon?.executable).toBe('/usr/sbin/sshd')
})

test.each([
  ['/etc/default/ssh', 'SSHD_OPTS="-o PermitRootLogin=yes"\n'],
  ['/etc/sysconfig/sshd', '\nOPTIONS=-oPermitRootLogin=yes\n'],
])('where no daemon runs, %s says how it would start', async (path, text) => {
  const line = text.startsWith('\n') ? 2 : 1
  const idle = { ...withMore(debian, { files: { [path]: text } }), processes: [] }
  expect(setting(await observe(idle), 'permitrootlogin')).toEqual({ value: 'yes', source: `file ${path}:${line}` })
  const running = { ...idle, processes: [sshd] }
  expect(setting(await observe(running), 'permitrootlogin')).toEqual({ value: 'no', source: `file ${main}:4` })
})

test('the configuration of openSUSE counts where there is none in /etc', async () => {
  const vendor = '/usr/etc/ssh/sshd_config'
  const files = { [vendor]: 'PermitRootLogin no\n', '/usr/sbin/sshd': '' }
  const fact = await observe({ files })
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'no', source: `file ${vendor}:1` })
  const own = await observe({ files: { ...files, [main]: 'PermitRootLogin yes\n' } })
  expect(setting(own, 'permitrootlogin')).toEqual({ value: 'yes', source: `file ${main}:1` })
})

test('where the version is not known, defaults that differ are unknown', async () => {
  const fact = await observe({ files: { '/usr/sbin/sshd': '', [main]: 'Port 22\n' } })
  expect(fact.version).toEqual({ source: 'file /var/lib/dpkg/status', unknown: 'does not exist' })
  expect(setting(fact, 'kexalgorithms')).toEqual({
    unknown: 'the default depends on the version of OpenSSH, which is not known',
    source: 'default (OpenSSH)',
  })
  expect(setting(fact, 'permitrootlogin')).toEqual({ value: 'prohibit-password', source: 'default (OpenSSH)' })
})

test.each([
  ['1:9.6p1-3ubuntu13.5', 'install ok installed', { value: '9.6p1', source: 'file /var/lib/dpkg/status' }],
  ['1:10.0p1-7', 'hold ok installed', { value: '10.0p1', source: 'file /var/lib/dpkg/status' }],
  [
    '1:9.2p1-2',
    'deinstall ok config-files',
    { source: 'file /var/lib/dpkg/status', unknown: 'openssh-server is not among the installed packages' },
  ],
])('package %s, %s', async (version, status, expected) => {
  const files = { '/var/lib/dpkg/status': dpkg(version, status) }
  expect((await observe(withMore(debian, { files }))).version).toEqual(expected)
})

test.each([
  [startedAt + 1, false],
  [startedAt + 2, false],
  [startedAt + 3, true],
])('a file of %d was changed since the start: %s', async (mtime, expected) => {
  const fact = await observe(withMore(debian, { files: { [main]: { content: 'Port 22\n', mtime } } }))
  expect(fact.files?.[0]?.changedSinceStart?.value).toBe(expected)
})

test.each([
  ['nothing', {}],
  ['the sshd of a pod', { processes: [{ ...sshd, cgroup: '0::/kubepods/burstable/podx/y' }] }],
  [
    'a node with other files',
    { files: { '/etc/ssh/ssh_config': 'Host *\n', '/var/lib/dpkg/status': dpkg('1:9.2p1-2') } },
  ],
] satisfies [string, HostSpec][])('no sshd: %s', async (_, spec) => {
  expect(await look(spec)).toEqual({ status: 'absent' })
})

test('an sshd without configuration', async () => {
  const reason = `${main}: does not exist`
  expect(await look({ files: { '/usr/sbin/sshd': '' } })).toEqual({ status: 'failed', reason })
  expect(await look({ processes: [sshd] })).toEqual({ status: 'failed', reason })
})

test('a configuration that sshd refuses', async () => {
  const files = { [main]: { content: 'Port 22\nPermitRootLogins no\n' } }
  const reason = `does not load: ${main} line 2: bad configuration option: PermitRootLogins`
  expect(await look(withMore(debian, { files }))).toEqual({ status: 'failed', reason })
  const newer = { [main]: { content: 'Port 22\nPermitRootLogins no\n', mtime: startedAt + 60 } }
  expect(await look(withMore(debian, { files: newer }))).toEqual({
    status: 'failed',
    reason: `${reason}; the running sshd (process 700) still has what it read before ${main} changed`,
  })
})

test('a main file that cannot be read', async () => {
  expect(await look(debian, forbid(main))).toEqual({ status: 'denied', reason: `${main}: permission denied` })
  expect(await look(withMore(debian, { files: { [main]: { directory: true } } }))).toEqual({
    status: 'failed',
    reason: `${main}: a directory, not a regular file`,
  })
})

test('a drop-in that cannot be read', async () => {
  const hidden = '/etc/ssh/sshd_config.d/50-hidden.conf'
  const seen = await look(withMore(debian, { files: { [hidden]: { content: '', mode: '0600' } } }), forbid(hidden))
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(seen.gaps).toEqual([{ path: hidden, reason: 'permission denied' }])
  expect(setting(seen.fact, 'permitrootlogin')).toEqual({
    unknown: `${hidden} could set it and cannot be read: permission denied`,
    source: `file ${hidden}`,
  })
})

test('a package database that cannot be read', async () => {
  const seen = await look(debian, forbid('/var/lib/dpkg/status'))
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(seen.gaps).toEqual([{ path: '/var/lib/dpkg/status', reason: 'permission denied' }])
  expect(seen.fact.version).toEqual({ source: 'file /var/lib/dpkg/status', unknown: 'permission denied' })
})

const noProcesses = (host: Host): Host => ({
  ...host,
  proc: { ...host.proc, processes: () => denied('permission denied') },
})

test('where processes cannot be listed, options may say anything', async () => {
  const seen = await look(debian, noProcesses)
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(seen.gaps).toEqual([{ path: '/proc', reason: 'permission denied' }])
  expect(setting(seen.fact, 'permitrootlogin')).toEqual({
    unknown: '/proc could set it and cannot be read: permission denied',
    source: 'file /proc',
  })
  expect(await look({}, noProcesses)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('where the file of options cannot be read, they may say anything', async () => {
  const idle = { ...withMore(debian, { files: { '/etc/default/ssh': '' } }), processes: [] }
  const seen = await look(idle, forbid('/etc/default/ssh'))
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(seen.gaps).toEqual([{ path: '/etc/default/ssh', reason: 'permission denied' }])
  expect(setting(seen.fact, 'permitrootlogin')).toMatchObject({ source: 'file /etc/default/ssh' })
})

test('the fixture node', async () => {
  const fact = await observe(loadSpec('plain-debian'))
  expect(fact.daemon).toEqual({ pid: 620, executable: '/usr/sbin/sshd', started: '2025-11-21T04:40:08Z' })
  expect(fact.version?.value).toBe('9.2p1')
  const set = fact.settings?.filter((each) => each.source?.startsWith('file '))
  expect(set?.map((each) => [each.path, fromValue(each.value)])).toEqual([
    ['acceptenv', ['LANG', 'LC_*']],
    ['kbdinteractiveauthentication', 'no'],
    ['printmotd', 'no'],
    ['subsystem', ['sftp /usr/lib/openssh/sftp-server']],
    ['usepam', 'yes'],
    ['x11forwarding', 'yes'],
  ])
})

test('it reads what it declares', async () => {
  const files = {
    '/etc/ssh/sshd_config.d/1.conf': 'Port 22\n',
    [main]: 'Include /etc/ssh/sshd_config.d/*.conf\n',
    '/etc/default/ssh': '',
    ...socketFiles,
  }
  const { host, recording } = recordingHost(openHost(makeHost({ ...withMore(debian, { files }), processes: [] })))
  await ssh.inspect(host)
  const through = ['/etc', '/etc/ssh', '/etc/ssh/sshd_config.d']
  expect(undeclared(ssh.reads, recording, { 'Include in the configuration': through })).toEqual([])
  expect([...recording.directories]).toContain('/etc/ssh/sshd_config.d')
})

const units = '/usr/lib/systemd/system'
const wants = '/etc/systemd/system/sockets.target.wants'
const socketFiles: NonNullable<HostSpec['files']> = {
  [`${units}/ssh.service`]: '[Service]\nEnvironmentFile=-/etc/default/ssh\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\n',
  [`${units}/ssh.socket`]: '[Socket]\nListenStream=22\nAccept=no\n',
  [`${wants}/ssh.socket`]: { link: `${units}/ssh.socket` },
}

test('a socket that systemd opens: what sshd_config says of ports opens nothing', async () => {
  const files = { ...socketFiles, [main]: 'Port 2222\n' }
  const fact = await observe({ ...withMore(debian, { files }), processes: [] })
  expect(fact.socket).toEqual({ unit: 'ssh.socket', listen: ['[::]:22'], source: `file ${units}/ssh.socket:2` })
  expect(setting(fact, 'port')).toEqual({ value: [2222], source: `file ${main}:1` })
  const decoded = v1.SshFact.decode(v1.SshFact.encode(fact).finish())
  expect(decoded.socket?.listen).toEqual(['[::]:22'])
})

test('a drop-in of the socket, and what Ubuntu makes of sshd_config', async () => {
  const own = '/etc/systemd/system/ssh.socket.d/a.conf'
  const made = '/run/systemd/generator/ssh.socket.d/addresses.conf'
  const dropIn = '[Socket]\nListenStream=\nListenStream=0.0.0.0:2222\nListenStream=[::1]:2223\n'
  const files = { ...socketFiles, [own]: dropIn }
  expect((await observe(withMore(debian, { files }))).socket).toMatchObject({
    listen: ['0.0.0.0:2222', '[::1]:2223'],
    source: `file ${own}:3, file ${own}:4`,
  })
  const later = { ...files, [made]: '[Socket]\nListenStream=\nListenStream=2022\n' }
  expect((await observe(withMore(debian, { files: later }))).socket?.listen).toEqual(['[::]:2022'])
})

test('a socket that is not switched on, or not there', async () => {
  const { [`${wants}/ssh.socket`]: _, ...off } = socketFiles
  expect((await observe(withMore(debian, { files: off }))).socket).toBeUndefined()
  expect((await observe(debian)).socket).toBeUndefined()
})

test('a socket that cannot be read is a gap', async () => {
  const seen = await look(withMore(debian, { files: socketFiles }), forbid(`${units}/ssh.socket`))
  if (seen.status !== 'observed') throw new Error(seen.status)
  const reason = `${units}/ssh.socket: permission denied`
  expect([seen.fact.socket, seen.gaps]).toEqual([undefined, [{ path: 'the socket unit of sshd', reason }]])
})

test.each([
  ['a drop-in of the service', 'ExecStart=\nExecStart=/usr/sbin/sshd -D -o PermitRootLogin=yes', 3],
  ['a variable of the service', 'Environment="SSHD_OPTS=-o PermitRootLogin=yes"', 2],
])('where no sshd runs, %s says how it would start', async (_, text, line) => {
  const path = '/etc/systemd/system/ssh.service.d/x.conf'
  const idle = { ...withMore(debian, { files: { ...socketFiles, [path]: `[Service]\n${text}\n` } }), processes: [] }
  expect(setting(await observe(idle), 'permitrootlogin')).toEqual({ value: 'yes', source: `file ${path}:${line}` })
})

test('the service of Red Hat reads its options and its crypto policy', async () => {
  const policy = '/etc/crypto-policies/back-ends/opensshserver.config'
  const service = [
    '[Service]',
    `EnvironmentFile=-${policy}`,
    'EnvironmentFile=-/etc/sysconfig/sshd',
    'ExecStart=/usr/sbin/sshd -D $OPTIONS $CRYPTO_POLICY',
  ]
  const files = {
    '/usr/sbin/sshd': 'x\0OpenSSH_8.0p1\0',
    [main]: 'Ciphers aes128-ctr\n',
    [`${units}/sshd.service`]: service.join('\n'),
    '/etc/sysconfig/sshd': 'OPTIONS="-o MaxAuthTries=3"\n',
    [policy]: "CRYPTO_POLICY='-oCiphers=aes256-ctr -oMACs=hmac-sha2-256'\n",
  }
  const fact = await observe({ files })
  expect(setting(fact, 'ciphers')).toEqual({ value: ['aes256-ctr'], source: `file ${policy}:1` })
  expect(setting(fact, 'macs')).toEqual({ value: ['hmac-sha2-256'], source: `file ${policy}:1` })
  expect(setting(fact, 'maxauthtries')).toEqual({ value: 3, source: 'file /etc/sysconfig/sshd:1' })
  const without = { ...files, [`${units}/sshd.service`]: { directory: true as const } }
  const seen = await look({ files: without })
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(setting(seen.fact, 'ciphers')).toMatchObject({ unknown: expect.stringContaining('the service of sshd') })
})

test('a crypto policy that Red Hat 9 includes', async () => {
  const policy = '/etc/crypto-policies/back-ends/opensshserver.config'
  const files = {
    '/usr/sbin/sshd': 'x\0OpenSSH_8.7p1\0',
    [main]: 'Include /etc/ssh/sshd_config.d/*.conf\nCiphers aes128-ctr\n',
    '/etc/ssh/sshd_config.d/50-redhat.conf': `Include ${policy}\nUsePAM yes\n`,
    '/etc/ssh/sshd_config.d/99-own.conf': 'Ciphers aes192-ctr\n',
    '/usr/share/crypto-policies/DEFAULT/opensshserver.txt': 'Ciphers aes256-gcm@openssh.com,aes256-ctr\n',
    [policy]: { link: '/usr/share/crypto-policies/DEFAULT/opensshserver.txt' },
  }
  const fact = await observe({ files })
  expect(setting(fact, 'ciphers')).toEqual({
    value: ['aes256-gcm@openssh.com', 'aes256-ctr'],
    source: `file ${policy}:1`,
  })
})

test.each([
  ['OpenSSH_9.2\0OpenSSH_9.2p1 Debian-2\0', '9.2p1'],
  ['OpenSSH_3.*\0OpenSSH_10.0\0', '10.0'],
])('where no package tells, the program does: %j', async (text, version) => {
  const files = { '/usr/sbin/sshd': `${'x'.repeat(1024 * 1024 - 10)}\0${text}`, [main]: 'Port 22\n' }
  expect((await observe({ files })).version).toEqual({ value: version, source: 'text in /usr/sbin/sshd' })
})
