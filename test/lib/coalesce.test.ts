import { expect, test } from 'vitest'
import { coalesce } from '../../lib/coalesce.ts'

function working() {
  const begun: { done(value: string): void; fail(error: Error): void }[] = []
  const ask = coalesce(() => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    begun.push({ done: resolve, fail: reject })
    return promise
  })
  return { begun, ask }
}

test('who asks while nothing is under way begins it', async () => {
  const { begun, ask } = working()
  const first = ask()
  begun[0]?.done('one')
  expect(await first).toBe('one')
  const second = ask()
  begun[1]?.done('two')
  expect(await second).toBe('two')
})

test('all who ask while one is under way share the next, which begins after it', async () => {
  const { begun, ask } = working()
  const [first, ...others] = [ask(), ask(), ask(), ask()]
  expect(begun.length).toBe(1)
  begun[0]?.done('old')
  expect(await first).toBe('old')
  await Promise.resolve()
  expect(begun.length).toBe(2)
  const late = ask()
  begun[1]?.done('new')
  expect(await Promise.all(others)).toEqual(['new', 'new', 'new'])
  begun[2]?.done('newer')
  expect(await late).toBe('newer')
})

test('one that fails fails for those who asked for it, and not for the next', async () => {
  const { begun, ask } = working()
  const [first, second] = [ask(), ask()]
  begun[0]?.fail(new Error('no'))
  await expect(first).rejects.toThrow('no')
  await Promise.resolve()
  begun[1]?.done('yes')
  expect(await second).toBe('yes')
  const third = ask()
  begun[2]?.done('again')
  expect(await third).toBe('again')
})
