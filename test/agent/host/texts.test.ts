import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eachText } from '../../../agent/host/texts.ts'
import { makeHost } from '../../support/host.ts'

async function read(root: string, limit = 100) {
  const texts: string[] = []
  const look = await eachText(root, '/d', '.list', limit, (bytes) => texts.push(bytes.toString()))
  return { status: look.status, texts: texts.sort() }
}

test('files with that ending, no others', async () => {
  const root = makeHost({ files: { '/d/a.list': 'a', '/d/b.list': 'b', '/d/c.md5': 'c' } })
  expect(await read(root)).toEqual({ status: 'observed', texts: ['a', 'b'] })
  expect((await read(makeHost({}))).status).toBe('absent')
})

test.each<[string, (root: string) => void]>([
  ['a link', (root) => symlinkSync('/etc/passwd', join(root, 'd/x.list'))],
  ['a directory', (root) => void mkdirSync(join(root, 'd/x.list'))],
])('%s among them makes all of it fail', async (_, make) => {
  const root = makeHost({ files: { '/d/a.list': 'a' } })
  make(root)
  expect((await read(root)).status).toBe('failed')
})

test('a file that is too large does as well', async () => {
  expect((await read(makeHost({ files: { '/d/a.list': 'a'.repeat(101) } }))).status).toBe('failed')
})
