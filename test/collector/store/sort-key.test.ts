import { describe, expect, test } from 'vitest'
import { findingId } from '../../../collector/judge/finding.ts'
import { severities } from '../../../collector/judge/rule.ts'
import { fromPageToken, sortKey, toPageToken } from '../../../collector/store/sort-key.ts'
import { PageTokenError } from '../../../collector/store/store.ts'

const severity = 'high'

function keyOf(rule: string, nodeId: string, subject: string, of: (typeof severities)[number] = severity): Buffer {
  return sortKey(nodeId, { id: findingId('c', nodeId, rule, subject), severity: of, rule, subject })
}

describe('a sort key', () => {
  test('is rank, rule, node, subject and id', () => {
    const id = findingId('c', 'n', 'r', '/é')
    const expected = Buffer.concat([Buffer.from('\x01r\0n\0/é\0'), Buffer.from(id, 'hex')])
    expect(keyOf('r', 'n', '/é').equals(expected)).toBe(true)
    expect(severities.map((each) => keyOf('r', 'n', '', each)[0])).toEqual([4, 3, 2, 1, 0])
  })

  test('is short enough for an index, and still no two are the same', () => {
    const [a, b] = ['a', 'b'].map((end) => keyOf('r', 'n', `${'é'.repeat(2000)}${end}`)) as [Buffer, Buffer]
    expect([a.length, b.length]).toEqual([1 + 4 + 1024 + 1 + 32, 1 + 4 + 1024 + 1 + 32])
    expect(a.equals(b)).toBe(false)
  })

  test.each([
    ['a', 'b'],
    ['a', 'a-b'],
    ['a-b', 'ab'],
    ['', 'a'],
  ])('orders %j before %j, as rule, node and subject', (less, more) => {
    expect(Buffer.compare(keyOf(less, 'z', 'z'), keyOf(more, 'a', 'a'))).toBe(-1)
    expect(Buffer.compare(keyOf('r', less, 'z'), keyOf('r', more, 'a'))).toBe(-1)
    expect(Buffer.compare(keyOf('r', 'n', less), keyOf('r', 'n', more))).toBe(-1)
  })

  test('goes through a page token of its cluster only', () => {
    const key = keyOf('r', 'n', '/a')
    const token = toPageToken('c', key)
    expect(token).toMatch(/^[\w-]+$/)
    expect(Buffer.from(fromPageToken('c', token)).equals(key)).toBe(true)
    expect(() => fromPageToken('d', token)).toThrow(PageTokenError)
    expect(() => fromPageToken('c', '')).toThrow(PageTokenError)
  })
})
