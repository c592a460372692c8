import { expect, test } from 'vitest'
import { kubeProxyConclusions, kubeProxyFlags, kubeProxyOtherFlags } from '../../../proto/catalogue/kubeproxy.ts'
import { compare } from '../../../proto/value.ts'

test.each([
  ['flags', kubeProxyFlags.map((each) => each.path)],
  ['conclusions', kubeProxyConclusions.map((each) => each.path)],
])('%s are sorted and stand once', (_, names) => {
  expect(names).toEqual([...new Set(names)].sort(compare))
})

test('a flag stands once', () => {
  const names = [...kubeProxyFlags.map((each) => each.path), ...kubeProxyOtherFlags.map(([name]) => name)]
  expect(names.length).toBe(new Set(names).size)
})

test.each([...kubeProxyFlags, ...kubeProxyConclusions].map((each) => [each.path, each.about]))(
  '%s is described',
  (_, about) => expect(about).toMatch(/^([A-Z]|kube-proxy ).*\.$/),
)
