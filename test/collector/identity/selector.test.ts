import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSelector, parseSelector } from '../../../collector/identity/selector.ts'
import { runs } from '../../support/property.ts'

const labels = { pool: 'edge', 'kubernetes.io/os': 'linux', empty: '' }

test.each<[string, boolean]>([
  ['pool', true],
  ['other', false],
  ['!pool', false],
  ['! other', true],
  ['pool=edge', true],
  ['pool == edge', true],
  ['pool=core', false],
  ['pool!=core', true],
  ['other!=core', true],
  ['pool!=edge', false],
  ['empty=', true],
  ['pool in (core, edge)', true],
  ['pool in (core)', false],
  ['pool notin (core)', true],
  ['other notin (core)', true],
  ['pool notin (core,edge)', false],
  ['pool=edge,kubernetes.io/os=linux', true],
  ['pool=edge, kubernetes.io/os=windows', false],
  ['pool in (a,edge),!other', true],
  ['constructor', false],
])('%s', (text, expected) => {
  expect(parseSelector(text)?.(labels)).toBe(expected)
})

test.each(['', ',', 'a=b,', 'a b', '=b', 'a=b=c', 'a in b', 'a in (b', 'in (a)', 'a>1', '!', 'a=ü'])(
  '%j is no selector',
  (text) => expect(isSelector(text)).toBe(false),
)

test('any text is a selector or is not, and never throws', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z=!,() in]{0,40}$/))
  fc.assert(
    fc.property(text, (each) => {
      expect(typeof isSelector(each)).toBe('boolean')
    }),
    runs(300),
  )
})
