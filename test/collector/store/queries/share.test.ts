import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { together } from '../../../../collector/store/queries/share.ts'

test('work that is done together gives its values in its order', async () => {
  expect(await together([setTimeout(5, 'a'), Promise.resolve(2), setTimeout(1, undefined)])).toEqual([
    'a',
    2,
    undefined,
  ])
})

test('the first error is told when all have ended', async () => {
  const ended: string[] = []
  const slow = async (name: string) => {
    await setTimeout(5)
    ended.push(name)
    throw new Error(name)
  }
  const work = together([slow('a'), Promise.reject(new Error('first')), slow('b')])
  await expect(work).rejects.toThrow('first')
  expect(ended).toEqual(['a', 'b'])
})
