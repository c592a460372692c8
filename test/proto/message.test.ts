import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeFrom, findingFrom, reportFrom } from '../../collector/api/reports.ts'
import { v1 } from '../../proto/index.ts'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import { fieldsOf, valuesOf } from '../../proto/schema.ts'
import { runs } from '../support/property.ts'

interface Codec {
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
}

function overTheWire(type: string, data: object): object {
  const codec = (v1 as unknown as Record<string, Codec>)[type] as Codec
  return dataFrom(type, codec.decode(codec.encode(messageFrom(type, data)).finish()))
}

/** Data of a message of that type, made from the contract. */
function arbitraryOf(type: string): fc.Arbitrary<object> {
  const shape = (fieldsOf(type) ?? []).map((field) => {
    const one = valueFor(field.type)
    return [field.name, field.repeated ? fc.array(one, { maxLength: 3 }) : one] as const
  })
  return fc.record(Object.fromEntries(shape))
}

function valueFor(type: string): fc.Arbitrary<unknown> {
  const values = valuesOf(type)
  if (values) return fc.constantFrom(...wordsOf(values))
  if (type === 'google.protobuf.Timestamp')
    return fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((each) => each.toISOString())
  if (fieldsOf(type)) return arbitraryOf(type)
  if (type === 'string') return fc.string({ unit: 'grapheme' })
  if (type === 'bool') return fc.boolean()
  if (type === 'double') return fc.double({ noNaN: true }).map((each) => each + 0)
  if (type === 'uint64') return fc.maxSafeNat()
  if (type === 'int32') return fc.integer()
  if (type === 'uint32') return fc.integer({ min: 0, max: 2 ** 32 - 1 })
  if (type === 'sint64' || type === 'int64') return fc.maxSafeInteger()
  throw new Error(`no values for ${type}`)
}

function wordsOf(values: Readonly<Record<string, number>>): string[] {
  const names = Object.keys(values)
  const prefix = (names[0] ?? '').replace(/UNSPECIFIED$/, '')
  return names.map((name) => name.slice(prefix.length).toLowerCase().replaceAll('_', '-'))
}

test.each(['Finding', 'Report', 'Change', 'Node', 'Rule'])('%s is the same after the wire', (type) => {
  fc.assert(
    fc.property(arbitraryOf(type), (data) => {
      expect(overTheWire(type, data)).toEqual(data)
    }),
    runs(60),
  )
})

test('what an optional field does not say is left out, what is not in the contract too', () => {
  const back = overTheWire('Finding', { id: 'a', other: 1, previousOutcome: undefined })
  expect(back).not.toHaveProperty('previousOutcome')
  expect(back).not.toHaveProperty('other')
  expect(back).not.toHaveProperty('changedTime')
  expect(back).toMatchObject({ id: 'a', severity: 'unspecified', evidence: [], stale: false })
})

test.each([
  ['2026-11-21T10:00:00.123Z', 1795255200, 123_000_000],
  ['1969-12-31T23:59:59.500Z', -1, 500_000_000],
])('the time %s has its seconds and nanoseconds', (text, seconds, nanos) => {
  expect(messageFrom('Finding', { firstTime: text })).toEqual({ firstTime: { seconds, nanos } })
})

test('whole numbers are plain numbers, said or not', () => {
  expect(v1.Node.decode(new Uint8Array()).clockOffsetMilliseconds).toBe(0)
  expect(v1.Ack.decode(v1.Ack.encode({ committedSeq: 2 ** 40 }).finish()).committedSeq).toBe(2 ** 40)
  expect(v1.Ack.decode(new Uint8Array()).committedSeq).toBe(0)
})

test('an enum of a later version has a word of its own', () => {
  expect(dataFrom('Finding', { severity: 42 })).toMatchObject({ severity: 'unrecognized-42' })
})

test('bytes are base64 in data', () => {
  expect(dataFrom('DomainHash', { hash: Uint8Array.of(1, 2, 3) })).toMatchObject({ hash: 'AQID' })
})

test.each<[string, object, object]>([
  [
    'a step to an answer',
    { from: 1, to: 2, fromMessage: 'a', toMessage: 'b' },
    { from: 'pass', fromMessage: 'a', to: 'fail', toMessage: 'b' },
  ],
  ['the first answer', { to: 2, toMessage: 'b' }, { to: 'fail', toMessage: 'b' }],
  ['the end', { from: 2, fromMessage: 'a' }, { from: 'fail', fromMessage: 'a' }],
  ['answers without words', { from: 1, to: 2 }, { from: 'pass', fromMessage: '', to: 'fail', toMessage: '' }],
])('a change is a view again after the wire: %s', (_name, message, expected) => {
  const { from, fromMessage, to, toMessage, rulePack } = changeFrom({ ...message, rulePack: '0.1.0+1' })
  const said = Object.entries({ from, fromMessage, to, toMessage }).filter(([, value]) => value !== undefined)
  expect(Object.fromEntries(said)).toEqual(expected)
  expect(rulePack).toBe('0.1.0+1')
})

test('a finding is a view again after the wire: references by framework, nothing where nothing was said', () => {
  const finding = findingFrom({
    id: 'a',
    severity: 4,
    outcome: 2,
    references: [{ framework: 'cis-kubernetes', ids: ['4.2.1'] }],
    evidence: [{ field: 'mode', value: '0644', source: 'stat', overridden: [], unknown: '' }],
  })
  expect(finding).toMatchObject({ severity: 'high', outcome: 'fail', references: { 'cis-kubernetes': ['4.2.1'] } })
  expect(finding.evidence).toEqual([{ field: 'mode', value: '0644', source: 'stat' }])
  for (const key of ['level', 'previousOutcome', 'previousMessage']) expect(finding).not.toHaveProperty(key)
})

test('a report without a score has none after the wire', () => {
  expect(reportFrom({})).not.toHaveProperty('score')
  expect(reportFrom({ score: 0 })).toMatchObject({ score: 0, worst: [], changes: [] })
})
