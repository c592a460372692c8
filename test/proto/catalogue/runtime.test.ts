import { expect, test } from 'vitest'
import {
  containerdSettings,
  criDockerdSettings,
  crioSettings,
  dockerSettings,
  runtimeSettings,
} from '../../../proto/catalogue/runtime.ts'
import { compare } from '../../../proto/value.ts'

test.each([
  ['containerd', containerdSettings],
  ['cri-o', crioSettings],
  ['docker', dockerSettings],
  ['cri-dockerd', criDockerdSettings],
])('settings of %s are sorted and stand once', (_, all) => {
  const names = all.map((each) => each.path)
  expect(names).toEqual([...new Set(names)].sort(compare))
})

test('no name is of two', () => {
  expect(new Set(runtimeSettings.map((each) => each.path)).size).toBe(runtimeSettings.length)
})

test.each(runtimeSettings.map((each) => [each.path, each.about]))('%s is described', (_, about) =>
  expect(about).toMatch(/^[A-Z].*\.$/),
)
