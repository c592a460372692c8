import { expect, test, vi } from 'vitest'
import { endAtLast, openEnding } from '../../collector/ending.ts'

function logging() {
  const errors: [object, string][] = []
  return { errors, log: { error: (fields: object, message: string) => void errors.push([fields, message]) } }
}

const never = () => new Promise<void>(() => undefined)

test('parts end one after the other, the newest first, once', async () => {
  const { errors, log } = logging()
  const ending = openEnding({ log })
  const ended: string[] = []
  ending.add('first', async () => {
    await new Promise(setImmediate)
    ended.push('first')
  })
  ending.add('second', async () => {
    await new Promise(setImmediate)
    ended.push('second')
  })
  ending.add('third', () => ended.push('third'))
  expect(await Promise.all([ending.close(), ending.close()])).toEqual([[], []])
  expect(ended).toEqual(['third', 'second', 'first'])
  expect(errors).toEqual([])
})

test('parts that never end are named and left, and keep none of the others', async () => {
  const { errors, log } = logging()
  const ending = openEnding({ log, patience: 20, least: 1 })
  const ended: string[] = []
  ending.add('database', async () => void ended.push('database'))
  ending.add('judging', never)
  ending.add('retention', async () => void ended.push('retention'))
  ending.add('sessions', never)
  expect(await ending.close()).toEqual(['sessions', 'judging'])
  expect(ended).toEqual(['retention', 'database'])
  expect(errors.map(([fields, message]) => [(fields as { part: string }).part, message])).toEqual([
    ['sessions', 'a part did not end in time: it is left as it is'],
    ['judging', 'a part did not end in time: it is left as it is'],
  ])
})

test('a part that fails is told, and the others end', async () => {
  const { errors, log } = logging()
  const ending = openEnding({ log })
  const ended: string[] = []
  ending.add('database', async () => void ended.push('database'))
  ending.add('leases', async () => Promise.reject(new Error('no disk')))
  ending.add('timers', () => {
    throw new Error('no clock')
  })
  expect(await ending.close()).toEqual([])
  expect(ended).toEqual(['database'])
  expect(errors.map(([fields]) => fields)).toEqual([
    { part: 'timers', reason: 'no clock' },
    { part: 'leases', reason: 'no disk' },
  ])
})

test('a process that something keeps is ended with a code of its own, and it is said what keeps it', async () => {
  const { errors, log } = logging()
  const exit = vi.fn()
  // The tests' own process is kept by its connection to those that run it.
  endAtLast(3, log, { wait: 1, exit })
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(3))
  expect(errors).toEqual([[{ resources: expect.any(Array) }, expect.stringContaining('keeps the process')]])
})
