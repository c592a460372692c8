import { expect, test } from 'vitest'
import { openRandom } from './random.ts'

test('the same seed gives the same numbers, another one others', () => {
  const numbers = (seed: number) => {
    const random = openRandom(seed)
    return Array.from({ length: 50 }, () => random.whole(1, 1000))
  }
  expect(numbers(7)).toEqual(numbers(7))
  expect(numbers(8)).not.toEqual(numbers(7))
})

test('numbers are within their bounds, and reach them', () => {
  const random = openRandom(1)
  const numbers = new Set(Array.from({ length: 200 }, () => random.whole(-1, 1)))
  expect([...numbers].sort((a, b) => a - b)).toEqual([-1, 0, 1])
  expect(random.chance(0)).toBe(false)
  expect(random.chance(1)).toBe(true)
  expect(() => random.pick([])).toThrow('nothing')
})
