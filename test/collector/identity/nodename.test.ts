import { expect, test } from 'vitest'
import { nodeName } from '../../../collector/identity/nodename.ts'

test.each([
  ['worker-1', 'worker-1'],
  [' worker-1\n', 'worker-1\\u{a}'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['  ', ''],
  ['', ''],
])('%j is shown as %j', (text, shown) => {
  expect(nodeName(text)).toBe(shown)
})

test('is no longer than a DNS name', () => {
  expect(nodeName('x'.repeat(1000))).toHaveLength(253)
})
