import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  CredentialError,
  type Kept,
  keep,
  readCredentials,
  readKept,
  readToken,
} from '../../../agent/link/credentials.ts'
import { temporary } from '../../support/collector.ts'
import { issue } from '../../support/pki.ts'
import { asNobody } from '../../support/user.ts'

const pair = await issue({ name: 'CN=node' })

function files() {
  const directory = temporary()
  chmodSync(directory, 0o755)
  const paths = { ca: join(directory, 'ca.crt'), cert: join(directory, 'node.crt'), key: join(directory, 'node.key') }
  writeFileSync(paths.ca, 'ca')
  writeFileSync(paths.cert, pair.cert)
  writeFileSync(paths.key, 'key')
  return paths
}

function failure(paths: ReturnType<typeof files>): string {
  try {
    readCredentials(paths)
  } catch (error) {
    expect(error).toBeInstanceOf(CredentialError)
    return (error as Error).message
  }
  throw new Error('they were read')
}

test('the files are read anew each time', () => {
  const paths = files()
  expect(readCredentials(paths).key.toString()).toBe('key')
  writeFileSync(paths.key, 'renewed')
  expect(readCredentials(paths).key.toString()).toBe('renewed')
})

test('it says how long the certificate holds', () => {
  const { notBefore, notAfter } = readCredentials(files())
  expect([notBefore, notAfter]).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2036, 0, 1)])
})

test('a certificate that is none is named', () => {
  const paths = files()
  writeFileSync(paths.cert, 'half')
  expect(failure(paths)).toBe(`${paths.cert}: no certificate in PEM`)
})

const remedy = "on the collector's machine, `merlon node add NAME --out DIR` makes the files of a node"

test('a file that is not there is named, with what makes it', () => {
  const paths = { ...files(), key: '/no/such/node.key' }
  expect(failure(paths)).toBe(`/no/such/node.key: ENOENT; ${remedy}`)
})

test('a directory in its place is named', () => {
  const paths = files()
  const directory = join(temporary(), 'node.key')
  mkdirSync(directory)
  expect(failure({ ...paths, key: directory })).toBe(`${directory}: EISDIR; ${remedy}`)
})

test('a file that may not be read is named', async () => {
  const paths = files()
  chmodSync(paths.key, 0o000)
  expect(await asNobody(() => failure(paths))).toBe(`${paths.key}: EACCES; ${remedy}`)
})

// ——— a certificate that the agent keeps itself ———

const [before, after] = [pair, await issue({ name: 'CN=node' })].map(({ cert, key }) => ({
  cert: Buffer.from(cert),
  key: Buffer.from(key),
  authorities: Buffer.from('authorities'),
})) as [Kept, Kept]

function keptFiles() {
  const directory = temporary()
  return { cert: join(directory, 'c'), key: join(directory, 'k'), authorities: join(directory, 'a') }
}

test('what is kept is read again, for the agent alone; nothing is there before', () => {
  const paths = keptFiles()
  expect(readKept(paths)).toBeUndefined()
  keep(paths, before)
  keep(paths, after)
  expect(readKept(paths)).toEqual(after)
  for (const path of Object.values(paths)) expect(statSync(path).mode & 0o777).toBe(0o600)
})

test.each([
  ['before anything took its place', [], before],
  ['amid the certificate', ['cert'], after],
  ['after both', ['cert', 'key'], after],
] as const)('a machine that stops %s has a certificate with its key', (_when, renamed, expected) => {
  const paths = keptFiles()
  keep(paths, before)
  for (const name of ['cert', 'key'] as const) writeFileSync(`${paths[name]}.new`, after[name])
  for (const name of renamed) renameSync(`${paths[name]}.new`, paths[name])
  expect(readKept(paths)).toEqual(expected)
  expect(readFileSync(paths.key)).toEqual(expected.key)
})

test('a key of another certificate is named', () => {
  const paths = keptFiles()
  keep(paths, { ...before, key: after.key })
  expect(() => readKept(paths)).toThrow(new CredentialError(`${paths.key}: is not the key of ${paths.cert}`))
})

test('where nothing can be kept, the file is named', () => {
  const paths = { ...keptFiles(), cert: '/no/such/c' }
  expect(() => keep(paths, before)).toThrow('/no/such/c: ENOENT; the agent keeps its certificate there')
})

// ——— tokens ———

test('a token is read without what surrounds it, and is in no error', () => {
  const path = join(temporary(), 'token')
  writeFileSync(path, '  secret-token \n')
  expect(readToken(path, 'do this')).toBe('secret-token')
  writeFileSync(path, '\n')
  expect(() => readToken(path, 'do this')).toThrow(`${path}: empty; do this`)
  writeFileSync(path, 'secret'.repeat(10_000))
  expect(() => readToken(path, 'do this')).toThrow(`${path}: too long to be a token; do this`)
  expect(() => readToken('/no/token', 'do this')).toThrow('/no/token: ENOENT; do this')
})
