import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { credentials } from '../../../agent/inspect/credentials.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import type { CredentialsFact } from '../../../proto/index.ts'
import { type HostSpec, isRoot, loadSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const netrc = 'machine a login b password geheim\n'
const ids = isRoot ? { uid: 1000, gid: 1000 } : {}

async function look(files: NonNullable<HostSpec['files']>, change: (host: Host) => Host = (host) => host) {
  const seen = await credentials.inspect(change(openHost(makeHost({ files }))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { ...(seen.fact as Required<CredentialsFact>), gaps: seen.gaps ?? [] }
}

test('a credential in a home', async () => {
  const fact = await look({
    '/etc/passwd': `ops:x:${ids.uid ?? process.getuid?.()}:1000::/home/ops:/bin/sh\n`,
    '/home/ops': { directory: true, mode: '0755', ...ids },
    '/home/ops/.netrc': { content: netrc, mode: '0600', ...ids },
    '/home/ops/notes': netrc,
  })
  expect(fact.items).toMatchObject([
    {
      ...{ path: '/home/ops/.netrc', kind: 'netrc', encrypted: '', owner: 'ops' },
      mode: { value: '0600', source: 'state of /home/ops/.netrc' },
      exposure: { value: 'owner', source: 'state of /home/ops/.netrc and of what is above' },
    },
  ])
  expect(fact).toMatchObject({ walked: ['/etc', '/home'], leftOut: [], gaps: [] })
})

test.each([
  ['0644', '0755', 'everyone'],
  ['0604', '0755', 'everyone'],
  ['0644', '0700', 'owner'],
  ['0640', '0755', 'group'],
  ['0640', '0710', 'group'],
  ['0644', '0710', 'group'],
  ['0600', '0777', 'owner'],
])('a file of mode %s in a directory of mode %s is open to: %s', async (mode, above, exposure) => {
  // A group of root's own has no members to tell: the file is given to another one, which root alone can do.
  if (!isRoot && exposure === 'group') return
  const fact = await look({
    '/home/ops': { directory: true, mode: above, ...ids },
    '/home/ops/.netrc': { content: netrc, mode, ...ids },
  })
  expect(fact.items[0]?.exposure?.value).toBe(exposure)
})

test('the group of root is nobody else', async () => {
  const fact = await look({ '/opt/.netrc': { content: netrc, mode: '0640' } })
  if (isRoot) expect(fact.items[0]?.exposure?.value).toBe('owner')
})

test('no content leaves the node', async () => {
  const { bytes } = await observe(credentials, openHost(makeHost({ files: { '/tmp/.netrc': netrc } })))
  expect(Buffer.from(bytes).toString('latin1')).toContain('/tmp/.netrc')
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('geheim')
})

test('where keys belong they are not stray', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\n'
  const fact = await look({
    '/etc/kubernetes/pki/ca.key': key,
    '/etc/ssh/ssh_host_rsa_key': key,
    '/etc/app/a.key': key,
  })
  expect(fact.items.map((each) => each.path)).toEqual(['/etc/app/a.key'])
  expect(fact.leftOut).toEqual(['/etc/kubernetes', '/etc/ssh'])
})

test('the same files are the same fact, whenever they were touched', async () => {
  const bytes = async (mtime: number) =>
    (await observe(credentials, openHost(makeHost({ files: { '/tmp/.netrc': { content: netrc, mtime } } })))).hash
  expect(await bytes(1_763_600_000)).toBe(await bytes(1_763_500_000))
})

test('what cannot be read is a gap, and never a missing credential', async () => {
  const closed = (host: Host): Host => ({
    ...host,
    root: {
      ...host.root,
      list: async (path) => (path === '/home/b' ? denied('permission denied') : host.root.list(path)),
      readRange: async () => denied('permission denied'),
    },
  })
  const fact = await look({ '/home/a/.netrc': netrc, '/home/b/.netrc': netrc }, closed)
  expect(fact).toMatchObject({
    items: [],
    gaps: [
      { path: '/home/b', reason: 'permission denied' },
      { path: '/home/a/.netrc', reason: 'permission denied' },
    ],
  })
})

test('a directory above that cannot be looked at leaves the exposure open', async () => {
  const blind = (host: Host): Host => ({
    ...host,
    root: { ...host.root, stat: async () => denied('permission denied') },
  })
  const files = {
    '/home/a/.netrc': { content: netrc, mode: '0644' },
    '/home/b/.netrc': { content: netrc, mode: '0600' },
  }
  const fact = await look(files, blind)
  expect(fact.items.map((each) => each.exposure?.unknown ?? each.exposure?.value)).toEqual([
    'a directory above: permission denied',
    'owner',
  ])
})

test('an empty node has none of the places', async () => {
  expect(await credentials.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
})

test('reads nothing but what it declares', async () => {
  const base = loadSpec('kubeadm-control-plane')
  const files = { ...base.files, '/var/tmp/x/.netrc': netrc, '/home/a/.docker/config.json': '{}' }
  const { host, recording } = recordingHost(openHost(makeHost({ ...base, files })))
  expect((await credentials.inspect(host)).status).toBe('observed')
  const origins = {
    'below these, with names that begin with a dot': [
      '/home/a/.docker',
      '/home/a/.docker/config.json',
      '/var/tmp/x/.netrc',
    ],
  }
  expect(undeclared(credentials.reads, recording, origins)).toEqual([])
})
