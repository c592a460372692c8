import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { tar } from '../../lib/tar.ts'

const time = new Date('2026-11-21T12:00:00Z')
const listed = (archive: Buffer, ...args: string[]) => execFileSync('tar', args, { input: archive }).toString()

test.each([0, 1, 511, 512, 513, 100_000])('a file of %i bytes comes back', (length) => {
  const content = Buffer.alloc(length, 'x')
  const archive = tar(
    [
      { name: 'a/b.txt', content },
      { name: 'a/c.txt', content: Buffer.from('last') },
    ],
    time,
  )
  expect(listed(archive, '-xO', 'a/b.txt')).toBe(content.toString())
  expect(listed(archive, '-xO', 'a/c.txt')).toBe('last')
})

test('only its owner may read it, and it is of the time that is given', () => {
  const lines = listed(tar([{ name: 'a', content: Buffer.from('x') }], time), '-tv', '--utc', '--numeric-owner')
  expect(lines).toMatch(/^-rw------- 0\/0 +1 2026-11-21 12:00 a$/m)
})

test('a name that has no room is refused', () => {
  expect(() => tar([{ name: 'x'.repeat(101), content: Buffer.alloc(0) }], time)).toThrow(RangeError)
})
