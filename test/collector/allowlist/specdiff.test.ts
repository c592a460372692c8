import fc from 'fast-check'
import { expect, test } from 'vitest'
import { specOf } from '../../../collector/allowlist/spec.ts'
import { diffSpecs, mergeSpecs } from '../../../collector/allowlist/specdiff.ts'
import { anySpec, guarding, seen, sha, sshd, web } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const base = specOf(guarding([seen(), seen({ path: '/bin/a' })]))
const [first, second] = base.entries

test('a diff names what comes, what goes and what has other digests', () => {
  const added = { ...(first as NonNullable<typeof first>), path: '/bin/new' }
  const changed = { ...(second as NonNullable<typeof second>), digests: [sha('b')] }
  const to = {
    ...base,
    entries: [added, changed],
    state: 'review' as const,
    patterns: [{ path: '/usr/bin/*', by: '' }],
  }
  expect(diffSpecs(base, to)).toMatchObject({
    entries: { added: [added], removed: [first] },
    changed: [{ entry: changed, added: [sha('b')], removed: [sha('a')] }],
    patterns: { added: [{ path: '/usr/bin/*' }], removed: [] },
    state: { from: 'alerting', to: 'review' },
    same: false,
  })
})

test('a diff is empty for the same, and what one way comes the other way goes', () => {
  fc.assert(
    fc.property(anySpec(web), anySpec(web), (a, b) => {
      expect(diffSpecs(a, a).same).toBe(true)
      expect(diffSpecs(a, b).entries.added).toEqual(diffSpecs(b, a).entries.removed)
      expect(diffSpecs(a, b).deny.added).toEqual(diffSpecs(b, a).deny.removed)
      expect(diffSpecs(a, b).same).toBe(diffSpecs(b, a).same)
    }),
    runs(100),
  )
})

test('merged exports are commutative, associative and idempotent', () => {
  const merge = (a: typeof base, b: typeof base) => mergeSpecs(a, b).spec
  fc.assert(
    fc.property(anySpec(web), anySpec(web), anySpec(web), (a, b, c) => {
      expect(merge(a, b)).toEqual(merge(b, a))
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
      expect(merge(merge(a, b), b)).toEqual(merge(a, b))
    }),
    runs(150),
  )
})

test('a denial wins, and is reported; digests are joined', () => {
  const other = {
    ...base,
    entries: base.entries.map((each) => ({ ...each, digests: [sha('b')] })),
    deny: [{ path: '/bin/a', script: '', by: 'bob' }],
    state: 'review' as const,
  }
  const { spec, conflicts } = mergeSpecs(base, other)
  expect(spec.entries.map(({ path, digests }) => [path, digests])).toEqual([['/usr/sbin/nginx', [sha('a'), sha('b')]]])
  expect(conflicts).toEqual(['/bin/a: denied and approved; denied', 'the states differ; review'])
})

test('a denied listener wins over an approved one, and is reported', () => {
  const listener = { executable: 'nc', protocol: 'tcp', scope: 'loopback', port: 1, by: 'bob' }
  const [approved, denied] = [
    { ...base, listeners: [listener] },
    { ...base, denyListeners: [listener] },
  ]
  const { spec, conflicts } = mergeSpecs(approved, denied)
  expect([spec.listeners, spec.denyListeners]).toEqual([[], [listener]])
  expect(conflicts).toEqual(['tcp/loopback/1/nc: denied and approved; denied'])
  const { same, denyListeners } = diffSpecs(base, denied)
  expect([same, denyListeners]).toEqual([false, { added: [listener], removed: [] }])
})

test('two places are not merged', () => {
  expect(() => mergeSpecs(base, { ...base, key: sshd })).toThrow('two places')
})
