import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { kernel } from '../../../agent/inspect/kernel.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import type { KernelFact } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'
import { kernelFiles } from '../../support/kernel.ts'
import { undeclared } from '../../support/reads.ts'

const init = { pid: 1, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd' }
const timesyncd = { pid: 300, argv: ['/lib/systemd/systemd-timesyncd'] }
const auditd = { pid: 301, argv: ['/sbin/auditd'] }

async function look(spec: HostSpec, change: (host: Host) => Host = (host) => host) {
  const seen = await kernel.inspect(change(openHost(makeHost(spec))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { ...(seen.fact as Required<KernelFact>), gaps: seen.gaps ?? [] }
}

const populated = { files: kernelFiles, processes: [init, timesyncd, auditd] }

const sysctl = (fact: KernelFact, name: string) => fact.sysctls?.find((each) => each.path === name)

test('variables are what the kernel says', async () => {
  const fact = await look(populated)
  expect(fromValue(sysctl(fact, 'kernel.randomize_va_space')?.value)).toBe(2)
  expect(sysctl(fact, 'kernel.randomize_va_space')?.source).toBe('file /proc/sys/kernel/randomize_va_space')
  expect(fromValue(sysctl(fact, 'kernel.core_pattern')?.value)).toBe('|/usr/lib/systemd/systemd-coredump %P %u')
  expect(sysctl(fact, 'vm.swappiness')?.unknown).toBe('this kernel has no such variable')
  expect(fact.missing).toContain('vm.swappiness')
  expect(fact.missing).not.toContain('kernel.kptr_restrict')
})

test('a value that is no number is not known', async () => {
  const fact = await look({ files: { ...kernelFiles, '/proc/sys/kernel/kptr_restrict': 'many\n' }, processes: [init] })
  expect(sysctl(fact, 'kernel.kptr_restrict')?.unknown).toBe('is no whole number')
})

test('a copy of some variables says nothing of the others', async () => {
  const files = { '/proc/sys/kernel/osrelease': '6.1.0\n', '/proc/sys/kernel/kptr_restrict': '1\n' }
  const fact = await look({ files, processes: [init] })
  expect(fromValue(sysctl(fact, 'kernel.kptr_restrict')?.value)).toBe(1)
  expect(sysctl(fact, 'kernel.yama.ptrace_scope')?.unknown).toBe('not all of /proc/sys is there')
  expect(fact.missing).toEqual([])
})

test('what a start would set, and what holds now', async () => {
  const { configured } = await look(populated)
  expect(configured).toEqual([
    {
      ...{ name: 'kernel.kptr_restrict', value: '1', source: '/etc/sysctl.d/99-hardening.conf:1' },
      overridden: ['/usr/lib/sysctl.d/50-default.conf:1'],
      running: { value: '0', source: 'file /proc/sys/kernel/kptr_restrict' },
    },
    {
      ...{ name: 'net.ipv4.conf.all.rp_filter', value: '2', source: '/etc/sysctl.d/99-hardening.conf:2' },
      overridden: [],
      running: { value: '2', source: 'file /proc/sys/net/ipv4/conf/all/rp_filter' },
    },
    {
      ...{ name: 'net.ipv4.conf.default.rp_filter', value: '2', source: '/etc/sysctl.d/99-hardening.conf:2' },
      overridden: [],
      running: {
        source: 'file /proc/sys/net/ipv4/conf/default/rp_filter',
        unknown: 'this kernel has no such variable',
      },
    },
  ])
})

test('variables of the network are those of whoever asks', async () => {
  const inPod = (host: Host): Host => ({
    ...host,
    proc: {
      ...host.proc,
      link: (path) => ({ status: 'observed', value: path.startsWith('self') ? 'net:[2]' : 'net:[1]' }),
    },
  })
  const fact = await look(populated, inPod)
  const unknown = 'the kernel tells the agent only of its own network namespace'
  expect(sysctl(fact, 'net.ipv4.conf.all.rp_filter')?.unknown).toBe(unknown)
  expect(fact.configured.find((each) => each.name === 'net.ipv4.conf.all.rp_filter')?.running?.unknown).toBe(unknown)
  expect(fact.missing?.filter((name) => name.startsWith('net.'))).toEqual([])
  expect(fromValue(sysctl(fact, 'kernel.randomize_va_space')?.value)).toBe(2)
})

test('where nobody may look whose network the agent is in, its variables are not taken for the node’s', async () => {
  const unprivileged = (host: Host): Host => ({
    ...host,
    proc: {
      ...host.proc,
      link: (path) =>
        path.startsWith('self') ? { status: 'observed', value: 'net:[2]' } : denied('permission denied'),
    },
  })
  const fact = await look(populated, unprivileged)
  expect(sysctl(fact, 'net.ipv4.conf.all.rp_filter')?.unknown).toBe(
    'whose network namespace the agent is in cannot be told: permission denied',
  )
  expect(fromValue(sysctl(fact, 'kernel.randomize_va_space')?.value)).toBe(2)
})

test('security modules, lockdown, signatures', async () => {
  const fact = await look(populated)
  const lsm = 'file /sys/kernel/security/lsm'
  expect(fact.securityModules).toEqual({ value: 'lockdown,capability,yama,apparmor', source: lsm })
  expect([fact.apparmor?.value, fact.apparmorEnforced?.value, fact.apparmorComplaining?.value]).toEqual([
    'enforce',
    2,
    1,
  ])
  expect(fact.selinux).toEqual({ value: 'off', source: lsm })
  expect(fact.selinuxConfigured).toEqual({ value: '', source: '/etc/selinux/config does not exist' })
  expect(fact.lockdown?.value).toBe('none')
  expect(fact.signedModules?.value).toBe(false)
})

test('SELinux, and a lockdown that asks for signatures', async () => {
  const files = {
    ...kernelFiles,
    '/sys/kernel/security/lsm': 'lockdown,capability,selinux',
    '/sys/kernel/security/lockdown': 'none [integrity] confidentiality\n',
    '/sys/fs/selinux/enforce': '1',
    '/etc/selinux/config': '# SELINUX=disabled\nSELINUX=permissive\nSELINUXTYPE=targeted\n',
  }
  const fact = await look({ files, processes: [init] })
  expect([fact.apparmor?.value, fact.apparmorEnforced?.value]).toEqual(['off', 0])
  expect([fact.selinux?.value, fact.selinuxConfigured?.value]).toEqual(['enforcing', 'permissive'])
  expect(fact.signedModules).toEqual({ value: true, source: 'file /sys/kernel/security/lockdown' })
})

test('modules that few nodes need', async () => {
  const { modules } = await look(populated)
  const states = Object.fromEntries(modules.map((each) => [each.name, each.state?.value]))
  expect(states).toMatchObject({
    sctp: 'loaded',
    dccp: 'blocked',
    rds: 'loadable',
    squashfs: 'built-in',
    tipc: 'missing',
  })
  expect(modules.filter((each) => each.blacklisted).map((each) => each.name)).toEqual(['rds'])
  expect(modules.find((each) => each.name === 'dccp')?.state?.source).toBe('file /etc/modprobe.d/hardening.conf:1')
})

test('modules of a kernel whose lists are not there are not known', async () => {
  const { '/lib/modules/6.1.0-30-amd64/modules.dep': _, ...files } = kernelFiles
  const { modules } = await look({ files, processes: [init] })
  const state = (name: string) => modules.find((each) => each.name === name)?.state
  expect(state('tipc')?.unknown).toBe('does not exist')
  expect(state('sctp')?.value).toBe('loaded')
})

test('flaws of the processor', async () => {
  const { vulnerabilities } = await look(populated)
  expect(vulnerabilities.map((each) => [each.name, each.state?.value ?? each.state?.unknown])).toEqual([
    ['itlb_multihit', 'mitigated'],
    ['l1tf', 'mitigated'],
    ['mds', 'vulnerable'],
    ['meltdown', 'not-affected'],
    ['srbds', 'the kernel says: Unknown: Dependent on hypervisor status'],
  ])
})

test('swap, command line and what taints the kernel', async () => {
  const fact = await look(populated)
  expect(fact.swaps).toEqual([
    { path: '/swap file', kind: 'file', kibibytes: 1048572, memory: false },
    { path: '/dev/zram0', kind: 'partition', kibibytes: 4096, memory: true },
  ])
  expect(fact.parameters).toEqual({ value: 'mitigations=off', source: 'file /proc/cmdline' })
  expect(fact.taints?.value).toBe('module-from-elsewhere,unsigned-module')
})

test.each<[string, NonNullable<HostSpec['files']>, boolean | undefined, string[]]>([
  ['nothing newer', {}, false, []],
  ['a newer kernel', { '/lib/modules/6.1.0-31-amd64': { directory: true } }, true, []],
  ['another kind of kernel', { '/lib/modules/6.12.0-1-cloud-amd64': { directory: true } }, false, []],
  [
    'asked for by packages',
    { '/run/reboot-required': '', '/run/reboot-required.pkgs': 'linux-base\nlibc6\nlibc6\n<x>\n' },
    true,
    ['libc6', 'linux-base'],
  ],
])('whether the node must start again: %s', async (_, more, pending, packages) => {
  const fact = await look({ files: { ...kernelFiles, ...more }, processes: [init] })
  expect([fact.rebootPending?.value, fact.rebootPackages]).toEqual([pending, packages])
})

test('a kernel whose own modules are gone does not tell whether it is the newest', async () => {
  const files = { ...kernelFiles, '/proc/sys/kernel/osrelease': '6.9.0-amd64\n' }
  expect((await look({ files, processes: [init] })).rebootPending?.unknown).toBe('6.9.0-amd64 is not among them')
})

test('audit and time', async () => {
  const fact = await look(populated)
  expect([fact.auditDaemon?.value, fact.auditRules?.value, fact.auditRulesFixed?.value]).toEqual([true, 2, true])
  expect([fact.timeDaemon?.value, fact.timeSynchronized?.value]).toEqual(['systemd-timesyncd', true])
})

test.each<[string, HostSpec['processes'], unknown[]]>([
  ['chrony', [init, { pid: 9, argv: ['/usr/sbin/chronyd'] }], ['chronyd', 'chronyd leaves no sign in files', false]],
  ['nothing', [init], ['', 'nothing sets the clock', false]],
  [
    'hidden',
    [{ pid: 9, argv: ['/bin/x'] }],
    [undefined, 'process 1 is not listed: others may be hidden too', undefined],
  ],
])('what keeps the clock: %s', async (_, processes, expected) => {
  const fact = await look({ files: kernelFiles, ...(processes && { processes }) })
  expect([fact.timeDaemon?.value, fact.timeSynchronized?.unknown, fact.auditDaemon?.value]).toEqual(expected)
})

test('a node that shows no kernel has none to tell of', async () => {
  expect(await kernel.inspect(openHost(makeHost({})))).toEqual({
    status: 'failed',
    reason: '/proc/sys/kernel/osrelease: does not exist',
  })
})

test('nothing that may not be read is taken for good or bad', async () => {
  const closing = (host: Host): Host => ({
    ...host,
    proc: {
      ...host.proc,
      processes: () => denied('permission denied'),
      named: () => [],
      read: (path) => (path === 'sys/kernel/osrelease' ? host.proc.read(path) : denied('permission denied')),
    },
    root: {
      ...host.root,
      read: async () => denied('permission denied'),
      stat: async () => denied('permission denied'),
      list: async () => denied('permission denied'),
    },
  })
  const { gaps, ...fact } = await look(populated, closing)
  expect(fact.missing).toEqual([])
  const sourced = Object.entries(fact).filter(
    ([, each]) => each !== null && typeof each === 'object' && 'source' in each,
  )
  expect(sourced.length).toBeGreaterThan(12)
  expect(sourced.filter(([, each]) => !('unknown' in (each as object)))).toEqual([])
  expect(fact.sysctls?.every((each) => each.unknown === 'permission denied')).toBe(true)
  expect(fact.modules?.every((each) => each.state?.unknown !== undefined)).toBe(true)
  expect(gaps.map((each) => each.path)).toEqual(
    expect.arrayContaining(['/proc/swaps', '/sys/devices/system/cpu/vulnerabilities', '/etc/sysctl.d']),
  )
})

test.runIf(process.platform === 'linux')('this machine, as it is', async () => {
  const { bytes, status } = await observe(kernel, openHost('/'))
  expect(status).toBe('observed')
  expect(bytes.length).toBeLessThan(64 * 1024)
})

test('reads nothing but what it declares', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(populated)))
  expect((await kernel.inspect(host)).status).toBe('observed')
  expect(undeclared(kernel.reads, recording)).toEqual([])
})
