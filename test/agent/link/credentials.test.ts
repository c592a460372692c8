import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CredentialError, readCredentials } from '../../../agent/link/credentials.ts'
import { temporary } from '../../support/collector.ts'
import { asNobody } from '../../support/user.ts'

function files() {
  const directory = temporary()
  chmodSync(directory, 0o755)
  const paths = { ca: join(directory, 'ca.crt'), cert: join(directory, 'node.crt'), key: join(directory, 'node.key') }
  for (const [name, path] of Object.entries(paths)) writeFileSync(path, name)
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
