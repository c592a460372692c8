import { expect, test } from 'vitest'
import { announcedOf, apart, maxDomains } from '../../../collector/ingest/announced.ts'

const hash = Buffer.from('ab', 'hex')
const domains = (count: number) => Array.from({ length: count }, (_, at) => ({ domain: `d${at}`, hash }))

test('an agent has as many domains as a node can have', () => {
  expect(announcedOf(domains(maxDomains)).size).toBe(maxDomains)
  expect(announcedOf([]).size).toBe(0)
  expect(() => announcedOf(domains(maxDomains + 1))).toThrow(
    expect.objectContaining({ reason: 'FIELD_TOO_LARGE', message: 'more than 64 domains' }),
  )
})

test.each(['', 'a b', 'a\u202eb', 'x'.repeat(65), '__proto__'])('%j is no domain', (domain) => {
  expect(() => announcedOf([{ domain, hash }])).toThrow(expect.objectContaining({ reason: 'MALFORMED_FRAME' }))
})

test('what the store has otherwise, or not at all, is apart', () => {
  const stored = new Map([
    ['d0', 'ab'],
    ['d1', 'cd'],
    ['gone', 'ef'],
  ])
  expect(apart(announcedOf(domains(3)), stored)).toEqual(['d1', 'd2'])
  expect(apart(announcedOf([{ domain: 'd0', hash: Buffer.of() }]), stored)).toEqual(['d0'])
})
