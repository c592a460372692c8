import { expect, test } from 'vitest'
import { etcdConclusions, etcdSettings } from '../../../proto/catalogue/etcd.ts'
import { compare } from '../../../proto/value.ts'

test.each([
  ['settings', etcdSettings.map((each) => each.path)],
  ['conclusions', etcdConclusions.map((each) => each.path)],
])('%s are sorted and stand once', (_, names) => {
  expect(names).toEqual([...new Set(names)].sort(compare))
})

test('no two settings share a key of the file', () => {
  const keys = etcdSettings.flatMap(({ file }) => (file.length > 0 ? [file.join('.')] : []))
  expect(keys.length).toBe(new Set(keys).size)
  expect(keys).toContain('peer-transport-security.client-cert-auth')
})

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'int' : typeof value
}

test.each([...etcdSettings].map((each) => [each.path, each] as const))(
  'the default of %s is of its type',
  (_, entry) => {
    expect(typeOf(entry.default)).toBe(entry.type)
    expect(entry.about).toMatch(/^[A-Z].*\.$/)
  },
)

test.each(etcdConclusions.map((each) => [each.path, each] as const))('%s is described', (_, entry) => {
  expect(entry.about).toMatch(/^[A-Z].*\.$/)
})
