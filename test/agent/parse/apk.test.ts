import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachApkFile } from '../../../agent/parse/apk.ts'
import { runs } from '../../support/property.ts'

function filesOf(database: string): [string, string][] {
  const found: [string, string][] = []
  eachApkFile(database, (path, name) => found.push([path, name]))
  return found
}

test('files with their packages', () => {
  const musl = 'P:musl\nV:1.2\nA:aarch64\nF:lib\nR:ld-musl.so\nZ:Q1\nF:usr/lib\nR:libc.so\nR:x'
  expect(filesOf(`${musl}\n\nP:base\nV:3\nA:noarch\nF:\nR:top\n\n`)).toEqual([
    ['/lib/ld-musl.so', 'musl:aarch64 1.2'],
    ['/usr/lib/libc.so', 'musl:aarch64 1.2'],
    ['/usr/lib/x', 'musl:aarch64 1.2'],
    ['/top', 'base:noarch 3'],
  ])
})

test.each(['', '\n\n\n', 'P:a\nV:1\nF:bin\nR:x', 'V:1\nA:x\nR:x', 'F:bin\nR:x'])('%j names no package', (text) => {
  expect(filesOf(text)).toEqual([])
})

test('any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const [path, name] of filesOf(text)) expect([path[0], name.includes(' ')]).toEqual(['/', true])
    }),
    runs(200),
  )
})
