import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../../agent/host/host.ts'
import { denied, seen } from '../../../../agent/host/look.ts'
import { noProc } from '../../../../agent/host/proc.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import {
  concluded,
  container,
  factOf,
  manifests,
  podOf,
  settingOf,
  specOf,
  staticPod,
  told,
} from '../../../support/controlplane.ts'
import { type HostSpec, makeHost, type ProcessSpec, withMore } from '../../../support/host.ts'

const program = '/usr/local/bin/kube-apiserver'
const manifest = `${manifests}/kube-apiserver.yaml`
const look = (spec: HostSpec) => apiServer.inspect(openHost(makeHost(spec)))

test('without a process and with manifests that may not be read nothing is known', async () => {
  const host: Host = openHost(makeHost({ files: { [manifest]: podOf('kube-apiserver', []) } }))
  const root = { ...host.root, list: async () => denied('permission denied') }
  expect(await apiServer.inspect({ ...host, root })).toEqual({
    status: 'denied',
    reason: `${manifests}: permission denied`,
  })
})

test('a hyperkube whose command line cannot be read may be any component', async () => {
  const host = openHost(makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/hyperkube', 'kubelet'] }] }))
  const all = host.proc.processes()
  const value = all.status === 'observed' ? all.value : []
  const blind = value.map((each) => ({ ...each, argv: () => denied('permission denied') }))
  const proc = { ...host.proc, processes: () => seen(blind) }
  expect(await apiServer.inspect(host)).toEqual({ status: 'absent' })
  expect(await apiServer.inspect({ ...host, proc })).toEqual({
    status: 'denied',
    reason: 'command line of process 7: permission denied',
  })
})

test('without /proc nothing tells whether it runs', async () => {
  const { root } = openHost(makeHost({}))
  expect(await apiServer.inspect(hostOf(root, noProc))).toEqual({
    status: 'failed',
    reason: 'there is no /proc: whether kube-apiserver runs cannot be told',
  })
})

test('manifests that may not be read are gaps beside a process', async () => {
  const host: Host = openHost(makeHost(specOf({})))
  const root = { ...host.root, read: async () => denied('permission denied') }
  const seen = await apiServer.inspect({ ...host, root })
  expect(seen).toMatchObject({ status: 'observed', gaps: [{ path: manifest, reason: 'permission denied' }] })
  expect(seen.status === 'observed' && [seen.fact.manifests, seen.fact.drift]).toEqual([[], []])
})

test('only a manifest', async () => {
  const args = ['--authorization-mode=Node,RBAC', '--profiling=false', '--secure-port=$(PORT)']
  const text = podOf('kube-apiserver', args).replace('"command"', '"env":[{"name":"PORT","valueFrom":{}}],"command"')
  const seen = await look({ files: { [manifest]: text } })
  if (seen.status !== 'observed') throw new Error(seen.status)
  const { fact, notRunning } = seen
  expect(notRunning).toBe(`no kube-apiserver is seen to run, only ${manifest}`)
  expect(fact.process).toBeUndefined()
  expect(fact.warnings).toEqual([`no process is seen: these are the settings of ${manifest}`])
  expect(told(settingOf(fact, 'profiling'))).toEqual([false, `flag --profiling in ${manifest}`])
  expect(concluded(fact, 'authorizationModes')).toEqual([['Node', 'RBAC'], `flag --authorization-mode in ${manifest}`])
  expect(told(settingOf(fact, 'secure-port'))).toEqual([undefined, 'holds a variable whose value does not stand there'])
  expect([fact.drift, fact.endpoints]).toEqual([[], []])
})

test('a manifest whose flags come from a variable leaves all others open', async () => {
  const text = podOf('kube-apiserver', []).replace(
    '["kube-apiserver"]',
    '["sh","-c","exec kube-apiserver --profiling=false $ARGS"]',
  )
  const seen = await look({ files: { [manifest]: text } })
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(told(settingOf(seen.fact, 'profiling'))).toEqual([false, `flag --profiling in ${manifest}`])
  expect(told(settingOf(seen.fact, 'anonymous-auth'))).toEqual([undefined, 'variables may set it'])
  for (const name of [
    'authorizationModes',
    'anonymousRequests',
    'admissionPlugins',
    'auditRecords',
    'encryptionConfigured',
    'secureBindScope',
  ])
    expect(concluded(seen.fact, name)).toEqual([undefined, 'variables may set it'])
})

test('of two files for one pod the last one runs, and both are told', async () => {
  const files = {
    [manifest]: podOf('kube-apiserver', ['--authorization-mode=RBAC', '--anonymous-auth=false']),
    [`${manifest}.bak`]: podOf('kube-apiserver', ['--authorization-mode=RBAC', '--anonymous-auth=true']),
    [`${manifests}/.kube-apiserver.yaml.swp`]: podOf('kube-apiserver', []),
  }
  const seen = await look({ files })
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(concluded(seen.fact, 'anonymousRequests')).toEqual(['allowed', `flag --anonymous-auth in ${manifest}.bak`])
  expect(seen.fact.manifests).toEqual([
    { path: manifest, pod: 'kube-apiserver', live: false },
    { path: `${manifest}.bak`, pod: 'kube-apiserver', live: true },
  ])
  expect(seen.fact.warnings).toEqual([
    `${manifest} and ${manifest}.bak are both the pod kube-apiserver: only the last one runs`,
    `no process is seen: these are the settings of ${manifest}.bak`,
  ])
})

test('files for two pods are two live manifests; drift is told from the one that is nearer', async () => {
  const other = podOf('kube-apiserver', ['--a']).replace(
    '"name":"kube-apiserver","namespace"',
    '"name":"z","namespace"',
  )
  const fact = await factOf({
    args: ['--profiling=false', '--v=4', '--authorization-mode', 'Node,RBAC'],
    more: {
      files: {
        [manifest]: podOf('kube-apiserver', [
          '--profiling',
          '--v=2',
          '--authorization-mode=Node',
          '--authorization-mode=RBAC',
          '--audit-log-path=/a',
        ]),
        [`${manifests}/z.yaml`]: other.replace(
          '"--a"',
          '"--request-timeout=3s","--event-ttl=1s","--token-auth-file=/t","--cert-dir=/c"',
        ),
      },
    },
  })
  expect(fact.manifests?.map((each) => [each.path, each.live])).toEqual([
    [manifest, true],
    [`${manifests}/z.yaml`, true],
  ])
  expect(fact.drift).toEqual([
    { name: 'audit-log-path', running: '', manifest: '/a', source: manifest },
    { name: 'profiling', running: 'false', manifest: 'true', source: manifest },
  ])
  expect(fact.warnings).toEqual([`2 live manifests start it: ${manifest}, ${manifests}/z.yaml`])
})

test('quotes of YAML are not part of a value, others are', async () => {
  const yaml = (item: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: x:v1.36.3\n    command:\n    - kube-apiserver\n    - ${item}\n`
  const suites = 'TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'
  const seen = await look({ files: { [manifest]: yaml(`--tls-cipher-suites=${suites}\n    - "--profiling=false"`) } })
  if (seen.status !== 'observed') throw new Error(seen.status)
  expect(told(settingOf(seen.fact, 'tls-cipher-suites'))).toEqual([
    suites.split(','),
    `flag --tls-cipher-suites in ${manifest}`,
  ])
  expect(told(settingOf(seen.fact, 'profiling'))).toEqual([false, `flag --profiling in ${manifest}`])
  expect(await look({ files: { [manifest]: yaml('--profiling="false"') } })).toEqual({
    status: 'failed',
    reason: `does not load: ${manifest}: invalid argument "\\"false\\"" for "--profiling" flag: strconv.ParseBool: parsing "\\"false\\"": invalid syntax`,
  })
})

test('of several processes the static pod of root counts, and the others are told', async () => {
  const processes: ProcessSpec[] = [
    { pid: 3, argv: [program, '--profiling'], uid: 1000 },
    { pid: 4, argv: [program, '--profiling'] },
    { pid: 5, argv: [program, '--profiling'], cgroup: staticPod, nspid: [5, 1], uid: 2000 },
  ]
  const fact = await factOf({ args: ['--profiling=false'], more: { processes } })
  expect([fact.process?.pid, fact.process?.container]).toEqual([7, container])
  expect(fact.warnings?.filter((each) => each.startsWith('another'))).toEqual([
    'another kube-apiserver runs as process 3',
    'another kube-apiserver runs as process 4',
    'another kube-apiserver runs as process 5',
  ])
})

test('manifests of other components are not mixed up', async () => {
  const spec = withMore(specOf({}), { files: { [`${manifests}/etcd.yaml`]: podOf('etcd', ['--name=kube-apiserver']) } })
  const seen = await look(spec)
  expect(seen.status === 'observed' && seen.fact.manifests).toEqual([
    { path: manifest, pod: 'kube-apiserver', live: true },
  ])
})

test('on a node that is a container itself, the container is that of the pod', async () => {
  const own = '0'.repeat(64)
  const spec = specOf({})
  const [process] = spec.processes ?? []
  if (!process) throw new Error('no process')
  const cgroup = staticPod.replace('0::', `0::/docker/${own}`)
  const init = { pid: 1, argv: ['/sbin/init'], cgroup: `0::/docker/${own}/init.scope` }
  const seen = await look({ ...spec, processes: [init, { ...process, cgroup }] })
  expect(seen.status === 'observed' && seen.fact.process?.container).toBe(container)
})
