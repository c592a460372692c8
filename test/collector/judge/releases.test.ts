import { expect, test } from 'vitest'
import { asOf, releases, supportOf } from '../../../collector/judge/releases.ts'
import { compareVersions } from '../../../collector/judge/versions.ts'

const now = new Date(`${asOf}T12:00:00Z`)

test.each(Object.entries(releases))(
  'the lines of %s are in order, with days that exist',
  (_product, { source, lines }) => {
    expect(source).toMatch(/^https:\/\//)
    expect(lines.length).toBeGreaterThan(1)
    for (const [at, { line, maintenance, end }] of lines.entries()) {
      if (at > 0) expect(compareVersions(line, lines[at - 1]?.line ?? '')).toBe(1)
      for (const day of [maintenance, end]) if (day) expect(new Date(day).toISOString().slice(0, 10)).toBe(day)
      if (maintenance && end) expect(maintenance < end).toBe(true)
    }
  },
)

test('Kubernetes is there from 1.27 on, without a gap', () => {
  const lines = releases['kubernetes']?.lines.map((each) => each.line)
  expect(lines).toEqual(Array.from({ length: lines?.length ?? 0 }, (_, at) => `1.${27 + at}`))
})

test.each<[string, string, string, string, RegExp]>([
  ['gets corrections', 'kubernetes', 'v1.37.1', asOf, /^supported: .* until 2027-10-28 \(by a table of 2026-11-21\)$/],
  ['without a v and with a build', 'kubernetes', '1.36.2+rke2r1', asOf, /^supported/],
  ['the day before it gets less', 'kubernetes', 'v1.35.0', '2026-12-27', /^supported/],
  ['the day on which it gets less', 'kubernetes', 'v1.35.0', '2026-12-28', /^maintenance/],
  ['the day before the end', 'kubernetes', 'v1.35.0', '2027-02-27', /^maintenance/],
  ['the day of the end', 'kubernetes', 'v1.35.0', '2027-02-28', /^ended/],
  ['older than the table', 'kubernetes', 'v1.9.11', asOf, /^ended: .*older than 1\.27/],
  ['newer than the table', 'kubernetes', 'v1.38.0', asOf, /^unknown: 1\.38 is newer than the table/],
  ['another major version', 'kubernetes', 'v2.0.0', asOf, /^unknown/],
  ['CRI-O as Kubernetes', 'cri-o', '1.33.2', asOf, /^ended: .* 2026-06-28/],
  ['containerd with long support', 'containerd', '2.3.1', asOf, /^supported: .* until 2028-04-27/],
  ['a line that was never made', 'containerd', '1.9.0', asOf, /^unknown: the table .* has no containerd 1\.9$/],
  [
    'a line without an end',
    'etcd',
    'v3.7.2',
    '2027-11-20',
    /^supported: etcd 3\.7 gets corrections \(by a table of 2026-11-21\)$/,
  ],
  ['a line without an end, a year later', 'etcd', 'v3.7.2', '2027-11-23', /^unknown: .*names no end of etcd 3\.7$/],
  ['an end that an old table knows', 'etcd', 'v3.4.1', '2027-11-23', /^ended: .*more than a year old\)$/],
  ['another product', 'nginx', '1.2.3', asOf, /^unknown: the table of releases has nothing of nginx$/],
  ['no version at all', 'kubernetes', 'unstable', asOf, /^unknown: unstable is no version$/],
  ['nothing', 'kubernetes', '', asOf, /^unknown/],
])('%s', (_name, product, version, day, expected) => {
  const answer = supportOf(product, version, new Date(`${day}T12:00:00Z`))
  expect('unknown' in answer ? `unknown: ${answer.unknown}` : `${answer.support}: ${answer.text}`).toMatch(expected)
})

test('names of what every object has are no products', () => {
  expect(supportOf('constructor', '1.2', now)).toEqual({ unknown: 'the table of releases has nothing of constructor' })
})
