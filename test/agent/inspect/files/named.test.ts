import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../../agent/host/host.ts'
import { denied, seen } from '../../../../agent/host/look.ts'
import { type HostRoot, noRoot, openRoot } from '../../../../agent/host/root.ts'
import type { FileItem } from '../../../../proto/index.ts'
import {
  itemAt,
  itemsOf,
  kubeletConfig,
  kubeletWith,
  listed,
  observeFiles,
  PRESENCE_ABSENT,
  PRESENCE_PRESENT,
  PRESENCE_UNKNOWN,
} from '../../../support/files.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../../support/host.ts'

test('what the kubelet names comes first, present or not', async () => {
  const items = await itemsOf({
    files: {
      '/etc/my.yaml': `${kubeletConfig}staticPodPath: /srv/pods\ntlsCertFile: /srv/k.crt\ntlsPrivateKeyFile: /srv/k.key\n`,
      '/srv/pods/.hidden.yaml': '',
      '/srv/pods/kube-apiserver.yaml.bak': '',
      '/srv/pods/agent': '',
      '/srv/pods/dir': { directory: true },
      '/srv/k.crt': '',
      '/srv/k.key': { content: '', mode: '0600' },
      '/etc/kubernetes/manifests/x.yaml': '',
      '/etc/kubernetes/kubelet.conf': '',
    },
    processes: [
      kubeletWith('--config=/etc/my.yaml', '--kubeconfig', '/srv/kubeconfig', '--bootstrap-kubeconfig=/srv/bootstrap'),
    ],
  })
  expect(listed(items)).toEqual([
    // A control plane of its manifest: the absence of the administrator's kubeconfig is told.
    '/etc/kubernetes/admin.conf admin-kubeconfig absent',
    '/etc/kubernetes/kubelet.conf kubelet-kubeconfig 0644',
    '/etc/my.yaml kubelet-config 0644',
    '/srv/k.crt kubelet-tls-certificate 0644',
    '/srv/k.key kubelet-tls-key 0600',
    '/srv/kubeconfig kubelet-kubeconfig absent',
    '/srv/pods static-pod-directory 0755',
    '/srv/pods/agent static-pod-manifest 0644',
    '/srv/pods/kube-apiserver.yaml.bak kube-apiserver-manifest 0644',
  ])
  expect(items.filter((each) => each.named).map((each) => each.path)).toEqual([
    '/etc/my.yaml',
    '/srv/k.crt',
    '/srv/k.key',
    '/srv/kubeconfig',
    '/srv/pods',
  ])
})

test('drop-ins of the kubelet, as it reads them', async () => {
  const items = await itemsOf({
    files: {
      '/etc/c.yaml': kubeletConfig,
      '/etc/c.d/10-a.conf': `${kubeletConfig}maxPods: 5\n`,
      '/etc/c.d/readme': '',
      '/usr/bin/kubelet': 'x',
      '/var/lib/dpkg/status': 'Package: kubelet\nStatus: install ok installed\nVersion: 1.36.3-1.1\n',
    },
    processes: [kubeletWith('--config=/etc/c.yaml', '--config-dir=/etc/c.d')],
  })
  expect(listed(items)).toEqual([
    '/etc/c.d kubelet-config-drop-in 0755',
    '/etc/c.d/10-a.conf kubelet-config-drop-in 0644',
    '/etc/c.yaml kubelet-config 0644',
  ])
})

test('a kubelet that does not load still names files on its command line', async () => {
  const spec: HostSpec = {
    files: { '/etc/k': '', '/etc/kubernetes/manifests/etcd.yaml': '' },
    processes: [kubeletWith('--config=/etc/none.yaml', '--kubeconfig=/etc/k')],
  }
  const { fact, gaps } = await observeFiles(openHost(makeHost(spec)))
  expect(listed(fact.items ?? [])).toEqual([
    '/etc/k kubelet-kubeconfig 0644',
    '/etc/kubernetes/manifests static-pod-directory 0755',
    '/etc/kubernetes/manifests/etcd.yaml etcd-manifest 0644',
    '/etc/none.yaml kubelet-config absent',
  ])
  expect(gaps).toEqual([
    { path: '/proc/9/cmdline', reason: expect.stringMatching(/^configuration of the kubelet: does not load/) },
  ])
})

test.each<[string, Partial<ProcessSpec>, string]>([
  ['--data-dir', { argv: ['/usr/bin/etcd', '--data-dir=/srv/a', '--wal-dir', '/srv/w'] }, 'flag --data-dir of etcd'],
  ['-data-dir', { argv: ['/usr/bin/etcd', '-data-dir', '/srv/a', '-wal-dir=/srv/w'] }, 'flag --data-dir of etcd'],
  [
    'its environment',
    { argv: ['/usr/bin/etcd'], environ: { ETCD_DATA_DIR: '/srv/a', ETCD_WAL_DIR: '/srv/w', OTHER: '/x' } },
    'environment ETCD_DATA_DIR of etcd',
  ],
  [
    'its directory',
    { argv: ['/usr/bin/etcd', '--data-dir=a', '--wal-dir=./w'], cwd: '/srv' },
    'flag --data-dir of etcd',
  ],
])('etcd names its directories by %s', async (_, process, foundBy) => {
  const spec: HostSpec = {
    files: { '/srv/a': { directory: true, mode: '0700' }, '/var/lib/etcd/x': '' },
    processes: [{ pid: 8, argv: [], ...process }],
  }
  const items = await itemsOf(spec)
  expect(listed(items)).toEqual([
    '/srv/a etcd-data-directory 0700',
    '/srv/w etcd-wal-directory absent',
    '/var/lib/etcd etcd-data-directory 0755',
  ])
  expect(items[0]).toMatchObject({ foundBy, named: true, type: 'directory' })
})

const pod = '0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod'
const scheduler: ProcessSpec = {
  pid: 20,
  argv: ['/usr/local/bin/kube-scheduler', '--kubeconfig=/etc/s.conf'],
  cgroup: `${pod}8d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a.slice/cri-containerd-x.scope`,
  nspid: [20, 1],
}

/** A host into whose container one can look. */
async function withContainer(spec: HostSpec, inside: (root: string) => HostRoot): Promise<FileItem | undefined> {
  const prefix = makeHost({ ...spec, processes: [scheduler] })
  const host = openHost(prefix)
  const observation = await observeFiles(hostOf(host.root, host.proc, () => inside(prefix)))
  return observation.fact.items?.find((each) => each.path === '/etc/s.conf')
}

test('a path of a container is the same path on the host where that is the same file', async () => {
  const item = await withContainer({ files: { '/etc/s.conf': { content: '', mode: '0600' } } }, openRoot)
  expect(item).toMatchObject({
    presence: PRESENCE_PRESENT,
    foundBy: 'flag --kubeconfig of kube-scheduler',
    named: true,
  })
})

test('a file that is only in the container is looked at there', async () => {
  const container = makeHost({ files: { '/etc/s.conf': { content: 'x', mode: '0640' } } })
  for (const files of [{}, { '/etc/s.conf': { content: '', mode: '0600' } }]) {
    expect(await withContainer({ files }, () => openRoot(container))).toMatchObject({
      presence: PRESENCE_PRESENT,
      foundBy: 'flag --kubeconfig of kube-scheduler, in its container',
      mode: { value: '0640' },
    })
  }
  expect(await withContainer({ files: { '/etc/s.conf': '' } }, () => openRoot(makeHost({})))).toMatchObject({
    presence: PRESENCE_ABSENT,
    foundBy: 'flag --kubeconfig of kube-scheduler, in its container',
    named: true,
  })
})

test('where nobody can look into the container, the path on the host counts only when it is there', async () => {
  expect(await withContainer({ files: { '/etc/s.conf': '' } }, () => noRoot)).toMatchObject({
    presence: PRESENCE_PRESENT,
    foundBy: 'flag --kubeconfig of kube-scheduler',
  })
  expect(await withContainer({ files: {} }, () => noRoot)).toMatchObject({
    presence: PRESENCE_UNKNOWN,
    reason: 'not on the host; process 20 may have it in its container',
    named: true,
  })
})

const image = '50 40 0:50 / / rw - overlay overlay rw\n'
const node = '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n'
const tables = (mounts: string) => ({ '/proc/20/mountinfo': image + mounts, '/proc/1/mountinfo': node })

test("a path of a container is the host's where it is mounted from", async () => {
  const files = { ...tables('51 50 8:1 /srv/s.conf /etc/s.conf ro - ext4 /dev/sda1 rw\n'), '/etc/s.conf': '' }
  const spec = { files: { ...files, '/srv/s.conf': { content: '', mode: '0640' } }, processes: [scheduler] }
  expect((await itemsOf(spec)).filter(({ role }) => role === 'scheduler-kubeconfig')).toMatchObject([
    {
      path: '/srv/s.conf',
      foundBy: 'flag --kubeconfig of kube-scheduler, which has it at /etc/s.conf',
      mode: { value: '0640' },
    },
  ])
})

test("another file of the host is not taken for a container's", async () => {
  const files = { ...tables(''), '/etc/s.conf': '' }
  expect(await itemAt({ files, processes: [scheduler] }, '/etc/s.conf', 'scheduler-kubeconfig')).toMatchObject({
    presence: PRESENCE_UNKNOWN,
    reason: 'process 20 has it in its container, not on the host',
  })
})

test('a relative path of a process whose directory cannot be told is a gap', async () => {
  const files = { '/etc/hostname': 'n1\n' }
  const host = openHost(makeHost({ files, processes: [{ pid: 7, argv: ['/usr/bin/etcd', '--data-dir=a'] }] }))
  const all = host.proc.processes()
  const value = all.status === 'observed' ? all.value : []
  const blind = value.map((each) => ({ ...each, cwd: () => denied('permission denied') }))
  const proc = { ...host.proc, processes: () => seen(blind) }
  expect((await observeFiles({ ...host, proc })).gaps).toEqual([
    {
      path: 'a',
      reason: 'flag --data-dir of etcd: relative to the current directory of process 7: permission denied',
    },
  ])
})

test('what runs in an ordinary pod names nothing', async () => {
  const cgroup = `${pod}7d0c2b44_93d5_4c3e_8f8b_5b1f7f0a6a12.slice/cri-containerd-x.scope`
  expect(await itemsOf({ files: { '/etc/s.conf': '' }, processes: [{ ...scheduler, cgroup }] })).toEqual([])
})
