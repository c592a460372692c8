import { expect, test } from 'vitest'
import { within } from '../../lib/within.ts'

const never = new Promise<never>(() => undefined)

test('work that is done in time gives what it gives, however it ends', async () => {
  expect(await within(60_000, Promise.resolve(1), () => 2)).toBe(1)
  await expect(within(60_000, Promise.reject(new Error('no')), () => 2)).rejects.toThrow('no')
})

test('work that is late gives what is said for it, or fails with it', async () => {
  expect(await within(1, never, () => 'late')).toBe('late')
  const failing = within(1, never, () => {
    throw new RangeError('too late')
  })
  await expect(failing).rejects.toThrow(RangeError)
})
