import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { placeOnHost, readMounted } from '../../../../agent/inspect/staticpods/mounts.ts'
import { makeHost } from '../../../support/host.ts'

const mounts = [
  { path: '/etc/kubernetes', hostPath: '/srv/k' },
  { path: '/etc/kubernetes/pki', hostPath: '/srv/pki' },
  { path: '/run/secret' },
  { path: '/data/', hostPath: '/mnt' },
]

test.each([
  ['below a mount', '/etc/kubernetes/a.yaml', '/srv/k/a.yaml'],
  ['the mount itself', '/etc/kubernetes', '/srv/k'],
  ['below the longest one', '/etc/kubernetes/pki/ca.crt', '/srv/pki/ca.crt'],
  ['beside one with the same beginning', '/etc/kubernetes-more/a', undefined],
  ['what the kubelet makes', '/run/secret/token', undefined],
  ['what the image has', '/usr/bin/etcd', undefined],
  ['a mount with a slash at its end', '/data/a', '/mnt/a'],
])('%s', (_name, path, expected) => {
  expect(placeOnHost(path, mounts)).toBe(expected)
})

test('without any mount it is the same path', () => {
  expect(placeOnHost('/etc/a', [])).toBe('/etc/a')
})

test.each([
  ['/etc/kubernetes/a', 'observed', undefined],
  ['/etc/kubernetes/b', 'failed', '/srv/k/b is not on the host, and no process is seen that has it'],
  ['/etc/kubernetes/../kubernetes/a', 'observed', undefined],
  ['/opt/a', 'failed', '/opt/a is in the container of /m.yaml, not on the host'],
  ['a', 'failed', 'a is relative to a directory that /m.yaml does not tell'],
])('reading %s', async (path, status, reason) => {
  const host = openHost(makeHost({ files: { '/srv/k/a': 'text', '/opt/a': 'another' } }))
  const look = await readMounted(host, { path: '/m.yaml', mounts }, path)
  expect(look.status).toBe(status)
  if (look.status === 'failed') expect(look.reason).toBe(reason)
  if (look.status === 'observed') expect(look.value.bytes.toString()).toBe('text')
})
