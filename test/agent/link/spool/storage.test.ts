import { closeSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { memoryStorage, openStorage } from '../../../../agent/link/spool/storage.ts'
import { temporary } from '../../../support/collector.ts'

function file(bytes: number): string {
  const path = join(temporary(), 'ring')
  writeFileSync(path, Buffer.alloc(bytes))
  return path
}

test.each([
  ['memory', () => memoryStorage(100)],
  ['a file', () => openStorage(file(100))],
  ['a descriptor that is open already', () => openStorage(`fd:${openSync(file(100), 'r+')}`)],
] as const)('%s holds what is written where it was written', async (_name, open) => {
  const storage = open()
  expect(storage.size).toBe(100)
  storage.write(90, Buffer.from('abc'))
  await storage.sync()
  expect(storage.read(89, 5)).toEqual(Buffer.from('\0abc\0'))
  expect(storage.read(98, 10)).toHaveLength(2)
  expect(storage.read(200, 10)).toHaveLength(0)
  storage.close()
})

test('what was read is a copy', () => {
  const storage = memoryStorage(4)
  const before = storage.read(0, 4)
  storage.write(0, Buffer.from('abcd'))
  expect(before).toEqual(Buffer.alloc(4))
})

test.each<[string, (directory: string) => string, RegExp]>([
  ['nothing', (directory) => join(directory, 'none'), /ENOENT/],
  ['a directory', (directory) => directory, /EISDIR/],
  [
    'a link, wherever it leads',
    (directory) => {
      writeFileSync(join(directory, 'target'), 'x')
      symlinkSync('target', join(directory, 'link'))
      return join(directory, 'link')
    },
    /ELOOP/,
  ],
  ['a device', () => '/dev/null', /\/dev\/null is no regular file/],
  [
    'a descriptor that is closed',
    (directory) => {
      const descriptor = openSync(directory, 'r')
      closeSync(descriptor)
      return `fd:${descriptor}`
    },
    /EBADF|no regular file/,
  ],
])('%s is no storage', (_name, make, reason) => {
  expect(() => openStorage(make(temporary()))).toThrow(reason)
})
