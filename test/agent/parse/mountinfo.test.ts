import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMountinfo, translatePath } from '../../../agent/parse/mountinfo.ts'
import { runs } from '../../support/property.ts'

const host = parseMountinfo(`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 8:2 / /var rw,relatime shared:2 - ext4 /dev/sda2 rw
31 22 8:3 /@/etc /etc rw,relatime - btrfs /dev/sda3 rw
40 22 0:50 / /run/containerd/io.containerd.runtime.v2.task/k8s.io/c/rootfs rw - overlay overlay rw
41 22 8:1 /srv/a /mnt/again rw - ext4 /dev/sda1 rw
`)
const container = parseMountinfo(`500 400 0:50 / / rw,relatime - overlay overlay rw
501 500 0:51 / /proc rw - proc proc rw
502 500 8:1 /srv/a\\040b /data rw - ext4 /dev/sda1 rw
503 500 8:2 /lib/etcd /var/lib/etcd rw - ext4 /dev/sda2 rw
504 500 8:3 /@/etc/kubernetes/pki /etc/kubernetes/pki ro - btrfs /dev/sda3 rw
505 500 0:99 / /var/lib/etcd/elsewhere rw - tmpfs tmpfs rw
`)

test.each([
  ['/etc/kubernetes/pki/ca.crt', '/etc/kubernetes/pki/ca.crt'],
  ['/etc/kubernetes/pki', '/etc/kubernetes/pki'],
  ['/var/lib/etcd/member', '/var/lib/etcd/member/'.replace(/\/$/, '')],
  ['/data/x', '/srv/a b/x'],
  ['/data', '/srv/a b'],
  ['/etc/kubernetes/pkis/x', undefined],
  ['/usr/local/bin/etcd', undefined],
  ['/var/lib/etcd/elsewhere/x', undefined],
])('%s in the container is %s on the host', (path, expected) => {
  expect(translatePath(path, container, host)).toBe(expected)
})

test('of mounts at the same place the last one counts', () => {
  const twice = parseMountinfo('1 0 8:1 /a /d rw\n2 0 8:1 /b /d rw\n')
  expect(translatePath('/d/x', twice, host)).toBe('/b/x')
})

test('lines that are no mounts', () => {
  expect(parseMountinfo('\n1 2 3\nx\n')).toEqual([])
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, path) => void translatePath(path, parseMountinfo(text), host)),
    runs(200),
  )
})
