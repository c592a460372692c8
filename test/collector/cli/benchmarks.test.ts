import { expect, test } from 'vitest'
import { listBenchmarks } from '../../../collector/cli/benchmarks.ts'
import { printed } from '../../support/stream.ts'

test('the benchmarks are listed', () => {
  const { out, text } = printed()
  expect(listBenchmarks('table', out)).toBe(0)
  expect(text()).toMatch(/^BENCHMARK +TITLE +FOR +KUBERNETES +CONTROLS$/m)
  expect(text()).toMatch(/^cis-2\.0 +CIS Kubernetes Benchmark 2\.0 +all others +1\.34 to 1\.35 +97$/m)
  expect(text()).toMatch(/^eks-1\.8 .* eks +not named +13$/m)
})

test('as JSON with their controls', () => {
  const { out, text } = printed()
  listBenchmarks('json', out)
  const { benchmarks } = JSON.parse(text()) as { benchmarks: { id: string; controls: object[] }[] }
  expect(benchmarks.find((each) => each.id === 'rke2-cis-1.12')?.controls).toHaveLength(97)
})
