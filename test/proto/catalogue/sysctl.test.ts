import { expect, test } from 'vitest'
import { sysctlCatalogue } from '../../../proto/catalogue/sysctl.ts'
import { compare } from '../../../proto/value.ts'

const names = sysctlCatalogue.map((each) => each.path)

test('variables are sorted and stand once', () => expect(names).toEqual([...new Set(names)].sort(compare)))

test('no variable is a key', () => {
  expect(names.filter((name) => /key$|secret|random\.|uuid/.test(name))).toEqual([])
})

test.each(sysctlCatalogue.map((each) => [each.path, each.about]))('%s is described', (_, about) =>
  expect(about).toMatch(/^[A-Z].*\.$/),
)
