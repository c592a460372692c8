import { beforeAll, expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, seen } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { kubeconfigs } from '../../../agent/inspect/kubeconfigs.ts'
import { v1 } from '../../../proto/index.ts'
import { inStaticPod } from '../../support/certificates.ts'
import { type HostSpec, loadSpec, makeHost } from '../../support/host.ts'
import { type KubeadmPki, kubeadmNode, makePki } from '../../support/kubeadm.ts'
import { kubeconfigOf } from '../../support/pki.ts'
import { undeclared } from '../../support/reads.ts'

let made: KubeadmPki
beforeAll(async () => {
  made = await makePki()
})

const current = '/var/lib/kubelet/pki/kubelet-client-current.pem'

async function observe(spec: HostSpec, change: (host: Host) => Host = (host) => host) {
  const look = await kubeconfigs.inspect(change(openHost(makeHost(spec))))
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  return { items: look.fact.items ?? [], gaps: look.gaps ?? [] }
}

test('a control plane that kubeadm made', async () => {
  const { items, gaps } = await observe(kubeadmNode(made))
  expect(gaps).toEqual([])
  const told = items.map(({ path, components, named, embedsSecret, users }) => [
    path?.replace('/etc/kubernetes/', ''),
    components?.join(', '),
    named,
    embedsSecret,
    users?.map(({ commonName, organizations }) => [commonName?.value, ...(organizations ?? [])].join(' ')).join(', '),
  ])
  expect(told).toEqual([
    ['admin.conf', '', false, true, 'kubernetes-admin kubeadm:cluster-admins'],
    ['controller-manager.conf', 'kube-controller-manager', true, true, 'system:kube-controller-manager'],
    ['kubelet.conf', 'kubelet', true, false, 'system:node:cp-1 system:nodes'],
    ['scheduler.conf', 'kube-scheduler', true, true, 'system:kube-scheduler'],
    ['super-admin.conf', '', false, true, 'kubernetes-admin kubeadm:cluster-admins'],
  ])
})

test('all that is told of one', async () => {
  const { items } = await observe(kubeadmNode(made))
  expect(items.find(({ path }) => path === '/etc/kubernetes/kubelet.conf')).toEqual({
    path: '/etc/kubernetes/kubelet.conf',
    foundBy: 'flag --kubeconfig of kubelet',
    named: true,
    components: ['kubelet'],
    mode: { value: '0644', source: 'state of /etc/kubernetes/kubelet.conf' },
    uid: { value: 0, source: 'state of /etc/kubernetes/kubelet.conf' },
    owner: 'root',
    embedsSecret: false,
    clusters: [
      {
        name: 'kubernetes',
        server: { value: 'https://10.0.0.1:6443', source: 'file /etc/kubernetes/kubelet.conf:4' },
        insecureSkipTlsVerify: { value: false, source: 'file /etc/kubernetes/kubelet.conf:4' },
        authority: 'data',
        authorityFile: '',
      },
    ],
    users: [
      {
        name: 'system:node:cp-1',
        credentials: ['client-certificate'],
        commonName: { value: 'system:node:cp-1', source: 'file /etc/kubernetes/kubelet.conf:9' },
        organizations: ['system:nodes'],
        certificateFile: current,
      },
    ],
  })
})

const admin = '/etc/kubernetes/admin.conf'

async function adminOf(text: string) {
  const { items, gaps } = await observe({ files: { [admin]: text } })
  return { item: items[0], gaps }
}

test.each([
  ['token: aSecret', ['token'], true],
  ['tokenFile: /var/run/token', ['token-file'], false],
  ['exec: {command: aws, args: [aSecret]}', ['exec'], false],
  ['auth-provider: {name: gcp, config: {access-token: aSecret}}', ['auth-provider'], true],
  ['username: u', ['password'], false],
  ['{}', [], false],
])('credentials are told by their kind: %s', async (field, credentials, embedsSecret) => {
  const { item } = await adminOf(kubeconfigOf('certificate-authority: ca.crt', 'u', field === '{}' ? [] : [field]))
  expect([item?.users?.[0]?.credentials, item?.embedsSecret]).toEqual([credentials, embedsSecret])
  expect(JSON.stringify(item)).not.toContain('aSecret')
})

test('a password in the address stays on the node', async () => {
  const { item } = await adminOf(
    'kind: Config\nclusters: [{name: a, cluster: {server: "http://u:aSecret@10.0.0.1:8080/x", insecure-skip-tls-verify: true}}]\n',
  )
  expect(item?.clusters).toMatchObject([
    { server: { value: 'http://10.0.0.1:8080/x' }, insecureSkipTlsVerify: { value: true }, authority: 'none' },
  ])
})

test('a certificate that cannot be read says why', async () => {
  const { item } = await adminOf(
    kubeconfigOf('certificate-authority: ca.crt', 'u', ['client-certificate: gone.pem', 'client-key: gone.key']),
  )
  expect(item?.clusters).toMatchObject([{ authority: 'file', authorityFile: '/etc/kubernetes/ca.crt' }])
  expect(item?.users).toMatchObject([
    {
      certificateFile: '/etc/kubernetes/gone.pem',
      commonName: { unknown: 'certificate: does not exist' },
      organizations: [],
    },
  ])
})

test('one of a container is read there, with the certificate that it names', async () => {
  const fields = ['client-certificate: a.crt', 'client-key: a.key']
  const { items, gaps } = await observe({
    files: {
      '/proc/5/root/k/a.conf': { content: kubeconfigOf('certificate-authority: ca.crt', 'u', fields), mode: '0640' },
      '/proc/5/root/k/a.crt': made.admin.cert,
      '/k/a.conf': 'other',
      '/k/a.crt': 'other',
    },
    processes: [inStaticPod(5, 'kube-scheduler', '--kubeconfig=/k/a.conf')],
  })
  expect(gaps).toEqual([])
  expect(items).toMatchObject([
    {
      path: '/k/a.conf',
      components: ['kube-scheduler'],
      mode: { value: '0640', source: 'state of /k/a.conf in the container of kube-scheduler' },
      users: [{ commonName: { value: 'kubernetes-admin' }, certificateFile: '/k/a.crt' }],
    },
  ])
})

test('what the operator names is looked at as well', async () => {
  const root = makeHost({
    files: { '/opt/ci.kubeconfig': kubeconfigOf('certificate-authority: ca', 'ci', ['token: x']) },
  })
  const wanted = { certificateGlobs: ['/opt/*.kubeconfig'], archivePasswords: () => seen([]) }
  const look = await kubeconfigs.inspect(openHost(root, wanted))
  expect(look).toMatchObject({ fact: { items: [{ path: '/opt/ci.kubeconfig' }] } })
})

test.each([
  ['nothing', {}],
  ['another machine', loadSpec('plain-debian')],
  ['another configuration in a usual place', { files: { [admin]: 'kind: KubeletConfiguration\n' } }],
] satisfies [string, HostSpec][])('absent: %s', async (_, spec) => {
  expect(await kubeconfigs.inspect(openHost(makeHost(spec)))).toEqual({ status: 'absent' })
})

test('a file that is no kubeconfig, and one that may not be read, are gaps', async () => {
  const files = { [admin]: '- 1\n', '/etc/kubernetes/scheduler.conf': kubeconfigOf('x: y', 'u', []) }
  const { gaps } = await observe({ files })
  expect(gaps).toEqual([{ path: admin, reason: 'not a kubeconfig' }])
  const forbidden = (host: Host): Host => ({
    ...host,
    root: {
      ...host.root,
      read: async (path, limit) => (path === admin ? denied('permission denied') : host.root.read(path, limit)),
    },
  })
  expect((await observe({ files }, forbidden)).gaps).toEqual([{ path: admin, reason: 'permission denied' }])
})

test('processes that cannot be listed', async () => {
  const { root } = openHost(makeHost({}))
  const hidden = hostOf(root, { ...noProc, processes: () => denied('permission denied') })
  expect(await kubeconfigs.inspect(hidden)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('it reads what it declares, and its fact survives the wire', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(kubeadmNode(made))))
  const look = await kubeconfigs.inspect(host)
  const missing = undeclared(kubeconfigs.reads, recording, {
    'named by kubelet --config': ['/var/lib/kubelet/config.yaml'],
    'the executable of the kubelet': ['/usr/bin/kubelet'],
    'named by a kubeconfig': [current],
  })
  expect(missing).toEqual([])
  if (look.status !== 'observed') throw new Error(look.status)
  const bytes = v1.KubeconfigsFact.encode(look.fact).finish()
  expect(v1.KubeconfigsFact.decode(bytes)).toMatchObject({
    items: [{ path: admin }, {}, {}, {}, {}],
  })
})
