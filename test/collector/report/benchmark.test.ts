import { describe, expect, test } from 'vitest'
import { type Benchmark, chooseBenchmark, kindOf } from '../../../collector/report/benchmark.ts'

function benchmark(id: string, version: string, more: Partial<Benchmark> = {}): Benchmark {
  return { id, title: id, version, distributions: [], controls: [], ...more }
}

const benchmarks = [
  benchmark('old', '1.9', { kubernetes: { from: '1.27', to: '1.29' } }),
  benchmark('newest', '1.11', { kubernetes: { from: '1.33', to: '1.34' } }),
  benchmark('middle', '1.10', { kubernetes: { from: '1.30', to: '1.33' } }),
  benchmark('cloud', '1.8', { distributions: ['eks'] }),
  benchmark('light', '1.7', { distributions: ['k3s'], kubernetes: { from: '1.30', to: '1.31' } }),
]

test.each<[string, string, string, string | undefined, string, RegExp, RegExp | undefined]>([
  [
    'its range',
    'kubeadm',
    'v1.31.4',
    undefined,
    'middle',
    /^middle is the general one for Kubernetes 1\.31; no benchmark is for kubeadm alone$/,
    undefined,
  ],
  ['the newest of two ranges', 'kubeadm', 'v1.33.0', undefined, 'newest', /Kubernetes 1\.33/, undefined],
  ['a range as its first', '', 'v1.27.0', undefined, 'old', /the distribution is not known$/, undefined],
  ['a build of a distribution', '', 'v1.30.2+build1', undefined, 'middle', /Kubernetes 1\.30/, undefined],
  [
    'newer than all',
    '',
    'v1.40.0',
    undefined,
    'newest',
    /Kubernetes 1\.40/,
    /^it is for Kubernetes 1\.33 to 1\.34, and 1\.40 is newer$/,
  ],
  [
    'older than all',
    '',
    'v1.20.0',
    undefined,
    'old',
    /Kubernetes 1\.20/,
    /^it is for Kubernetes 1\.27 to 1\.29, and 1\.20 is older$/,
  ],
  [
    'a version that is not known',
    '',
    '',
    undefined,
    'newest',
    /an unknown version of Kubernetes/,
    /the version of this node is not known$/,
  ],
  [
    'its distribution, which names no versions',
    'eks',
    'v1.35.0',
    undefined,
    'cloud',
    /^cloud is the one for eks and Kubernetes 1\.35$/,
    undefined,
  ],
  [
    'its distribution, newer',
    'k3s',
    'v1.36.0+k3s1',
    undefined,
    'light',
    /^light is the one for k3s/,
    /1\.36 is newer$/,
  ],
  ['what was asked for', 'eks', 'v1.31.0', 'middle', 'middle', /^middle was asked for$/, undefined],
  ['what was asked for, of another version', '', 'v1.31.0', 'newest', 'newest', /asked for/, /1\.31 is older$/],
  [
    'what was asked for, of another distribution',
    'k3s',
    'v1.31.0',
    'cloud',
    'cloud',
    /asked for/,
    /^it is for eks, and this node is k3s$/,
  ],
  [
    'what was asked for, of no known distribution',
    '',
    'v1.31.0',
    'cloud',
    'cloud',
    /asked for/,
    /of an unknown distribution$/,
  ],
])('a node is judged by %s', (_name, distribution, version, asked, id, reason, warning) => {
  const choice = chooseBenchmark(benchmarks, { distribution, version }, asked)
  expect(choice.benchmark.id).toBe(id)
  expect(choice.reason).toMatch(reason)
  if (warning) expect(choice.warning).toMatch(warning)
  else expect(choice).not.toHaveProperty('warning')
})

test('the order of the files does not matter', () => {
  for (const version of ['v1.20.0', 'v1.28.0', 'v1.31.0', 'v1.33.0', 'v1.40.0', '']) {
    const kind = { distribution: '', version }
    expect(chooseBenchmark(benchmarks.toReversed(), kind)).toEqual(chooseBenchmark(benchmarks, kind))
  }
})

describe('what a node is', () => {
  const name = { value: 'k3s', source: 'processes' }
  test.each<[string, Parameters<typeof kindOf>[0], ReturnType<typeof kindOf>]>([
    [
      'is read from its fact',
      { distribution: { name }, kubeletVersion: { value: 'v1.36.3', source: 'build info' } },
      { distribution: 'k3s', version: 'v1.36.3' },
    ],
    [
      'is not known where the agent does not know it',
      {
        distribution: { name: { unknown: 'nothing tells it', source: '' } },
        kubeletVersion: { unknown: 'no', source: '' },
      },
      { distribution: '', version: '' },
    ],
    ['is not known to an older agent', {}, { distribution: '', version: '' }],
    ['is not what is no text', { kubeletVersion: { value: 7, source: '' } }, { distribution: '', version: '' }],
  ])('%s', (_name, fact, kind) => {
    expect(kindOf(fact)).toEqual(kind)
  })
})
