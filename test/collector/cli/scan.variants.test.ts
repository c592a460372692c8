// Nodes that nobody prepared for Merlon, through the command itself.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { block, onNode, sample } from '../../support/certificates.ts'
import { binFile, merlon, shared } from '../../support/cli.ts'
import { bootTime, type HostSpec, writeHost } from '../../support/fixture.ts'
import { any6, tcpTable } from '../../support/nettable.ts'
import { issue } from '../../support/pki.ts'
import { ed25519, privateFile, rsa1024 } from '../../support/sshkeys.ts'

const directory = shared()
const passwords = join(directory, 'passwords')
writeFileSync(passwords, 'secret\n')

interface Report {
  readonly findings: readonly { readonly rule: string; readonly subject: string; readonly outcome: string }[]
  readonly facts: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>
}

async function scan(name: string, spec: HostSpec, change: (root: string) => void, ...flags: string[]): Promise<Report> {
  const root = join(directory, name)
  mkdirSync(root)
  writeHost(root, spec)
  change(root)
  const args = ['scan', '--root', root, '--format', 'json', '--as-of', '2026-12-01', ...flags]
  const { code, stdout, stderr } = await merlon(args, { file: binFile })
  expect([code, stderr]).toEqual([1, ''])
  expect(stdout).not.toContain('geheim')
  return JSON.parse(stdout) as Report
}

/** Outcomes of one rule by their subjects. */
function outcomes({ findings }: Report, rule: string): Record<string, string> {
  const found = findings.filter((each) => each.rule === rule)
  return Object.fromEntries(found.map(({ subject, outcome }) => [subject, outcome]))
}

let lived: Report
let hostile: Report
beforeAll(async () => {
  const ca = await issue({ name: 'CN=ca', ca: true })
  const server = await issue({ name: 'CN=n1', by: ca, hosts: ['10.0.0.5'], usages: ['serverAuth'] })
  const ended = await issue({ name: 'CN=old', by: ca, notAfter: '2026-02-01T00:00:00Z' })
  lived = await scan(
    'lived',
    {
      files: {
        '/etc/hostname': 'n1\n',
        '/etc/passwd':
          'root:x:0:0::/root:/bin/bash\ntoor:x:0:0::/root:/bin/bash\nops:x:1000:1000::/home/ops:/bin/bash\n',
        '/etc/shadow': {
          mode: '0640',
          content: 'root:*:1::::::\ntoor::1::::::\nops:$1$geheim$geheimgeheimgeheimgehe:1::::::\n',
        },
        '/etc/group': 'root:x:0:\ndocker:x:998:ops\n',
        '/etc/sudoers': { mode: '0440', content: '@includedir /etc/sudoers.d\n' },
        '/etc/sudoers.d/90-cloud': { mode: '0440', content: 'ops ALL=(ALL) NOPASSWD:ALL\n' },
        '/usr/sbin/sshd': { content: 'x\0OpenSSH_9.2p1 Debian\0', mode: '0755' },
        '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\n',
        '/etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\n',
        '/etc/ssh/sshd_config.d/99-hardening.conf': 'PasswordAuthentication no\nPermitRootLogin no\n',
        '/root/.ssh/authorized_keys': {
          mode: '0600',
          content: `${rsa1024.text} x\n`,
        },
        '/home/ops': { directory: true, mode: '0755', uid: 1000, gid: 1000 },
        '/home/ops/id_ed25519': { content: privateFile(ed25519), mode: '0644', uid: 1000, gid: 1000 },
        '/tmp/.netrc': { content: 'machine a login b password geheim\n', mode: '0600' },
        '/etc/kubernetes/pki/apiserver.crt': `\uFEFF${server.cert}`.replaceAll('\n', '\r\n'),
        '/etc/kubernetes/pki/apiserver.key': { content: server.key, mode: '0440' },
        '/etc/kubernetes/pki/old.crt': `some text\n${ended.cert}more text\n`,
        '/opt/app/a.pem': sample('c01'),
      },
      processes: [
        {
          ...{ pid: 1, ppid: 0, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd', cgroup: '0::/init.scope' },
          ...{ network: 1, sockets: [9] },
          net: {
            tcp: tcpTable({ port: 2375, inode: 9 }, { port: 10259, inode: 9, address: '0100007F' }),
            ...{ tcp6: tcpTable({ port: 22, inode: 9, address: any6 }), udp: tcpTable(), udp6: tcpTable() },
          },
        },
        {
          ...onNode(700, 'sshd'),
          exe: '/usr/sbin/sshd',
          argv: ['sshd: /usr/sbin/sshd -D -o MaxAuthTries=20 [listener] 0 of 10-100 startups'],
        },
      ],
    },
    (root) => {
      writeFileSync(join(root, 'opt/app/b.der'), block('c01').der)
      writeFileSync(join(root, 'opt/app/c.p12'), block('p12-ec').der)
    },
    ...['--certificate-globs', '/opt/app/*', '--pkcs12-password-file', passwords],
  )
  const pipe = { fifo: true } as const
  hostile = await scan(
    'hostile',
    {
      files: {
        '/etc/hostname': 'n2\n',
        '/etc/passwd': pipe,
        '/etc/shadow': { link: '/etc/shadow' },
        '/etc/sudoers': { mode: '0440', content: '@include /etc/sudoers\n' },
        '/usr/sbin/sshd': { content: 'x\0OpenSSH_9.2p1 Debian\0', mode: '0755' },
        '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config\n',
        '/etc/kubernetes/admin.conf': { link: '../../../../../../../../../srv/admin.conf' },
        '/srv/admin.conf': { content: 'geheim', mode: '0604' },
        '/etc/kubernetes/pki/ca.crt': pipe,
        '/etc/kubernetes/pki/a\nb\u001b[31m.crt': { content: ended.cert, mode: '0666' },
        '/etc/kubernetes/pki/a b.key': { content: ended.key, mode: '0604' },
        '/root/id_rsa': pipe,
        '/tmp/token': `x${'geheim'.repeat(200_000)}`,
        '/etc/ssh/sshd_config.d/a.conf': { content: `Banner ${'x'.repeat(1_000_000)}\n`, mtime: bootTime + 9999 },
      },
      processes: [onNode(7, 'kubelet', '--kubeconfig=/etc/kubernetes/\u0007none.conf')],
    },
    () => undefined,
  )
}, 120_000)

test.each([
  ['sshd-password-login', { '': 'fail' }],
  ['sshd-root-login', { '': 'pass' }],
  ['sshd-max-auth-tries', { '': 'fail' }],
  ['ssh-key-strength', { [`root ${rsa1024.fingerprint}`]: 'fail', [`toor ${rsa1024.fingerprint}`]: 'fail' }],
  ['account-uid-zero', { ops: 'pass', root: 'pass', toor: 'fail' }],
  ['account-password-set', { ops: 'pass', root: 'pass', toor: 'fail' }],
  ['account-password-hash', { ops: 'fail', root: 'not-applicable', toor: 'not-applicable' }],
  ['account-group-power', { docker: 'review', root: 'review' }],
  ['sudo-password', { 'ops ALL': 'fail' }],
  ['credential-exposed', { '/home/ops/id_ed25519': 'fail', '/opt/app/c.p12': 'fail', '/tmp/.netrc': 'pass' }],
  ['credential-temporary', { '/home/ops/id_ed25519': 'pass', '/opt/app/c.p12': 'pass', '/tmp/.netrc': 'fail' }],
  ['listener-docker-api', { 'tcp/0.0.0.0:2375': 'fail' }],
  ['listener-scheduler', { 'tcp/127.0.0.1:10259': 'pass' }],
  ['listener-ssh-address', { 'tcp/[::]:22': 'review' }],
  ['pki-key-mode', { '/etc/kubernetes/pki/apiserver.key': 'fail' }],
  [
    'certificate-unnamed-valid',
    {
      ...{ '/etc/kubernetes/pki/apiserver.crt#1': 'pass', '/etc/kubernetes/pki/old.crt#1': 'fail' },
      ...{
        '/opt/app/a.pem#1': 'pass',
        '/opt/app/b.der#1': 'pass',
        '/opt/app/c.p12#1': 'pass',
        '/opt/app/c.p12#2': 'pass',
      },
    },
  ],
])('a node that people lived on: %s', (rule, expected) => {
  expect(outcomes(lived, rule)).toEqual(expected)
})

test.each([
  ['sshd-root-login', { '': 'unknown' }],
  ['account-uid-zero', { '': 'unknown' }],
  ['admin-kubeconfig-mode', { '/etc/kubernetes/admin.conf': 'fail' }],
  ['pki-key-mode', { '/etc/kubernetes/pki/a b.key': 'fail' }],
  ['kubelet-kubeconfig-mode', { '/etc/kubernetes/\u0007none.conf': 'fail' }],
  ['accounts-mode', { '/etc/passwd': 'pass' }],
  ['shadow-mode', { '/etc/shadow': 'unknown' }],
])('a node that somebody prepared against it: %s', (rule, expected) => {
  expect(outcomes(hostile, rule)).toMatchObject(expected)
})

test('what cannot be read is said, and no name breaks the report', () => {
  expect(hostile.facts['accounts']?.status).toBe('failed')
  expect(hostile.facts['ssh']?.reason).toMatch(/include/i)
  expect(outcomes(hostile, 'pki-certificate-mode')).toMatchObject({ '/etc/kubernetes/pki/a\nb\u001b[31m.crt': 'fail' })
})
