import { createHash } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { digestLimits, openDigests } from '../../../agent/processes/digests.ts'
import { makeHost } from '../../support/host.ts'

const sha = (bytes: string | Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

test('of the process that runs, and of a file at a path, late', async () => {
  const root = makeHost({ files: { '/bin/x': 'content' } })
  const digests = openDigests('/proc')
  expect((await digests.ofProcess(process.pid)).digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(await digests.ofPath(openRoot(root), '/bin/x')).toEqual({ digest: sha('content'), note: 'late' })
  appendFileSync(join(root, 'bin/x'), '!')
  expect((await digests.ofPath(openRoot(root), '/bin/x')).digest).toBe(sha('content!'))
})

test('what is gone, and what is too large', async () => {
  const root = makeHost({ files: { '/bin/x': 'content' } })
  const digests = openDigests('/proc', { ...digestLimits, size: 3 })
  expect(await digests.ofProcess(2 ** 30)).toEqual({ digest: '', note: 'not read: does not exist' })
  expect(await digests.ofPath(openRoot(root), '/bin/y')).toEqual({ digest: '', note: 'not read: does not exist' })
  expect((await digests.ofPath(openRoot(root), '/bin/x')).note).toBe('skipped: 7 bytes, more than the 3 that are read')
  expect((await digests.ofProcess(process.pid)).note).toMatch(/^skipped: \d+ bytes/)
})

test('not faster than the budget, and a file that is known costs nothing', async () => {
  const root = makeHost({})
  const content = Buffer.alloc(5 * 1024 * 1024, 'x')
  writeFileSync(join(root, 'big'), content)
  let [time, waited] = [0, 0]
  const digests = openDigests(
    '/proc',
    { ...digestLimits, rate: 1024 * 1024 },
    async (milliseconds) => {
      waited += milliseconds
      time += milliseconds
    },
    () => time,
  )
  expect((await digests.ofPath(openRoot(root), '/big')).digest).toBe(sha(content))
  expect(waited).toBeCloseTo(4000, -1)
  await digests.ofPath(openRoot(root), '/big')
  expect(waited).toBeCloseTo(4000, -1)
})
