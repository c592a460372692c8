import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { followLimits, followLog } from '../../../agent/audit/follow.ts'
import { openRoot } from '../../../agent/host/root.ts'
import { temporary } from '../../support/collector.ts'

const path = '/var/log/audit.log'

function open(limits = followLimits) {
  const prefix = temporary()
  mkdirSync(join(prefix, 'var/log'), { recursive: true })
  const file = join(prefix, path)
  const follow = followLog(path, () => openRoot(prefix), limits)
  const step = async () => {
    const lines: string[] = []
    const look = await follow.step((line) => void lines.push(line.toString()))
    return look.status === 'observed' ? lines : look
  }
  return { prefix, file, follow, step }
}

test('what was there before is not read; then every line, once it is whole', async () => {
  const { file, step } = open()
  writeFileSync(file, 'old\n')
  expect(await step()).toEqual([])
  appendFileSync(file, 'a\nb')
  expect(await step()).toEqual(['a'])
  appendFileSync(file, 'c\n\nd\n')
  expect(await step()).toEqual(['bc', '', 'd'])
  expect(await step()).toEqual([])
})

test('a log that comes later is read from its beginning', async () => {
  const { file, step } = open()
  expect(await step()).toEqual([])
  writeFileSync(file, 'a\n')
  expect(await step()).toEqual(['a'])
})

test('a log that is renamed is read to its end, then the new one', async () => {
  const { file, step } = open()
  writeFileSync(file, '')
  await step()
  appendFileSync(file, 'a\n')
  await step()
  appendFileSync(file, 'b\nc')
  renameSync(file, `${file.slice(0, -4)}-2026.log`)
  writeFileSync(file, 'd\n')
  expect(await step()).toEqual(['b', 'd'])
  appendFileSync(file, 'e\n')
  expect(await step()).toEqual(['e'])
})

test('between the renaming and the new log there is none', async () => {
  const { file, step } = open()
  writeFileSync(file, '')
  await step()
  appendFileSync(file, 'a\n')
  renameSync(file, `${file}.1`)
  expect(await step()).toEqual([])
  writeFileSync(file, 'b\n')
  expect(await step()).toEqual(['a', 'b'])
})

test('a log that is copied and cut off goes on from its beginning', async () => {
  const { file, step } = open()
  writeFileSync(file, '')
  await step()
  appendFileSync(file, 'first line\nhalf')
  await step()
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
  appendFileSync(file, 'b\n')
  expect(await step()).toEqual(['b'])
})

test('an old log that is gone is told as not read', async () => {
  const { file, step, follow } = open()
  writeFileSync(file, '')
  await step()
  writeFileSync(`${file}.other`, '')
  renameSync(`${file}.other`, file)
  appendFileSync(file, 'a\n')
  expect(await step()).toEqual(['a'])
  expect(follow.loss().skippedBytes).toBe(1)
})

test('a line that is too long is left out and counted, in whatever parts it is read', async () => {
  const { file, step, follow } = open({ ...followLimits, part: 7, line: 20 })
  writeFileSync(file, '')
  await step()
  appendFileSync(file, `a\n${'x'.repeat(50)}\nb\n${'y'.repeat(20)}\n${'z'.repeat(21)}\nc\n`)
  expect(await step()).toEqual(['a', 'b', 'y'.repeat(20), 'c'])
  expect(follow.loss()).toEqual({ longLines: 2, skippedBytes: 0 })
})

test('one step reads so much, the next goes on; what came too fast is skipped to the next line', async () => {
  const { file, step, follow } = open({ ...followLimits, part: 10, step: 20, backlog: 100 })
  writeFileSync(file, '')
  await step()
  appendFileSync(file, '12345678\n'.repeat(5))
  expect([await step(), await step(), await step()].map((each) => (Array.isArray(each) ? each.length : each))).toEqual([
    2, 2, 1,
  ])
  appendFileSync(file, `${'x'.repeat(200)}`)
  expect(await step()).toEqual([])
  appendFileSync(file, 'end of a line\na\n')
  expect(await step()).toEqual(['a'])
  expect(follow.loss().skippedBytes).toBe(200)
})

test('what is no file, and what leads to one outside, is not read', async () => {
  const { prefix, file, step } = open()
  mkdirSync(file)
  expect(await step()).toMatchObject({ status: 'failed', reason: 'is no regular file' })
  rmSync(file, { recursive: true })
  symlinkSync('/etc/audit.log', file)
  expect(await step()).toEqual([])
  mkdirSync(join(prefix, 'etc'))
  writeFileSync(join(prefix, 'etc/audit.log'), 'a\n')
  expect(await step()).toEqual(['a'])
  chmodSync(join(prefix, 'etc/audit.log'), 0o600)
})
