import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isMounted, mountedParts, parseMounts, remoteMounts } from '../../../agent/host/mounts.ts'
import { makeHost } from '../../support/host.ts'

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

/** A table in which these are mounted below the directory. */
function tableFor(base: string, ...points: string[]): string {
  const file = join(makeHost({}), 'mountinfo')
  const written = points.map((point) => point.replaceAll(' ', '\\040'))
  const lines = written.map((point, at) => `${at + 50} 22 254:0 ${point} ${base}${point} ro - ext4 /dev/vda rw`)
  writeFileSync(file, [...table.split('\n').slice(0, 2), ...lines, ''].join('\n'))
  return file
}

const directory = { directory: true } as const

test('knows what of the node is mounted where not all of it is', () => {
  const base = makeHost({ files: { '/etc/x': 'x', '/var/lib/with blank/x': 'x', '/var/log': directory } })
  const points = ['/etc', '/etc/below', '/proc', '/var/lib/with blank', '/var/log']
  const parts = mountedParts(base, tableFor(base, ...points))
  expect(parts?.toSorted()).toEqual(['/etc', '/proc', '/var/lib/with blank', '/var/log'])
})

test('a root is whole whatever is mounted in it', () => {
  const base = makeHost({ files: { '/etc/x': 'x', '/run': directory, '/bin': { link: 'usr/bin' } } })
  expect(mountedParts(base, tableFor(base, '/proc', '/run'))).toBeUndefined()
  const unlinked = makeHost({ files: { '/etc/x': 'x', '/run': directory } })
  expect(mountedParts(unlinked, tableFor(unlinked, '/proc', '/run'))).toBeUndefined()
  const further = makeHost({ files: { '/etc/x': 'x', '/etc/below/y': 'y' } })
  expect(mountedParts(further, tableFor(further, '/proc', '/etc/below'))).toBeUndefined()
})

test('an empty directory, one that is not there, the own root and what processes see are no parts of a node', () => {
  const empty = join(makeHost({}), 'proc')
  expect(mountedParts(empty, '/nothing')).toBeUndefined()
  expect(mountedParts('/nowhere', tableFor('/nowhere', '/etc'))).toBeUndefined()
  expect(mountedParts('')).toBeUndefined()
  expect(mountedParts('/nowhere/proc/1/root')).toBeUndefined()
})

test.each([
  ['/etc', 'inside'],
  ['/etc/x', 'inside'],
  ['/etcetera', 'outside'],
  ['/', 'above'],
  ['/var', 'above'],
  ['/var/lib', 'above'],
  ['/var/lib/kubelet', 'inside'],
  ['/var/log', 'outside'],
])('%s is %s of what is mounted', (path, where) => {
  expect(isMounted(path, ['/etc', '/var/lib/kubelet'])).toBe(where)
  expect(isMounted(path, undefined)).toBe('inside')
})
