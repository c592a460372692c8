import { expect, test } from 'vitest'
import { parseMounts, remoteMounts } from '../../../agent/host/mounts.ts'

const table = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  '23 22 0:22 / /proc rw - proc proc rw',
  '40 22 0:40 / /home rw,relatime shared:20 - nfs4 files:/home rw,vers=4.2,hard',
  '41 22 0:41 / /mnt/with\\040blank\\134 rw - cifs //files/x rw',
  '42 22 0:42 / /net rw - autofs /etc/auto.net rw',
  '43 22 0:43 / /mnt/s3 rw - fuse.s3fs s3fs rw',
  '44 22 0:44 / /mnt/covered rw - nfs files:/x rw',
  '45 44 0:45 / /mnt/covered rw - tmpfs tmpfs rw',
  '46 22 0:46 / /host rw - ext4 /dev/vdb rw',
  '47 46 0:47 / /host/srv rw master:3 propagate_from:2 - ceph mon:/ rw',
  '',
].join('\n')

test('finds what is mounted from elsewhere', () => {
  expect([...parseMounts(table, '')]).toEqual([
    ['/home', 'nfs4'],
    ['/mnt/with blank\\', 'cifs'],
    ['/net', 'autofs'],
    ['/mnt/s3', 'fuse.s3fs'],
    ['/host/srv', 'ceph'],
  ])
})

test('names mount points as paths on the host', () => {
  expect([...parseMounts(table, '/host')]).toEqual([['/srv', 'ceph']])
})

test.each(['', '\n\n', 'nonsense', '1 2 3', '1 2 0:1 / / - '])('%j is no mount', (text) => {
  expect([...parseMounts(text, '')]).toEqual([])
})

test('a base that no table is for has no mounts', async () => {
  expect([...(await remoteMounts('/nowhere/proc/1/root'))]).toEqual([])
})
