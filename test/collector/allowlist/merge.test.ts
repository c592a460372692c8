import fc from 'fast-check'
import { expect, test } from 'vitest'
import { denyEntry } from '../../../collector/allowlist/decide.ts'
import { learn, learnLoss } from '../../../collector/allowlist/learn.ts'
import { mergeProfiles } from '../../../collector/allowlist/merge.ts'
import { newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import { anySeen, done, guarding, learned, seen, sshd, start, web } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

/** Any profile of one place, learned on any node, with decisions and losses. */
const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    processes: fc.array(anySeen, { maxLength: 6 }),
    node: fc.constantFrom('node-a', 'node-b'),
    at: fc.integer({ min: start, max: start + 5 }),
    denied: fc.nat(5),
    lost: fc.nat(2),
  })
  .map(({ processes, node, at, denied, lost }) => {
    const profile = learn(newProfile(web, start), processes, { node, at })
    const lossy = learnLoss(profile, { 'ring lost': lost }, { node, at })
    const key = Object.keys(lossy.entries)[denied]
    return key === undefined ? lossy : done(denyEntry(lossy, key, { by: 'bob', at, version: lossy.version }))
  })

test('a merge is commutative, associative and idempotent', () => {
  fc.assert(
    fc.property(anyProfile, anyProfile, anyProfile, (a, b, c) => {
      expect(mergeProfiles(a, b)).toEqual(mergeProfiles(b, a))
      expect(mergeProfiles(mergeProfiles(a, b), c)).toEqual(mergeProfiles(a, mergeProfiles(b, c)))
      expect(mergeProfiles(a, a)).toEqual(a)
    }),
    runs(200),
  )
})

test('two nodes that learn different things know both', () => {
  const [a, b] = [learned([seen()]), learned([seen({ path: '/bin/sh' })], web, 'node-b')]
  const both = mergeProfiles(a, b)
  expect(Object.keys(both.entries)).toEqual(['image-lower:/bin/sh', 'image-lower:/usr/sbin/nginx'])
  expect(both.evidence.nodes).toEqual(['node-a', 'node-b'])
})

test('a denial wins over an approval, and the lesser state over the greater', () => {
  const approved = guarding([seen()])
  const key = Object.keys(approved.entries)[0] as string
  const denied = done(denyEntry(learned([seen()]), key, { by: 'bob', at: start, version: 1 }))
  const both = mergeProfiles(approved, denied)
  expect([both.state, both.entries[key]?.decision.status]).toEqual(['learning', 'denied'])
})

test('two places are not merged', () => {
  expect(() => mergeProfiles(learned([]), learned([], sshd))).toThrow('profiles of two places')
})
