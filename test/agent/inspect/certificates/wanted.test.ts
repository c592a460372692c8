import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { denied, type Look, seen } from '../../../../agent/host/look.ts'
import { recordingHost } from '../../../../agent/host/recording.ts'
import { certificates } from '../../../../agent/inspect/certificates.ts'
import { block } from '../../../support/certificates.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'
import { issue, kubeconfig, type Pair } from '../../../support/pki.ts'
import { undeclared } from '../../../support/reads.ts'

let pair: Pair
beforeAll(async () => {
  pair = await issue({ name: 'CN=app', algorithm: 'p256' })
})

const archive = '/opt/app/store.p12'

/** What is seen where the operator asks to look; the archive lies there too. */
async function observe(
  certificateGlobs: readonly string[],
  spec: HostSpec = {},
  passwords: Look<readonly string[]> = seen([]),
) {
  const root = makeHost(spec)
  mkdirSync(join(root, 'opt/app'), { recursive: true })
  writeFileSync(join(root, archive), block('p12-ec').der)
  const { host, recording } = recordingHost(openHost(root, { certificateGlobs, archivePasswords: () => passwords }))
  const look = await certificates.inspect(host)
  const { items = [], files = [] } = look.status === 'observed' ? look.fact : {}
  const gaps = look.status === 'observed' ? (look.gaps ?? []) : []
  return { look, items, files, gaps, recording }
}

test('patterns of the operator, over directories and files', async () => {
  const files = {
    '/opt/a/tls/x.pem': pair.combined,
    '/opt/b/tls/y.pem': pair.cert,
    '/opt/plain-file': 'x',
    '/opt/b/tls/.hidden.pem': pair.cert,
  }
  const seenThere = await observe(['/opt/*/tls/*.pem'], { files })
  expect(seenThere.items.map(({ name, uses }) => [name, uses])).toEqual([
    ['/opt/a/tls/x.pem#1', []],
    ['/opt/b/tls/y.pem#1', []],
  ])
  expect(seenThere.items[0]?.keyMatches?.value).toBe(true)
  expect(seenThere.files[0]).toMatchObject({
    foundBy: 'certificateGlobs /opt/*/tls/*.pem',
    named: false,
    format: 'pem',
    mode: { value: '0644' },
  })
  expect(seenThere.gaps).toEqual([])
  const missing = undeclared(certificates.reads, seenThere.recording, {
    'certificateGlobs of the configuration': ['/opt/*/tls/*.pem', '/opt', '/opt/*', '/opt/*/tls'],
  })
  expect(missing).toEqual([])
})

test('without patterns nothing is looked at there', async () => {
  const { look } = await observe([], { files: { '/opt/a/tls/x.pem': pair.cert } })
  expect(look).toEqual({ status: 'absent' })
})

test('a kubeconfig by its name', async () => {
  const files = { '/opt/admin.conf': kubeconfig(pair, 'app', pair) }
  const { items } = await observe(['/opt/*.conf'], { files })
  expect(items.map(({ name }) => name)).toEqual(['/opt/admin.conf#1', '/opt/admin.conf#2'])
})

test('a file that is named and not there is told; a pattern that fits nothing is not', async () => {
  const { files, gaps } = await observe(['/opt/gone.pem', '/opt/*.der'])
  expect(files).toMatchObject([
    { path: '/opt/gone.pem', presence: 'absent', foundBy: 'certificateGlobs /opt/gone.pem' },
  ])
  expect(gaps).toEqual([])
})

test('what the kubelet left behind fits a pattern, and is not read', async () => {
  const pki = '/srv/kubelet/pki'
  const files = {
    [`${pki}/kubelet-client-2025-01-01-00-00-00.pem`]: pair.combined,
    [`${pki}/kubelet-client-2026-01-01-00-00-00.pem`]: pair.combined,
    [`${pki}/kubelet-client-current.pem`]: { link: `${pki}/kubelet-client-2026-01-01-00-00-00.pem` },
    [`${pki}/expired/old.pem`]: pair.cert,
  }
  const { items } = await observe([`${pki}/*.pem`], { files })
  expect(items.map(({ name }) => name)).toEqual([`${pki}/kubelet-client-current.pem#1`])
})

test('more files than are read', async () => {
  const files = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`/opt/many/${at}.pem`, '']))
  const seenThere = await observe(['/opt/many/*.pem'], { files })
  expect(seenThere.files).toHaveLength(1000)
  expect(seenThere.gaps).toEqual([{ path: '/opt/many/*.pem', reason: 'more than the 1000 files that are read' }])
})

test('an archive with its password', async () => {
  const { items, files, gaps } = await observe(['/opt/app/*.p12'], {}, seen(['wrong', 'secret']))
  expect(items.map(({ name, commonName, keyMatches }) => [name, commonName, keyMatches?.value])).toEqual([
    [`${archive}#1`, 'ec', true],
    [`${archive}#2`, 'rsa', undefined],
  ])
  const remark = 'is PKCS#12, which programs in Go do not load'
  expect(files).toMatchObject([{ format: 'pkcs12', certificates: 2, privateKeys: 1, reason: remark }])
  expect(gaps).toEqual([])
})

test.each([
  ['no password', seen([]), 'encrypted: not read (no password is configured)'],
  ['a wrong one', seen(['x']), 'encrypted: not read (no configured password opens it)'],
  [
    'a file of passwords that cannot be read',
    denied('permission denied'),
    'encrypted: not read (file of passwords: permission denied)',
  ],
])('an archive with %s is a gap', async (_, passwords, reason) => {
  const { items, files, gaps } = await observe([archive], {}, passwords)
  expect(items).toEqual([])
  expect(files).toMatchObject([{ format: 'pkcs12', certificates: 0, reason }])
  expect(gaps).toEqual([{ path: archive, reason }])
})

test('a few archives are opened in one pass, and no more', async () => {
  const root = makeHost({})
  mkdirSync(join(root, 'opt'))
  for (let at = 10; at < 32; at += 1) writeFileSync(join(root, `opt/${at}.p12`), block('p12-ec').der)
  const passwords = () => seen(['secret'])
  const look = await certificates.inspect(
    openHost(root, { certificateGlobs: ['/opt/*.p12'], archivePasswords: passwords }),
  )
  if (look.status !== 'observed') throw new Error(look.status)
  expect(look.fact.items).toHaveLength(40)
  expect(look.gaps).toHaveLength(2)
  expect(look.gaps?.[0]?.reason).toContain('not asked for more than 20 archives')
})
