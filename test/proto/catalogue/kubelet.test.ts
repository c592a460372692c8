import { expect, test } from 'vitest'
import {
  type defaultEvictionHard,
  kubeletConfiguration,
  kubeletFlagDefaults,
} from '../../../proto/catalogue/kubelet.ts'
import { kubeletFieldFlags, kubeletOtherFlags, kubeletSettings } from '../../../proto/catalogue/kubeletflags.ts'
import { compare } from '../../../proto/value.ts'

const paths = kubeletConfiguration.map((each) => each.path)

test.each([
  ['fields', paths],
  ['settings', kubeletSettings.map((each) => each.path)],
])('%s are sorted and stand once', (_, names) => {
  expect(names).toEqual([...new Set(names)].sort(compare))
})

test('a flag stands once and sets a field that there is', () => {
  const names = [...kubeletFieldFlags, ...kubeletOtherFlags].map(([name]) => name as string)
  const all = [...names, ...kubeletSettings.map((each) => each.path)]
  expect(all.length).toBe(new Set(all).size)
  expect(kubeletFieldFlags.filter(([, , path]) => !paths.includes(path))).toEqual([])
  expect(Object.keys(kubeletFlagDefaults).filter((path) => !paths.includes(path))).toEqual([])
})

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

test.each([...kubeletConfiguration, ...kubeletSettings].map((each) => [each.path, each] as const))(
  'the defaults of %s are of its type',
  (_, entry) => {
    const { default: value, type } = entry
    const versions = Array.isArray(value) && typeof value[0] === 'object' ? value : [{ from: '0', value }]
    expect((versions as typeof defaultEvictionHard)[0]?.from).toBe('0')
    for (const each of versions as typeof defaultEvictionHard)
      if (each.value !== undefined) expect(typeOf(each.value)).toBe(type)
    expect(entry.about).toMatch(/^[A-Z].*\.$/)
  },
)
