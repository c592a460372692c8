import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied, type Look, seen } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import type { Listing } from '../../../agent/host/root.ts'
import { nothingWanted } from '../../../agent/host/wanted.ts'
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
  const { bytes } = await observe(
    credentials,
    openHost(makeHost({ files: { '/etc/passwd': '', '/tmp/.netrc': netrc } })),
  )
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
    observe(credentials, openHost(makeHost({ files: { '/etc/passwd': '', '/tmp/.netrc': { content: netrc, mtime } } })))
  const [one, other] = [await bytes(1_763_600_000), await bytes(1_763_500_000)]
  expect([one.status, one.hash]).toEqual(['observed', other.hash])
})

type Ask = (path: string, list: () => Promise<Look<Listing>>) => Promise<Look<Listing>>

/** Directories of the same host, where some are told otherwise. */
function withList({ root }: Host, ask: Ask): Host['root']['below'] {
  return (place, use) =>
    root.below(place, (top) =>
      use({ list: (rest, limit) => ask(posix.join(place, rest), () => top.list(rest, limit)) }),
    )
}

test('what cannot be read is a gap, and never a missing credential', async () => {
  const closed = (host: Host): Host => ({
    ...host,
    root: {
      ...host.root,
      below: withList(host, async (path, list) => (path === '/home/b' ? denied('permission denied') : list())),
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
    '/var/tmp/a/.netrc': { content: netrc, mode: '0644' },
    '/var/tmp/b/.netrc': { content: netrc, mode: '0600' },
  }
  const fact = await look(files, blind)
  expect(fact.items.map((each) => each.exposure?.unknown ?? each.exposure?.value)).toEqual([
    'a directory above: permission denied',
    'owner',
  ])
})

test('more files than are read', async () => {
  const names = Array.from({ length: 1003 }, (_, at) => `id_${at}`)
  const crowded = (host: Host): Host => ({
    ...host,
    root: {
      ...host.root,
      below: withList(host, async (_, list) => {
        const look = await list()
        if (look.status !== 'observed') return look
        return seen({ ...look.value, entries: names.map((name) => ({ name, type: 'file' })) })
      }),
      readRange: async () => seen(Buffer.from('-----BEGIN PRIVATE KEY-----')),
      lstat: (path) => host.root.lstat(posix.dirname(path) === '/' ? path : posix.dirname(path)),
    },
  })
  const fact = await look({ '/opt': { directory: true } }, crowded)
  expect(fact.items).toHaveLength(1000)
  expect(fact.gaps).toEqual([{ path: '/', reason: '3 more files that may be credentials than are read' }])
})

test('where the operator says, and homes elsewhere', async () => {
  const asked = (host: Host): Host => ({
    ...host,
    wanted: { ...nothingWanted, credentialPaths: ['/srv/deploy/', '/etc/kubernetes', '/data/k.pem', '/nowhere'] },
  })
  const key = '-----BEGIN PRIVATE KEY-----\n'
  const files = {
    '/etc/passwd': 'ci:x:990:990::/var/lib/ci:/bin/bash\n',
    '/etc/kubernetes/pki/ca.key': key,
    '/srv/deploy/.netrc': netrc,
    '/srv/other/.netrc': netrc,
    '/data/k.pem': key,
    '/var/lib/ci/.npmrc': '//registry/:_authToken=geheim\n',
  }
  const fact = await look(files, asked)
  expect(fact.items.map((each) => each.path)).toEqual([
    ...['/data/k.pem', '/etc/kubernetes/pki/ca.key', '/srv/deploy/.netrc', '/var/lib/ci/.npmrc'],
  ])
  expect(fact).toMatchObject({
    walked: ['/etc', '/etc/kubernetes', '/srv/deploy', '/var/lib/ci'],
    gaps: [{ path: '/nowhere', reason: 'does not exist' }],
  })
})

test('an empty node has none of the places', async () => {
  expect(await credentials.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
})

test('reads nothing but what it declares', async () => {
  const base = loadSpec('kubeadm-control-plane')
  const more = { '/var/tmp/x/.netrc': netrc, '/home/a/.docker/config.json': '{}', '/srv/ci/.netrc': netrc }
  const files = { ...base.files, ...more, '/data/.netrc': netrc, '/etc/passwd': 'ci:x:9:9::/srv/ci:/bin/sh\n' }
  const wanted = { ...nothingWanted, credentialPaths: ['/data'] }
  const { host, recording } = recordingHost(openHost(makeHost({ ...base, files }), wanted))
  expect((await credentials.inspect(host)).status).toBe('observed')
  const origins = {
    'below these, with names that begin with a dot': [
      '/home/a/.docker',
      '/home/a/.docker/config.json',
      '/var/tmp/x/.netrc',
    ],
    'homes of /etc/passwd that are elsewhere, of users who can log in': ['/srv/ci', '/srv/ci/.netrc'],
    'credentialPaths of the configuration': ['/data', '/data/.netrc'],
    'directories above these': ['/srv'],
  }
  expect(undeclared(credentials.reads, recording, origins)).toEqual([])
})
