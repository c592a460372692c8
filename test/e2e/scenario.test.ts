import { expect, test } from 'vitest'
import { check, eventually } from './scenario.ts'
import { scenarios } from './scenarios.ts'

test('what does not hold is told with what was found', () => {
  expect(() => check(1 > 0, 'numbers')).not.toThrow()
  expect(() => check([].length > 0, 'something is there', { found: 7 })).toThrow(
    'not so: something is there\n{"found":7}',
  )
})

test('an answer is waited for, and the last error is told where none comes', async () => {
  let asked = 0
  expect(await eventually('it comes', async () => (asked++ > 0 ? 'here' : undefined), 60)).toBe('here')
  const failing = eventually('it comes', () => Promise.reject(new Error('not there')), 0)
  await expect(failing).rejects.toThrow('not within 0 s: it comes\nnot there')
})

test('scenarios have names of their own, begin with the installation and end with its end', () => {
  const names = scenarios.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect([names[0], names.at(-1)]).toEqual(['install', 'uninstall'])
})
