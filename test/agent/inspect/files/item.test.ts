import { expect, test } from 'vitest'
import { itemAt } from '../../../support/files.ts'
import { type HostSpec, isRoot } from '../../../support/host.ts'

test.each<[string, HostSpec['files'], string]>([
  ['its directory', { '/etc/kubernetes/pki': { directory: true, mode: '0700' } }, '/etc/kubernetes/pki'],
  ['one further above', { '/etc/kubernetes': { directory: true, mode: '0700' } }, '/etc/kubernetes'],
  [
    'the nearest one',
    { '/etc/kubernetes': { directory: true, mode: '0700' }, '/etc/kubernetes/pki': { directory: true, mode: '0600' } },
    '/etc/kubernetes/pki',
  ],
  ['none that the group can enter', { '/etc/kubernetes/pki': { directory: true, mode: '0750' } }, ''],
  ['none that others can enter', { '/etc/kubernetes/pki': { directory: true, mode: '0701' } }, ''],
])('a file that a group may read is shielded by %s', async (_, directories, shield) => {
  const item = await itemAt({ files: { ...directories, '/etc/kubernetes/pki/a.crt': '' } }, '/etc/kubernetes/pki/a.crt')
  expect([item?.mode?.value, item?.shieldedBy]).toEqual(['0644', shield])
})

test('a file that gives no group anything is shielded by a directory that only a group can enter', async () => {
  const files = {
    '/etc/kubernetes/pki': { directory: true, mode: '0750' },
    '/etc/kubernetes/pki/a.key': { content: '', mode: '0604' },
  } as const
  expect((await itemAt({ files }, '/etc/kubernetes/pki/a.key'))?.shieldedBy).toBe('/etc/kubernetes/pki')
})

test.skipIf(!isRoot)("a directory of somebody else's shields nothing", async () => {
  const files = {
    '/etc/kubernetes/pki': { directory: true, mode: '0700', uid: 1000 },
    '/etc/kubernetes/pki/a.crt': '',
    '/etc/kubernetes/pki/own.crt': { content: '', uid: 1000 },
  } as const
  expect((await itemAt({ files }, '/etc/kubernetes/pki/a.crt'))?.shieldedBy).toBe('')
  expect((await itemAt({ files }, '/etc/kubernetes/pki/own.crt'))?.shieldedBy).toBe('/etc/kubernetes/pki')
})

test.each([
  ['0640', true],
  ['0660', true],
  ['0654', true],
  ['0644', false],
  ['0646', false],
  ['0600', false],
  ['2755', false],
])('the mode %s may hold the mask of an ACL that matters: %s', async (mode, matters) => {
  const item = await itemAt(
    { files: { '/etc/kubernetes/admin.conf': { content: '', mode } } },
    '/etc/kubernetes/admin.conf',
  )
  const words = matters ? "; the group's bits may be the mask of an ACL, which is not read" : ''
  expect(item?.mode).toEqual({ value: mode, source: `state of /etc/kubernetes/admin.conf${words}` })
})
