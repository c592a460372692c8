import { expect, test } from 'vitest'
import { lastOf, settingAt, settingsOf, untold } from '../../../agent/parse/runtimesettings.ts'
import type { CatalogueEntry } from '../../../proto/catalogue/catalogue.ts'

const catalogue: CatalogueEntry[] = [
  { path: 'b.flag', type: 'bool', about: '', default: false },
  { path: 'a.name', type: 'string', about: '' },
  { path: 'c.list', type: 'list', about: '', default: [] },
]
const layers = [
  { source: 'file /1', table: { b: { flag: true }, a: { name: 'one' } } },
  { source: 'file /2', table: { b: { flag: false }, c: { list: [1] } } },
]
const settings = settingsOf(catalogue, layers, ({ path }) => path.split('.'))

test('the last layer wins and names what it wins over', () => {
  expect(settings.map((each) => each.path)).toEqual(['a.name', 'b.flag', 'c.list'])
  expect(settings[1]).toEqual({
    ...{ path: 'b.flag', value: { bool: false }, source: 'file /2' },
    overridden: [{ value: { bool: true }, source: 'file /1' }],
  })
  expect(settingAt(settings, 'a.name')).toEqual({ value: 'one', source: 'file /1' })
})

test('a value of another type is none', () => {
  expect(settings[2]).toEqual({ path: 'c.list', source: 'file /2', unknown: 'is no list' })
})

test('what nobody sets has its default; without one it is not told', () => {
  expect(settingsOf(catalogue, [], ({ path }) => path.split('.')).map((each) => [each.path, each.source])).toEqual([
    ['b.flag', 'default'],
    ['c.list', 'default'],
  ])
  expect(lastOf([], () => ['x'])).toBeUndefined()
})

test('a configuration that is not known makes every setting unknown', () => {
  expect(untold(catalogue, 'why', '/x').every((each) => each.unknown === 'why' && each.source === '/x')).toBe(true)
})
