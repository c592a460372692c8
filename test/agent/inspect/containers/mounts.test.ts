import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { membersOf } from '../../../../agent/inspect/containers/member.ts'
import { hostMounts, maxMounts, mountFact, nodeMounts } from '../../../../agent/inspect/containers/mounts.ts'
import { parseMountinfo } from '../../../../agent/parse/mountinfo.ts'
import { containerMountinfo, nodeMountinfo, withRights } from '../../../support/container.ts'
import { makeHost } from '../../../support/host.ts'
import { runs } from '../../../support/property.ts'

const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const other = '0b9d4e2a-5c1f-4a7e-b7a3-2d6f8e9c1b04'
const volumes = `/var/lib/kubelet/pods/${pod}`
const id = 'a'.repeat(64)
const node = `${nodeMountinfo}30 22 8:17 / /var/lib/kubelet/plugins/disk/globalmount rw - ext4 /dev/sdb1 rw
31 22 8:17 / ${volumes}/volumes/kubernetes.io~csi/data/mount rw - ext4 /dev/sdb1 rw
32 22 8:1 /etc ${volumes}/volume-subpaths/v/app/0 rw - ext4 /dev/sda1 rw
33 22 0:70 / ${volumes}/volumes/kubernetes.io~secret/s rw - tmpfs tmpfs rw
34 22 8:33 /@/srv /srv rw - btrfs /dev/sdc1 rw
35 22 0:50 / /run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/rootfs rw - overlay overlay rw
36 22 0:71 / /var/lib/kubelet/pods/${other}/volumes/kubernetes.io~secret/s rw - tmpfs tmpfs rw
`
const outside = Map.groupBy(parseMountinfo(node), ({ device }) => device)

function told(lines: string): string[] {
  const inside = parseMountinfo(containerMountinfo(lines))
  return hostMounts(inside, outside, pod).map(
    ({ path, host, writable }) => `${path} = ${host}${writable ? '' : ' (ro)'}`,
  )
}

test.each([
  ['an ordinary container', '', []],
  ['the root', '600 500 8:1 / /host rw - ext4 /dev/sda1 rw', ['/host = /']],
  ['the root, read-only', '600 500 8:1 / /host ro - ext4 /dev/sda1 rw', ['/host = / (ro)']],
  ['a file system that is read-only', '600 500 8:1 / /host rw - ext4 /dev/sda1 ro', ['/host = / (ro)']],
  ['a directory', '600 500 8:1 /etc/kubernetes/pki /pki ro - ext4 /dev/sda1 rw', ['/pki = /etc/kubernetes/pki (ro)']],
  ['a name with a blank', '600 500 8:1 /srv\\040x /x rw - ext4 /dev/sda1 rw', ['/x = /srv x']],
  [
    'a socket',
    '600 500 0:24 /containerd/containerd.sock /c.sock rw - tmpfs tmpfs rw',
    ['/c.sock = /run/containerd/containerd.sock'],
  ],
  ['a subvolume', '600 500 8:33 /@/srv/www /www rw - btrfs /dev/sdc1 rw', ['/www = /srv/www']],
  ['devices', '600 500 0:6 / /dev rw - devtmpfs udev rw', ['/dev = /dev']],
  ['the kernel, below another name', '600 500 0:21 / /host/proc ro - proc proc rw', ['/host/proc = /proc (ro)']],
  ['a directory for the pod', `600 500 8:1 ${volumes}/volumes/kubernetes.io~empty-dir/x /x rw - ext4 /dev/sda1 rw`, []],
  ['a disk for the pod', '600 500 8:17 / /data rw - ext4 /dev/sdb1 rw', []],
  ['a secret of the pod', '600 500 0:70 / /var/run/secrets/s ro - tmpfs tmpfs rw', []],
  [
    'a secret of another pod',
    '600 500 0:71 / /s ro - tmpfs tmpfs rw',
    [`/s = /var/lib/kubelet/pods/${other}/volumes/kubernetes.io~secret/s (ro)`],
  ],
  ['a directory of the node behind subPath', '600 500 8:1 /etc /x rw - ext4 /dev/sda1 rw', ['/x = /etc']],
  ['what is mounted nowhere on the node', '600 500 0:99 / /x rw - tmpfs tmpfs rw', []],
  [
    'names of the host',
    `600 500 8:1 /var/lib/containerd/sandboxes/${id}/resolv.conf /etc/resolv.conf rw - ext4 /dev/sda1 rw`,
    [],
  ],
  [
    'another file in their place',
    '600 500 8:1 /etc/shadow /etc/hosts rw - ext4 /dev/sda1 rw',
    ['/etc/hosts = /etc/shadow'],
  ],
  ['a volume of Docker', '600 500 8:1 /var/lib/docker/volumes/v/_data /v rw - ext4 /dev/sda1 rw', []],
  ['devices for a user namespace', '600 500 0:6 /null /dev/null rw - devtmpfs udev rw', []],
  ['a disk', '600 500 0:6 /sda /dev/sda rw - devtmpfs udev rw', ['/dev/sda = /dev/sda']],
  [
    'control groups that can be written',
    '600 500 0:80 / /sys/fs/cgroup rw - cgroup cgroup rw',
    ['/sys/fs/cgroup = /sys/fs/cgroup'],
  ],
  [
    'its own control group',
    '600 500 0:30 /../pod/x /sys/fs/cgroup rw - cgroup2 cgroup2 rw',
    ['/sys/fs/cgroup = /sys/fs/cgroup/pod/x'],
  ],
])('%s', (_, lines, expected) => {
  expect(told(`${lines}\n`)).toEqual(expected)
})

const below = `600 500 8:1 / /host ro - ext4 /dev/sda1 rw
601 600 0:24 / /host/run rw - tmpfs tmpfs rw
602 600 0:21 / /host/proc ro - proc proc rw
603 601 0:50 / /host/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/rootfs rw - overlay overlay rw
604 600 8:17 / /host/var/lib/kubelet/plugins/disk/globalmount ro - ext4 /dev/sdb1 rw
605 600 0:24 / /run rw - tmpfs tmpfs rw
606 600 8:1 /boot /host/etc ro - ext4 /dev/sda1 rw
`

test('what lies below another one is told where more can be written, or where it is something else', () => {
  expect(told(below)).toEqual(['/host = / (ro)', '/host/etc = /boot (ro)', '/host/run = /run', '/run = /run'])
})

test('more than are told', () => {
  const many = Array.from({ length: maxMounts + 5 }, (_, at) => `${600 + at} 500 8:1 /d${at} /m${at} rw - ext4 sda rw`)
  const spec = withRights({}, [{ pid: 7, argv: ['/x'], mountinfo: containerMountinfo(many.join('\n')) }])
  const host = openHost(makeHost(spec))
  const processes = host.proc.processes()
  const [first] = membersOf(host, processes.status === 'observed' ? processes.value.filter(({ pid }) => pid === 7) : [])
  if (!first) throw new Error('no process')
  const fact = mountFact(host, nodeMounts(host), first, '')
  expect(fact.mounts).toHaveLength(maxMounts)
  expect(fact.mountsKnown).toMatchObject({ unknown: '5 more mounts than are told' })
})

test('any tables of mounts', () => {
  const path = fc.constantFrom('/', '/a', '/a/b', '/proc', '/sys', '/..', '/a/../..')
  const line = fc
    .tuple(
      fc.constantFrom('8:1', '0:6'),
      path,
      path,
      fc.constantFrom('rw', 'ro'),
      fc.constantFrom('ext4', 'proc', 'sysfs'),
    )
    .map(([device, root, point, flag, type]) => `1 2 ${device} ${root} ${point} ${flag} - ${type} x rw`)
  const lines = fc.array(line, { maxLength: 8 }).map((all) => parseMountinfo(all.join('\n')))
  fc.assert(
    fc.property(lines, lines, (inside, all) => {
      const mounts = hostMounts(
        inside,
        Map.groupBy(all, ({ device }) => device),
        pod,
      )
      for (const { path, host } of mounts) expect(path.startsWith('/') && host.startsWith('/')).toBe(true)
    }),
    runs(200),
  )
})
