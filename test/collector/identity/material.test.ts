import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAuthority, issueClient, issueServer } from '../../../collector/identity/authority.ts'
import { IdentityError, issueNode, openMaterial } from '../../../collector/identity/material.ts'
import { temporary } from '../../support/collector.ts'
import { asNobody } from '../../support/user.ts'

const open = (directory: string, hosts: string[] = []) => openMaterial(directory, undefined, hosts)

function mode(...path: string[]): string {
  return (statSync(join(...path)).mode & 0o777).toString(8)
}

async function failure(work: () => Promise<unknown>): Promise<string> {
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(IdentityError)
  return (error as Error).message
}

test('what a collector is, is made once: private, and the same at every start', async () => {
  const state = join(temporary(), 'state')
  const first = await openMaterial(state, 'prod', ['collector.example'])
  expect([mode(state), mode(state, 'tls')]).toEqual(['700', '700'])
  for (const name of ['ca', 'server', 'operator'])
    expect([name, mode(state, 'tls', `${name}.key`), mode(state, 'tls', `${name}.crt`)]).toEqual([name, '600', '644'])
  expect(first.clusterName).toBe('prod')
  expect(first.clusterId).toMatch(/^[0-9a-f-]{36}$/)
  const server = new X509Certificate(first.server.cert)
  expect(server.checkHost('collector.example')).toBeDefined()
  expect(server.checkHost('localhost')).toBeDefined()
  expect(server.checkIP('127.0.0.1') && server.checkIP('::1')).toBeDefined()
  expect(new X509Certificate(first.operator.cert).subjectAltName).toBe(
    `URI:spiffe://merlon/${first.clusterId}/operator/local`,
  )
  expect(await openMaterial(state, 'prod', ['collector.example'])).toEqual(first)
})

test('the name is the stored one unless another is given; the identity stays', async () => {
  const state = temporary()
  const { clusterId } = await openMaterial(state, 'prod', [])
  expect(await open(state)).toMatchObject({ clusterId, clusterName: 'prod' })
  expect(await openMaterial(state, 'other', [])).toMatchObject({ clusterId, clusterName: 'other' })
})

test('a server that gets another name gets another certificate, and nothing else changes', async () => {
  const state = temporary()
  const before = await open(state)
  const after = await open(state, ['more.example'])
  expect(new X509Certificate(after.server.cert).checkHost('more.example')).toBeDefined()
  expect([after.authority, after.operator]).toEqual([before.authority, before.operator])
  expect((await open(state, ['more.example'])).server).toEqual(after.server)
})

test('what ends within a month is issued anew at start', async () => {
  const state = temporary()
  const { authority, clusterId } = await open(state)
  const hosts = ['localhost', '127.0.0.1', '::1', (await import('node:os')).hostname()]
  const speaker = { kind: 'operator', clusterId, name: 'local' } as const
  for (const [name, pair] of [
    ['server', await issueServer(authority, hosts, 29)],
    ['operator', await issueClient(authority, speaker, 29)],
  ] as const)
    for (const [end, text] of [
      ['crt', pair.cert],
      ['key', pair.key],
    ] as const)
      writeFileSync(join(state, 'tls', `${name}.${end}`), text)
  const renewed = await open(state)
  for (const pair of [renewed.server, renewed.operator])
    expect((new X509Certificate(pair.cert).validToDate.getTime() - Date.now()) / 86_400_000).toBeGreaterThan(396)
  expect(renewed.authority).toEqual(authority)
})

test('what was issued while the clock was far ahead is issued anew: nobody would take it for a year', async () => {
  const state = temporary()
  const { authority, clusterId } = await open(state)
  const speaker = { kind: 'operator', clusterId, name: 'local' } as const
  const later = await issueClient(authority, speaker, 397, new Date(Date.now() + 365 * 86_400_000))
  writeFileSync(join(state, 'tls/operator.crt'), later.cert)
  writeFileSync(join(state, 'tls/operator.key'), later.key)
  const { operator } = await open(state)
  expect(new X509Certificate(operator.cert).validFromDate.getTime()).toBeLessThan(Date.now())
})

test('what another authority issued is issued anew', async () => {
  const state = temporary()
  await open(state)
  const other = await open(temporary())
  writeFileSync(join(state, 'tls/operator.crt'), other.operator.cert)
  writeFileSync(join(state, 'tls/operator.key'), other.operator.key)
  const { authority, operator } = await open(state)
  expect(new X509Certificate(operator.cert).verify(new X509Certificate(authority.cert).publicKey)).toBe(true)
})

test.each<[string, string, string | undefined, RegExp]>([
  ['certificate', 'tls/server.crt', 'damaged', /tls\/server\.crt: .*; remove it and its key to have both made anew$/],
  ['key', 'tls/server.key', 'damaged', /tls\/server\.key: .*; remove it and its key to have both made anew$/],
  ['empty key', 'tls/operator.key', '', /tls\/operator\.key: .*; remove it and its key to have both made anew$/],
  ['authority', 'tls/ca.crt', 'damaged', /tls\/ca\.crt: .*; restore both from a backup, or remove both and issue/],
  [
    'authority’s key',
    'tls/ca.key',
    'damaged',
    /tls\/ca\.key: .*; restore both from a backup, or remove both and issue/,
  ],
  [
    'authority without its key',
    'tls/ca.key',
    undefined,
    /tls\/ca\.key: does not exist, but its certificate does; restore/,
  ],
  ['identity', 'cluster.json', '{"id": "a"', /cluster\.json: .*; it names this cluster in every finding: restore it/],
  [
    'identity of another shape',
    'cluster.json',
    '{"id": "a b", "name": "x"}',
    /cluster\.json: .*restore it from a backup$/s,
  ],
])('a damaged %s is an error with its place and what to do', async (_name, file, content, expected) => {
  const state = temporary()
  await open(state)
  if (content === undefined) rmSync(join(state, file))
  else writeFileSync(join(state, file), content)
  expect(await failure(() => open(state))).toMatch(expected)
})

test('a key of another certificate is an error', async () => {
  const state = temporary()
  const { operator } = await open(state)
  writeFileSync(join(state, 'tls/server.key'), operator.key)
  expect(await failure(() => open(state))).toMatch(/server\.key: is not the key of its certificate; remove/)
})

test('an authority that ended is an error: no node would be let in', async () => {
  const state = temporary()
  await open(state)
  const old = await createAuthority('c', new Date('2010-01-01'))
  writeFileSync(join(state, 'tls/ca.crt'), old.cert)
  writeFileSync(join(state, 'tls/ca.key'), old.key)
  expect(await failure(() => open(state))).toMatch(/ca\.crt: ended at 2019-12-30T00:00:00\.000Z; restore both/)
})

test('a directory that cannot be made or written is an error with its place', async () => {
  const directory = temporary()
  writeFileSync(join(directory, 'file'), '')
  expect(await failure(() => open(join(directory, 'file/state')))).toMatch(
    /file\/state: cannot be made: ENOTDIR; choose another/,
  )
  const state = join(directory, 'state')
  mkdirSync(join(state, 'tls'), { recursive: true })
  chmodSync(directory, 0o755)
  chmodSync(state, 0o555)
  expect(await asNobody(() => failure(() => open(state)))).toMatch(/cluster\.json: cannot be written: EACCES$/)
})

test('a node has its own certificate, kept while it holds', async () => {
  const material = await open(temporary())
  const directory = join(temporary(), 'worker-1')
  await issueNode(material, 'n-1', directory)
  const read = () => readFileSync(join(directory, 'node.crt'), 'utf8')
  const first = read()
  expect([mode(directory), mode(directory, 'node.key'), mode(directory, 'ca.crt')]).toEqual(['700', '600', '644'])
  expect(readFileSync(join(directory, 'ca.crt'), 'utf8')).toBe(material.authority.cert)
  await issueNode(material, 'n-1', directory)
  expect(read()).toBe(first)
  await issueNode(material, 'n-2', directory)
  expect(new X509Certificate(read()).subjectAltName).toBe(`URI:spiffe://merlon/${material.clusterId}/node/n-2`)
})
