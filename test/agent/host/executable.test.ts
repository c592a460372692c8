import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { executableState, openExecutable } from '../../../agent/host/executable.ts'
import { isRoot } from '../../support/host.ts'
import { asNobody } from '../../support/user.ts'

test('what this process runs', async () => {
  const file = await openExecutable('/proc', process.pid)
  if (file.status !== 'observed') throw new Error(JSON.stringify(file))
  expect(file.value.state).toEqual((executableState('/proc', process.pid) as { value: object }).value)
  expect(file.value.state.links).toBeGreaterThan(0)
  const digest = await file.value.digest(async () => undefined)
  expect(digest).toEqual({
    status: 'observed',
    value: createHash('sha256').update(readFileSync(process.execPath)).digest('hex'),
  })
  await file.value.close()
})

test('a process that is gone, and one that may not be looked at', async () => {
  expect(executableState('/proc', 2 ** 30).status).toBe('absent')
  expect((await openExecutable('/proc', 2 ** 30)).status).toBe('absent')
  if (isRoot) expect((await asNobody(() => openExecutable('/proc', 1))).status).toBe('denied')
})
