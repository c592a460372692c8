import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import { runtime } from '../../../agent/inspect/runtime.ts'
import type { RuntimeFact } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const init = { pid: 1, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd' }
const containerd = { pid: 700, argv: ['/usr/bin/containerd'] }
const crio = { pid: 701, argv: ['/usr/bin/crio'] }
const dockerd = (...args: string[]) => ({ pid: 702, argv: ['/usr/bin/dockerd', ...args] })

async function look(files: NonNullable<HostSpec['files']>, processes: HostSpec['processes'], change = same) {
  const seen = await runtime.inspect(change(openHost(makeHost({ files, processes: [init, ...(processes ?? [])] }))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { ...(seen.fact as Required<RuntimeFact>), gaps: seen.gaps ?? [], notRunning: seen.notRunning }
}

function same(host: Host): Host {
  return host
}

function setting(fact: RuntimeFact, engine: string, path: string) {
  const found = fact.engines?.find((each) => each.name === engine)?.settings?.find((each) => each.path === path)
  return found?.unknown ? { unknown: found.unknown } : { value: fromValue(found?.value), source: found?.source }
}

const version2 = `version = 2
imports = ["conf.d/*.toml"]
[grpc]
  tcp_address = "0.0.0.0:9000"
  tcp_tls_cert = "/c"
[plugins."io.containerd.grpc.v1.cri"]
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "kata"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata]
      runtime_type = "io.containerd.kata.v2"
      cgroup_writable = true
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = true
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/etc/containerd/certs.d"
`
const containerdNode = {
  '/etc/containerd/config.toml': version2,
  '/etc/containerd/conf.d/20.toml': 'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\n  disable_apparmor = false\n',
  '/etc/containerd/conf.d/notes.txt': 'x',
  '/etc/containerd/certs.d/docker.io/hosts.toml':
    'server = "https://docker.io"\n[host."http://u:geheim@mirror:5000"]\n  skip_verify = true\n',
  '/etc/containerd/certs.d/empty/ca.crt': '',
  '/run/containerd/containerd.sock': { socket: true, mode: '0660' },
} as const

test('containerd: the file, its imports, and where each value comes from', async () => {
  const fact = await look(containerdNode, [containerd])
  expect(fact.engines.map((each) => [each.name, each.kind, each.files?.map((file) => file.path)])).toEqual([
    ['containerd', 'containerd', ['/etc/containerd/config.toml', '/etc/containerd/conf.d/20.toml']],
  ])
  expect(fact.engines[0]?.settings?.find((each) => each.path === 'cri.runtime.disable_apparmor')).toEqual({
    ...{ path: 'cri.runtime.disable_apparmor', value: { bool: false }, source: 'file /etc/containerd/conf.d/20.toml' },
    overridden: [{ value: { bool: true }, source: 'file /etc/containerd/config.toml' }],
  })
  expect(setting(fact, 'containerd', 'grpc.address')).toEqual({
    value: '/run/containerd/containerd.sock',
    source: 'default',
  })
  expect(fact.gaps).toEqual([])
  expect(fact.notRunning).toBeUndefined()
})

test('containerd: where it takes commands', async () => {
  const { endpoints } = await look(containerdNode, [containerd])
  expect(endpoints).toMatchObject([
    { address: '0.0.0.0:9000', protocol: 'tcp', scope: 'wildcard', tls: { value: 'server' } },
    { address: '/run/containerd/containerd.sock', protocol: 'unix', mode: { value: '0660' } },
  ])
})

test('containerd: handlers and registries, without credentials', async () => {
  const fact = await look(containerdNode, [containerd])
  expect(
    fact.handlers.map((each) => [
      each.handler,
      each.standard?.value,
      each.type?.value,
      each.systemdCgroup?.value,
      each.cgroupWritable?.value,
    ]),
  ).toEqual([
    ['kata', true, 'io.containerd.kata.v2', false, true],
    ['runc', false, 'io.containerd.runc.v2', true, false],
  ])
  expect(fact.registries.map((each) => [each.name, each.plainHttp, each.skipVerify])).toEqual([
    ['containerd docker.io http://mirror:5000', true, true],
    ['containerd docker.io https://docker.io', false, false],
  ])
  const { bytes } = await observe(runtime, openHost(makeHost({ files: containerdNode, processes: [init, containerd] })))
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('geheim')
})

test.each([[['-c', '/x/c.toml', '--address', '/run/x.sock']], [['--config=/x/c.toml', '-a', '/run/x.sock']]])(
  'containerd started with %j',
  async (args) => {
    const fact = await look({ '/x/c.toml': 'version = 3\n[grpc]\naddress = "/run/y.sock"\n' }, [
      { pid: 700, argv: ['/opt/bin/containerd', ...args] },
    ])
    expect(fact.engines.map((each) => each.name)).toEqual(['containerd /x/c.toml'])
    expect(setting(fact, 'containerd /x/c.toml', 'grpc.address')).toEqual({
      value: '/run/x.sock',
      source: 'flag --address',
    })
  },
)

test('a configuration that is no TOML tells nothing, and is told without its text', async () => {
  const fact = await look({ '/etc/containerd/config.toml': 'a = \n[geheim' }, [containerd])
  const unknown = expect.stringMatching(/^\/etc\/containerd\/config.toml: line 1, column \d+: is no TOML$/)
  expect(setting(fact, 'containerd', 'cri.runtime.disable_apparmor')).toEqual({ unknown })
  expect([fact.handlers, fact.registries, fact.endpoints]).toEqual([[], [], []])
  expect(fact.gaps).toHaveLength(1)
})

test('plugins of version 1 are not known', async () => {
  const fact = await look({ '/etc/containerd/config.toml': '[plugins.cri]\nenable_selinux = true\n' }, [containerd])
  expect(setting(fact, 'containerd', 'cri.runtime.enable_selinux')).toEqual({
    unknown: 'plugins in a file whose version is neither 2 nor 3',
  })
  expect(setting(fact, 'containerd', 'grpc.gid')).toEqual({ value: 0, source: 'default' })
})

test('imports in a circle end', async () => {
  const files = {
    '/etc/containerd/config.toml': 'version = 3\nimports = ["config.toml", "b.toml"]\n',
    '/etc/containerd/b.toml': 'version = 3\nimports = ["/etc/containerd/config.toml"]\n',
  }
  expect((await look(files, [containerd])).engines[0]?.files).toHaveLength(2)
})

test('containerd without a file has its defaults', async () => {
  const fact = await look({}, [containerd])
  expect(setting(fact, 'containerd', 'cri.runtime.disable_apparmor')).toEqual({ value: false, source: 'default' })
  expect(fact.endpoints[0]?.mode?.unknown).toBe('does not exist')
})

const crioNode = {
  '/etc/crio/crio.conf': '[crio.runtime]\nseccomp_profile = "a"\ndefault_runtime = "crun"\n',
  '/etc/crio/crio.conf.d/10-crun.conf':
    '[crio.runtime]\nseccomp_profile = "b"\n[crio.runtime.runtimes.crun]\nruntime_path = "/usr/bin/crun"\n',
  '/etc/containers/registries.conf':
    '[[registry]]\nlocation = "a"\ninsecure = true\n[[registry]]\nlocation = "b"\ninsecure = true\n',
  '/etc/containers/registries.conf.d/1.conf': '[[registry]]\nlocation = "a"\n',
  '/run/crio/crio.sock': { socket: true, mode: '0600' },
} as const

test('CRI-O: later files win, flags over all', async () => {
  const fact = await look(crioNode, [
    { ...crio, argv: [...crio.argv, '--apparmor-profile', 'unconfined', '--selinux', '--insecure-registry', 'c:5000'] },
  ])
  expect(setting(fact, 'cri-o', 'crio.runtime.seccomp_profile')).toEqual({
    value: 'b',
    source: 'file /etc/crio/crio.conf.d/10-crun.conf',
  })
  expect(setting(fact, 'cri-o', 'crio.runtime.apparmor_profile')).toEqual({
    value: 'unconfined',
    source: 'flag --apparmor-profile',
  })
  expect(setting(fact, 'cri-o', 'crio.runtime.selinux')).toEqual({ value: true, source: 'flag --selinux' })
  expect(fact.registries.map((each) => [each.registry, each.insecure, each.source])).toEqual([
    ['a', false, 'file /etc/containers/registries.conf.d/1.conf'],
    ['b', true, 'file /etc/containers/registries.conf'],
    ['c:5000', true, 'flag --insecure-registry'],
  ])
  expect(fact.handlers).toMatchObject([{ handler: 'crun', standard: { value: true }, systemdCgroup: { value: true } }])
})

test('Docker: daemon.json and flags', async () => {
  const daemon = {
    icc: false,
    'insecure-registries': ['reg:5000'],
    'registry-mirrors': ['http://m'],
    'cluster-store': 'geheim',
  }
  const fact = await look(
    { '/etc/docker/daemon.json': JSON.stringify(daemon), '/run/docker.sock': { socket: true, mode: '0660' } },
    [
      dockerd(
        '-H',
        'fd://',
        '--host=tcp://10.0.0.5:2376',
        '--tlsverify',
        '--live-restore=true',
        '--containerd=/run/c.sock',
      ),
    ],
  )
  expect(setting(fact, 'docker', 'icc')).toEqual({ value: false, source: 'file /etc/docker/daemon.json' })
  expect(setting(fact, 'docker', 'live-restore')).toEqual({ value: true, source: 'flag --live-restore' })
  expect(setting(fact, 'docker', 'no-new-privileges')).toEqual({ value: false, source: 'default' })
  expect(fact.endpoints).toMatchObject([
    { name: 'docker tcp://10.0.0.5:2376', scope: 'private', tls: { value: 'mutual', source: 'flag --tlsverify' } },
    { name: 'docker unix:///run/docker.sock', mode: { value: '0660' } },
  ])
  expect(fact.registries.map((each) => [each.registry, each.endpoint, each.plainHttp, each.insecure])).toEqual([
    ['docker.io', 'http://m', true, false],
    ['reg:5000', 'reg:5000', false, true],
  ])
})

test.each([
  ['{"icc": tru', 'is no JSON'],
  ['[]', 'is no JSON object'],
])('Docker with %j', async (text, reason) => {
  const fact = await look({ '/etc/docker/daemon.json': text }, [dockerd()])
  expect(setting(fact, 'docker', 'icc')).toEqual({ unknown: `/etc/docker/daemon.json: ${reason}` })
  expect(fact.endpoints).toEqual([])
  expect(fact.gaps.map((each) => each.path)).toEqual(['/etc/docker/daemon.json'])
})

test('cri-dockerd has flags only', async () => {
  const process = { pid: 703, argv: ['/usr/bin/cri-dockerd', '--container-runtime-endpoint', 'unix:///run/x.sock'] }
  const fact = await look({ '/run/x.sock': { socket: true, mode: '0666' } }, [process])
  expect(fact.endpoints).toMatchObject([{ name: 'cri-dockerd unix:///run/x.sock', mode: { value: '0666' } }])
})

test('what is edited and not active is told', async () => {
  const files = { '/etc/containerd/config.toml': { content: 'version = 3\n', mtime: 1763700000 + 9000 } }
  expect((await look(files, [containerd])).engines[0]?.files?.[0]?.changedSinceStart?.value).toBe(true)
})

test('without a process, what is written is told as such', async () => {
  const fact = await look({ ...containerdNode, '/etc/docker/daemon.json': '{}' }, [])
  expect(fact.engines.map((each) => each.name)).toEqual(['containerd', 'docker'])
  expect(fact.notRunning).toBe('no container runtime is seen to run')
  expect(fact.engines[0]?.files?.[0]?.changedSinceStart?.unknown).toBe('it does not run')
})

test('an empty node has none; one that cannot be looked at does not tell', async () => {
  expect(await runtime.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
  const host = openHost(makeHost({ files: containerdNode, processes: [init, containerd] }))
  const hidden = { ...host, proc: { ...host.proc, processes: () => denied('permission denied') } }
  expect(await runtime.inspect(hidden)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('a file that may not be read makes every setting unknown', async () => {
  const closing = (host: Host): Host => ({
    ...host,
    root: {
      ...host.root,
      read: async () => denied('permission denied'),
      list: async () => denied('permission denied'),
    },
  })
  const fact = await look(crioNode, [containerd, crio, dockerd()], closing)
  const settings = fact.engines.flatMap((each) => each.settings ?? [])
  expect(settings.length).toBeGreaterThan(40)
  expect(settings.filter((each) => !each.unknown)).toEqual([])
  expect(fact.gaps.length).toBeGreaterThan(3)
})

test('reads nothing but what it declares', async () => {
  const files = {
    ...containerdNode,
    ...crioNode,
    '/etc/docker/daemon.json': '{}',
    '/var/lib/dpkg/status': '',
  }
  const { host, recording } = recordingHost(
    openHost(makeHost({ files, processes: [init, containerd, crio, dockerd()] })),
  )
  expect((await runtime.inspect(host)).status).toBe('observed')
  expect(
    undeclared(runtime.reads, recording, {
      'named by --config of containerd, or by imports': ['/etc/containerd/conf.d/*'],
      'named by registry.config_path of containerd': ['/etc/containerd/certs.d/**'],
      'the executable of the container runtime': ['/usr/bin/{containerd,crio,dockerd}'],
      'sockets that they are told to serve': ['/run/containerd/containerd.sock', '/var/run/{crio/crio,docker}.sock'],
    }),
  ).toEqual([])
})
