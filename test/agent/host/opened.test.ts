import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { opened, sizeOf } from '../../../agent/host/opened.ts'
import { temporary } from '../../support/collector.ts'

test('the size of a file is told by its path, and by a descriptor', () => {
  const path = join(temporary(), 'file')
  writeFileSync(path, 'four')
  const descriptor = openSync(path, 'r')
  expect([sizeOf(path), sizeOf(`fd:${descriptor}`)]).toEqual(Array(2).fill({ status: 'observed', value: 4 }))
  closeSync(descriptor)
})

test('what is not there, not named or not open has no size', () => {
  expect(sizeOf('/no/such/file')).toMatchObject({ status: 'absent' })
  expect(sizeOf('')).toEqual({ status: 'absent', reason: 'none is named' })
  expect(sizeOf('fd:999')).toEqual({ status: 'failed', reason: 'EBADF' })
})

test('a directory can be opened, one that is not there cannot', () => {
  const path = join(temporary(), 'directory')
  expect(opened(path, () => 1).status).toBe('absent')
  mkdirSync(path)
  expect(opened(path, () => 1)).toEqual({ status: 'observed', value: 1 })
})
