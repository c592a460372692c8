import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareFile } from '../../../agent/host/preparefile.ts'
import { temporary } from '../../support/collector.ts'

test('a file is made at its full size, for its owner alone', () => {
  const path = join(temporary(), 'ring')
  expect(prepareFile(path, 3_000_000)).toEqual({ status: 'observed', value: { adopted: false } })
  expect([statSync(path).size, statSync(path).mode & 0o777]).toEqual([3_000_000, 0o600])
  expect(statSync(path).blocks * 512).toBeGreaterThanOrEqual(3_000_000)
  expect(readFileSync(path).every((byte) => byte === 0)).toBe(true)
})

test('a group may use it where one is named', () => {
  const path = join(temporary(), 'ring')
  expect(prepareFile(path, 10, process.getgid?.() ?? 0).status).toBe('observed')
  expect([statSync(path).gid, statSync(path).mode & 0o777]).toEqual([process.getgid?.(), 0o660])
})

test('one that is there keeps what it holds', () => {
  const path = join(temporary(), 'ring')
  writeFileSync(path, 'kept')
  expect(prepareFile(path, 4)).toEqual({ status: 'observed', value: { adopted: true } })
  expect(readFileSync(path, 'utf8')).toBe('kept')
})

test.each<[string, (path: string) => void, object]>([
  [
    'has another size',
    (path) => writeFileSync(path, 'abc'),
    { status: 'failed', reason: expect.stringMatching(/3 bytes and not 4/) },
  ],
  ['is a directory', (path) => mkdirSync(path), { status: 'failed', reason: 'EISDIR' }],
  ['is a link', (path) => symlinkSync('/etc/passwd', path), { status: 'failed', reason: 'a loop of links' }],
])('one that %s stays as it is', (_name, make, expected) => {
  const path = join(temporary(), 'ring')
  make(path)
  expect(prepareFile(path, 4)).toEqual(expected)
})

test('where its directory is not, that is said', () => {
  expect(prepareFile('/no/such/ring', 4)).toEqual({ status: 'absent' })
})
