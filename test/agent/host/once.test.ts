import { expect, test } from 'vitest'
import { once } from '../../../agent/host/once.ts'

test('computes when first asked, and then never again', () => {
  let count = 0
  const value = once(() => {
    count += 1
    return undefined
  })
  expect(count).toBe(0)
  value()
  value()
  expect(count).toBe(1)
})
