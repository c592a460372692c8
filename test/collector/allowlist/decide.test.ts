import { expect, test } from 'vitest'
import * as decide from '../../../collector/allowlist/decide.ts'
import { learn, learnLoss } from '../../../collector/allowlist/learn.ts'
import { flagsOf, type Profile } from '../../../collector/allowlist/profile.ts'
import { done, guarding, hour, learned, login, podPlace, seen, sha, start, web } from '../../support/allowlist.ts'

const nginx = 'image-lower:/usr/sbin/nginx'
const told = { node: 'node-a', at: start }
const now = start + hour

/** A decision upon the profile as it is. */
function act(profile: Profile): decide.Act {
  return { by: 'alice', at: now, version: profile.version }
}

const plain = learned([seen({ count: 5 })])
const review: Profile = { ...plain, state: 'review' }
const drift = learned([seen({ layer: 'upper' })])

test('an approval holds the digests of now, raises the version and leaves its trace', () => {
  const profile = done(decide.approveEntry(plain, nginx, act(plain)))
  expect(profile.entries[nginx]).toMatchObject({
    approved: [sha('a')],
    decision: { status: 'approved', by: 'alice', at: now },
  })
  expect([profile.version, profile.history]).toEqual([2, [{ at: now, by: 'alice', what: `approved ${nginx}` }]])
})

test('to approve twice changes nothing; a new digest takes a new approval', () => {
  const once = done(decide.approveEntry(plain, nginx, act(plain)))
  expect(done(decide.approveEntry(once, nginx, act(once)))).toBe(once)
  const changed = learn(once, [seen({ digest: sha('b') })], told)
  expect(done(decide.approveEntry(changed, nginx, act(changed))).entries[nginx]?.approved).toEqual([sha('a'), sha('b')])
})

test('what was done in the same millisecond, or with a clock that was set back, is told in the order in which it was done', () => {
  const at = { by: 'alice', at: now }
  const twice = done(
    decide.waive(done(decide.waive(plain, 'starts', { ...at, version: 1 })), 'coverage', { ...at, version: 2 }),
  )
  const back = done(decide.waive(twice, 'termination', { by: 'alice', at: now - 1, version: 3 }))
  expect(back.history.map(({ what }) => what)).toEqual(['waived starts', 'waived coverage', 'waived termination'])
})

test('a denied entry, an ignored one', () => {
  const denied = done(decide.denyEntry(plain, nginx, act(plain)))
  expect(denied.entries[nginx]?.decision.status).toBe('denied')
  expect(done(decide.denyEntry(denied, nginx, act(denied)))).toBe(denied)
  const ignored = done(decide.ignoreEntry(plain, nginx, now + 1, act(plain)))
  expect(ignored.entries[nginx]?.decision).toMatchObject({ status: 'ignored', until: now + 1 })
  const back = done(decide.approveEntry(denied, nginx, act(denied)))
  expect(back.entries[nginx]?.decision.status).toBe('approved')
})

const inForce = guarding([seen()])
const old = (profile: Profile): decide.Act => ({ ...act(profile), version: profile.version - 1 })

test.each<[string, decide.Outcome, decide.Refusal]>([
  ['an older version', decide.approveEntry(plain, nginx, old(plain)), 'conflict'],
  ['an older version of the profile', decide.approveProfile(review, old(review)), 'conflict'],
  ['an older version, to reset', decide.reset(plain, old(plain)), 'conflict'],
  ['no such entry', decide.approveEntry(plain, 'upper:/x', act(plain)), 'absent'],
  ['no such entry in a group', decide.approveBulk(plain, ['upper:/x'], act(plain)), 'absent'],
  ['drift', decide.approveEntry(drift, 'upper:/usr/sbin/nginx', act(drift)), 'guard'],
  ['drift in a group', decide.approveBulk(drift, ['upper:/usr/sbin/nginx'], act(drift)), 'guard'],
  ['a profile that learns', decide.approveProfile(plain, act(plain)), 'state'],
  ['a profile with open entries', decide.approveProfile(review, act(review)), 'guard'],
  ['to learn on while in force', decide.extend(inForce, act(inForce)), 'state'],
  ['an end in the past', decide.ignoreEntry(plain, nginx, now, act(plain)), 'invalid'],
  ['an end that is no number', decide.ignoreEntry(plain, nginx, Number.NaN, act(plain)), 'invalid'],
  ['a criterion that there is not', decide.waive(plain, 'patience', act(plain)), 'invalid'],
  ['a pattern in a writable place', decide.addPattern(plain, '/tmp/a/*', act(plain)), 'invalid'],
  [
    'an exception from nothing',
    decide.addException(plain, { kind: 'x', digest: sha('e'), creator: '/a' }, act(plain)),
    'invalid',
  ],
  [
    'an exception without a digest',
    decide.addException(plain, { kind: 'memfd', digest: '', creator: '/a' }, act(plain)),
    'invalid',
  ],
  [
    'an exception without a maker',
    decide.addException(plain, { kind: 'memfd', digest: sha('e'), creator: '' }, act(plain)),
    'invalid',
  ],
])('refused: %s', (_name, outcome, refusal) => {
  expect(outcome).toMatchObject({ ok: false, refusal })
})

test('a group is approved whole or not at all', () => {
  const profile = learned([seen({ count: 5 }), seen({ path: '/a', layer: 'volume', count: 5 })])
  expect(decide.approveBulk(profile, [nginx, 'volume:/a'], act(profile))).toMatchObject({
    ...{ ok: false, refusal: 'guard', reason: 'volume:/a must be approved by itself: volume' },
  })
  const approved = done(decide.approveBulk(profile, [nginx], act(profile)))
  expect(approved.entries[nginx]?.decision.status).toBe('approved')
})

test('what changed with the image is approved in one step', () => {
  const place = { ...podPlace, image: `registry/app@${sha('2')}` }
  const profile = learn(inForce, [seen({ place, digest: sha('b') })], told)
  expect(done(decide.approveChanged(profile, act(profile))).entries[nginx]?.approved).toEqual([sha('a'), sha('b')])
  expect(done(decide.approveChanged(inForce, act(inForce)))).toBe(inForce)
})

test('READY-FOR-REVIEW → ALERTING when all is decided', () => {
  const decided = done(decide.approveEntry(review, nginx, act(review)))
  const profile = done(decide.approveProfile(decided, act(decided)))
  expect([profile.state, profile.version]).toEqual(['alerting', 3])
  expect(done(decide.approveProfile(profile, act(profile)))).toBe(profile)
})

test('READY-FOR-REVIEW → LEARNING keeps what is known, and the time begins anew', () => {
  const profile = done(decide.extend(review, act(review)))
  expect([profile.state, profile.learningAt, profile.entries]).toEqual(['learning', now, review.entries])
})

test('a reset begins anew and keeps the former version and what people wrote', () => {
  const patterned = done(decide.addPattern(inForce, '/usr/bin/*', act(inForce)))
  const profile = done(decide.reset(patterned, act(patterned)))
  expect(profile).toMatchObject({
    ...{ state: 'learning', learningAt: now, entries: {}, patterns: [{ path: '/usr/bin/*' }] },
    former: [{ at: now, by: 'alice', state: 'alerting', entries: inForce.entries }],
  })
  expect(profile.evidence.starts).toEqual([])
  let many = profile
  for (let count = 0; count < 5; count += 1) many = done(decide.reset(many, act(many)))
  expect(many.former.length).toBe(3)
})

test('waivers, patterns and exceptions are there once', () => {
  let profile = done(decide.waive(plain, 'starts', act(plain)))
  profile = done(decide.addPattern(profile, '/usr/bin/*', act(profile)))
  const exception = { kind: 'memfd', digest: sha('e'), creator: '/usr/bin/runc' }
  profile = done(decide.addException(profile, exception, act(profile)))
  expect(profile).toMatchObject({ waived: ['starts'], patterns: [{ by: 'alice' }], exceptions: [exception] })
  expect(done(decide.waive(profile, 'starts', act(profile)))).toBe(profile)
  expect(done(decide.addPattern(profile, '/usr/bin/*', act(profile)))).toBe(profile)
  expect(done(decide.addException(profile, exception, act(profile)))).toBe(profile)
  expect(profile.history.map(({ what }) => what).length).toBe(3)
})

const opted = (profile: Profile): Profile => ({
  ...done(decide.setAutoApprove(profile, true, act(profile))),
  state: 'review',
})

test('by itself a profile goes into force where a person asked for it and nothing speaks against it', () => {
  expect(decide.autoApprove(opted(plain), now)).toMatchObject({
    state: 'alerting',
    entries: { [nginx]: { decision: { status: 'approved', by: 'automatic approval' } } },
  })
})

test.each<[string, Profile]>([
  ['nobody asked', review],
  ['it learns', { ...opted(plain), state: 'learning' }],
  ['it is incomplete', { ...learnLoss(opted(plain), { 'ring lost': 1 }, told) }],
  ['it is too large', { ...opted(plain), refused: 1 }],
])('not by itself: %s', (_name, profile) => {
  expect(decide.autoApprove(profile, now)).toBe(profile)
})

test('by itself what has a tag stays a candidate, and the profile in review', () => {
  const mixed = opted(learned([seen({ count: 5 }), seen({ path: '/a', layer: 'volume', count: 5 })]))
  const profile = decide.autoApprove(mixed, now)
  expect(profile.state).toBe('review')
  expect(Object.values(profile.entries).map(({ decision }) => decision.status)).toEqual(['approved', 'observed'])
})

test('never by itself: what people start by hand', () => {
  const profile = learned([seen()], login)
  expect(decide.setAutoApprove(profile, true, act(profile))).toMatchObject({ ok: false, refusal: 'guard' })
  const forced: Profile = { ...profile, autoApprove: true, state: 'review' }
  expect(decide.autoApprove(forced, now)).toBe(forced)
})

test('a loss while learning is still told in force', () => {
  const lossy = learnLoss(review, { 'ring lost': 2 }, told)
  const approved = done(decide.approveEntry(lossy, nginx, act(lossy)))
  const profile = done(decide.approveProfile(approved, act(approved)))
  expect(flagsOf(profile, now)).toEqual([{ name: 'INCOMPLETE', reason: 'ring lost', count: 2 }])
  expect(profile.key).toEqual(web)
})
