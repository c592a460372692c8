import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { kubeProxy } from '../../../agent/inspect/kubeproxy.ts'
import { kubeProxyConclusions, kubeProxyFlags } from '../../../proto/catalogue/kubeproxy.ts'
import { goProgram } from '../../support/goprogram.ts'
import { bootTime, loadSpec, makeHost, type ProcessSpec, withMore, withProcesses } from '../../support/host.ts'
import { config, factOf, header, kubeadm, lookAtKubeProxy, nodeOf, scopes, setting } from '../../support/kubeproxy.ts'
import { namedByKubelet, undeclared } from '../../support/reads.ts'

test('a control plane that kubeadm made', async () => {
  const files = { [`/proc/1305/root${config}`]: kubeadm }
  const fact = await factOf(withMore(loadSpec('kubeadm-control-plane'), { files }))
  expect(fact.process).toEqual({
    pid: 1305,
    executable: '/usr/local/bin/kube-proxy',
    started: '2025-11-21T04:40:45Z',
    container: '7d7d4eed89b70ea736ca15fa6c6183a27198a1b8cccc12e1944590f415a774e7',
    uid: { value: 0, source: '/proc/1305/status' },
  })
  expect(fact.endpoints).toEqual([
    { name: 'healthz', address: '0.0.0.0:10256', scope: 'wildcard', tls: false, source: 'default (kube-proxy)' },
    { name: 'metrics', address: '127.0.0.1:10249', scope: 'loopback', tls: false, source: 'default (kube-proxy)' },
  ])
  expect(scopes(fact)).toEqual([
    { value: 'wildcard', source: 'default (kube-proxy)' },
    { value: 'loopback', source: 'default (kube-proxy)' },
  ])
  expect(setting(fact, 'kubeconfig')).toEqual({
    value: '/var/lib/kube-proxy/kubeconfig.conf',
    source: `file ${config}:5`,
  })
  expect(setting(fact, 'hostname-override')).toEqual({ value: 'cp-1', source: 'flag --hostname-override' })
  expect(setting(fact, 'proxy-mode')).toEqual({ value: 'iptables', source: 'default (kube-proxy)' })
  expect(fact).toMatchObject({ warnings: [], manifests: [], drift: [] })
  expect(fact.version).toEqual({
    source: '/proc/1305/exe',
    unknown: '/usr/local/bin/kube-proxy cannot be read, or does not say it',
  })
  expect(fact.settings?.map((each) => each.path)).toEqual(kubeProxyFlags.map((each) => each.path))
  expect(fact.conclusions?.map((each) => each.path)).toEqual(kubeProxyConclusions.map((each) => each.path))
})

test('the build info of the program in the container tells the version', async () => {
  const exe = '/proc/1305/root/usr/local/bin/kube-proxy'
  const root = makeHost(
    withMore(loadSpec('kubeadm-control-plane'), { files: { [`/proc/1305/root${config}`]: kubeadm, [exe]: '' } }),
  )
  writeFileSync(join(root, exe), goProgram(['mod\tk8s.io/kubernetes\tv1.36.3\th1:x=']))
  const observation = await kubeProxy.inspect(openHost(root))
  expect(observation.status === 'observed' && observation.fact.version).toEqual({
    value: 'v1.36.3',
    source: 'build info of /usr/local/bin/kube-proxy',
  })
})

test('a node without kube-proxy', async () => {
  expect(await lookAtKubeProxy({})).toEqual({ status: 'absent' })
  expect(await lookAtKubeProxy(loadSpec('plain-debian'))).toEqual({ status: 'absent' })
  expect(await kubeProxy.inspect(hostOf(openHost(makeHost({})).root, noProc))).toEqual({
    status: 'failed',
    reason: 'there is no /proc: whether kube-proxy runs cannot be told',
  })
})

test.each([['server'], ['agent']])(
  'where k3s is everything and its version is not known, what kube-proxy is told cannot be seen: %s',
  async (word) => {
    const processes = [{ pid: 5, exe: '/usr/local/bin/k3s', argv: [`/usr/local/bin/k3s ${word}`, word] }]
    expect(await lookAtKubeProxy({ processes })).toEqual({
      status: 'failed',
      reason: expect.stringContaining('which version of k3s runs cannot be told'),
    })
  },
)

test.each([['kube-proxy'], ['proxy']])('one that hyperkube starts as %s', async (word) => {
  const processes = [{ pid: 5, exe: '/usr/bin/hyperkube', argv: ['/usr/bin/hyperkube', word, '--proxy-mode=ipvs'] }]
  const seen = await lookAtKubeProxy({ processes })
  const mode = seen.status === 'observed' && seen.fact.settings?.find((each) => each.path === 'proxy-mode')
  expect(mode).toMatchObject({ value: { string: 'ipvs' }, source: 'flag --proxy-mode' })
})

test('manifests that cannot be read may hold a kube-proxy', async () => {
  const path = '/etc/kubernetes/manifests/a.yaml'
  const host = openHost(makeHost({ files: { [path]: '' } }))
  const root = { ...host.root, read: async () => denied('permission denied') }
  expect(await kubeProxy.inspect({ ...host, root })).toEqual({ status: 'denied', reason: `${path}: permission denied` })
})

test('processes that cannot be listed', async () => {
  const { root } = openHost(makeHost({}))
  for (const no of [denied('permission denied'), failed('EIO')])
    expect(await kubeProxy.inspect(hostOf(root, { ...noProc, processes: () => no }))).toEqual({
      status: no.status,
      reason: `/proc: ${no.reason}`,
    })
})

test('a command line that may not be read', async () => {
  const host = withProcesses(openHost(makeHost(nodeOf({}))), () => ({ argv: () => denied('no') }))
  expect(await kubeProxy.inspect(host)).toEqual({
    status: 'denied',
    reason: 'command line of process 7: no',
  })
})

const pod = '0::/kubepods/burstable/pod7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const id = 'ab'.repeat(32)

test.each<[string, Partial<ProcessSpec>, readonly ProcessSpec[], boolean]>([
  ['of the node', {}, [], true],
  ['in a pod', { cgroup: `${pod}/${id}`, nspid: [7, 1] }, [], true],
  ['in a static pod', { cgroup: `0::/kubepods/pod5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e/${id}`, nspid: [7, 1] }, [], true],
  ['in a pod of a pod', { cgroup: `${pod}/${id}/kubepods${pod.slice(11)}/x`, nspid: [7, 2, 1] }, [], false],
  ['in a container with pods', { cgroup: `0::/docker/${id}${pod.slice(3)}/x`, nspid: [7, 2, 1] }, [], false],
  ['in a container', { cgroup: `0::/docker/${id}`, nspid: [7, 1] }, [], false],
  [
    "in a pod, in process 1's network",
    { cgroup: `${pod}/${id}`, nspid: [7, 1], network: 40 },
    [{ pid: 1, argv: ['/sbin/init'], network: 40 }],
    true,
  ],
  [
    'in a pod, in another network',
    { cgroup: `${pod}/${id}`, nspid: [7, 1], network: 41 },
    [{ pid: 1, argv: ['/sbin/init'], network: 40 }],
    false,
  ],
  [
    "in a pod, in the kubelet's network",
    { cgroup: `${pod}/${id}`, nspid: [7, 1], network: 41 },
    [
      { pid: 1, argv: ['/sbin/init'], network: 40 },
      { pid: 6, argv: ['/usr/bin/kubelet'], network: 41 },
    ],
    true,
  ],
])("one %s is the node's: it shows", async (_, process, others, found) => {
  const observation = await lookAtKubeProxy(withMore(nodeOf({ process }), { processes: [...others] }))
  expect(observation.status).toBe(found ? 'observed' : 'absent')
})

test('a second one is told of', async () => {
  const fact = await factOf(withMore(nodeOf({}), { processes: [{ pid: 9, argv: ['/usr/bin/kube-proxy'] }] }))
  expect(fact.process?.pid).toBe(7)
  expect(fact.warnings).toEqual(['another kube-proxy runs as process 9'])
})

test('a file that is not there, or may not be read', async () => {
  const node = nodeOf({ args: [`--config=${config}`] })
  expect(await lookAtKubeProxy(node)).toEqual({
    status: 'failed',
    reason: `does not load: open ${config}: no such file or directory`,
  })
  const host = openHost(makeHost(nodeOf({ file: '' })))
  const root: Host['root'] = { ...host.root, read: async () => denied('permission denied') }
  expect(await kubeProxy.inspect({ ...host, root })).toEqual({
    status: 'denied',
    reason: `${config}: permission denied`,
  })
})

test('a file in a container that cannot be looked into is not known', async () => {
  expect(await lookAtKubeProxy(loadSpec('kubeadm-control-plane'))).toEqual({
    status: 'failed',
    reason: `${config}: not on the host; process 1305 may have it in container 7d7d4eed89b7`,
  })
})

test('a file that changed after the start is told of', async () => {
  const files = { [config]: { content: header, mtime: bootTime + 200 } }
  const fact = await factOf({ args: [`--config=${config}`], files })
  expect(fact.warnings).toEqual([`${config} was changed after kube-proxy started`])
})

function manifest(...args: string[]): string {
  const list = args.map((each) => `    - ${JSON.stringify(each)}\n`).join('')
  const container = `  - name: x\n    image: r/hardened:v1.33.1-rke2r1\n    command: [kube-proxy]\n    args:\n${list}`
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-proxy, namespace: kube-system}\nspec:\n  containers:\n${container}`
}

const path = '/var/lib/rancher/rke2/agent/pod-manifests/kube-proxy.yaml'

test.each([
  ['a name', '--hostname-override=$(NODE)', ['hostname-override'], []],
  ['an address', '--metrics-bind-address=$(NODE)', ['metrics-bind-address'], ['metricsBindScope']],
  ['a port', '--metrics-port=$(NODE)', ['metrics-bind-address'], ['metricsBindScope']],
])('a manifest alone that takes %s from a variable', async (_name, arg, settings, conclusions) => {
  const container = manifest('--proxy-mode=ipvs', arg)
  const content = `${container}    env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]\n`
  const fact = await factOf({ processes: [], files: { [path]: content } })
  const open = (all: typeof fact.settings) => (all ?? []).flatMap((each) => (each.unknown ? [each.path] : []))
  const versioned = open((await factOf({ processes: [], files: { [path]: manifest('--proxy-mode=ipvs') } })).settings)
  expect(open(fact.settings).filter((each) => !versioned.includes(each))).toEqual(settings)
  expect(open(fact.conclusions)).toEqual(conclusions)
  expect(setting(fact, 'proxy-mode')).toEqual({ value: 'ipvs', source: `flag --proxy-mode in ${path}` })
})

test('a static pod whose manifest differs from what runs', async () => {
  const files = { [path]: manifest('--metrics-bind-address=127.0.0.1:10249', '--proxy-mode=ipvs') }
  const fact = await factOf({ args: ['--metrics-bind-address=0.0.0.0:10249', '--proxy-mode=ipvs'], files })
  expect(fact.manifests).toEqual([{ path, pod: 'kube-proxy', live: true }])
  expect(fact.drift).toEqual([
    { name: 'metrics-bind-address', running: '0.0.0.0:10249', manifest: '127.0.0.1:10249', source: path },
  ])
})

test('a static pod that does not run', async () => {
  const spec = { processes: [], files: { [path]: manifest('--metrics-bind-address=0.0.0.0') } }
  expect(await lookAtKubeProxy(spec)).toMatchObject({ notRunning: `no kube-proxy is seen to run, only ${path}` })
  const fact = await factOf(spec)
  expect(fact.process).toBeUndefined()
  expect(setting(fact, 'metrics-bind-address')).toEqual({
    value: '0.0.0.0:10249',
    source: `flag --metrics-bind-address in ${path}`,
  })
  expect(fact.version).toEqual({ value: 'v1.33.1-rke2r1', source: `image r/hardened:v1.33.1-rke2r1 in ${path}` })
  expect(fact.warnings).toEqual([`no process is seen: these are the settings of ${path}`])
})

test('it reads what it declares and nothing else', async () => {
  const files = { [`/proc/1305/root${config}`]: kubeadm }
  const spec = withMore(loadSpec('kubeadm-control-plane'), { files })
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  expect((await kubeProxy.inspect(host)).status).toBe('observed')
  expect(
    undeclared(kubeProxy.reads, recording, {
      ...namedByKubelet,
      'named by kube-proxy --config': [`/proc/*/root${config}`, '/proc/*/root/'],
      'the executable of kube-proxy': ['/proc/*/root/usr/local/bin/kube-proxy'],
    }),
  ).toEqual([])
})
