import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addException, addPattern, denyEntry, ignoreEntry } from '../../../collector/allowlist/decide.ts'
import { match } from '../../../collector/allowlist/match.ts'
import { newProfile } from '../../../collector/allowlist/profile.ts'
import { applySpec, specOf } from '../../../collector/allowlist/spec.ts'
import { anySpec, done, guarding, image, learned, seen, sha, sshd, start, web } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const act = (version: number) => ({ by: 'alice', at: start, version })
const nginx = 'image-lower:/usr/sbin/nginx'

test('a spec is what was decided, not what was seen', () => {
  let profile = guarding([seen(), seen({ path: '/bin/b' }), seen({ path: '/bin/c' })])
  profile = done(denyEntry(profile, 'image-lower:/bin/b', act(profile.version)))
  profile = done(ignoreEntry(profile, 'image-lower:/bin/c', start + 1, act(profile.version)))
  profile = done(addPattern(profile, '/usr/bin/*', act(profile.version)))
  profile = done(addException(profile, { kind: 'memfd', digest: sha('e'), creator: '/runc' }, act(profile.version)))
  expect(specOf(profile)).toEqual({
    ...{ key: web, image, state: 'alerting', listeners: [], denyListeners: [] },
    entries: [
      { path: '/usr/sbin/nginx', layer: 'image-lower', script: '', digests: [sha('a')], uids: [101], by: 'alice' },
    ],
    patterns: [{ path: '/usr/bin/*', by: 'alice' }],
    deny: [{ path: '/bin/b', script: '', by: 'alice' }],
    exceptions: [{ kind: 'memfd', digest: sha('e'), creator: '/runc', by: 'alice' }],
  })
})

test('what is applied to an empty profile is its spec', () => {
  fc.assert(
    fc.property(anySpec(web), (spec) => {
      // Whoever applies it stands for what names nobody.
      const named = { ...spec, entries: spec.entries.map((each) => ({ ...each, by: each.by || 'alice' })) }
      const listeners = spec.listeners.map((each) => ({ ...each, by: each.by || 'alice' }))
      const profile = done(applySpec(newProfile(web, start), spec, act(1)))
      const denyListeners = spec.denyListeners.map((each) => ({ ...each, by: each.by || 'alice' }))
      expect(specOf(profile)).toEqual({ ...named, listeners, denyListeners })
    }),
    runs(150),
  )
})

test('what is not in the spec is only observed from then on, what is ignored stays so', () => {
  let profile = guarding([seen(), seen({ path: '/bin/c' })])
  profile = done(ignoreEntry(profile, 'image-lower:/bin/c', start + 1, act(profile.version)))
  const after = done(applySpec(profile, { ...specOf(profile), entries: [], state: 'review' }, act(profile.version)))
  expect(after.state).toBe('review')
  expect(after.entries[nginx]).toMatchObject({ approved: [], decision: { status: 'observed' } })
  expect(after.entries['image-lower:/bin/c']?.decision.status).toBe('ignored')
  expect(after.history.at(-1)?.what).toBe('imported')
})

test('an imported approval is matched, and explained by its image', () => {
  const spec = specOf(guarding([seen()]))
  const profile = done(applySpec(newProfile(web, start), spec, act(1)))
  expect(match(profile, seen(), { now: start }).kind).toBe('approved')
  expect(match(profile, seen({ digest: sha('b') }), { now: start })).toMatchObject({ severity: 'critical' })
})

test('a spec of another place, or upon another version, is refused', () => {
  const spec = specOf(learned([], sshd))
  expect(applySpec(newProfile(web, start), spec, act(1))).toMatchObject({ ok: false, refusal: 'invalid' })
  expect(applySpec(newProfile(sshd, start), spec, act(2))).toMatchObject({ ok: false, refusal: 'conflict' })
})
