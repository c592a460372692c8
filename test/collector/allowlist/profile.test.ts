import { expect, test } from 'vitest'
import { flagsOf, isByHandOnly, newProfile, staleAfter } from '../../../collector/allowlist/profile.ts'
import { guarding, learned, login, seen, start, web } from '../../support/allowlist.ts'

test('a new profile learns, knows nothing and is not flagged', () => {
  const profile = newProfile(web, start)
  expect(profile).toMatchObject({ id: 'workload/shop/Deployment/web/app', state: 'learning', version: 1, entries: {} })
  expect(flagsOf(profile, start + 2 * staleAfter)).toEqual([])
})

test('a profile is plain data', () => {
  const profile = guarding([seen()])
  expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
})

test('a workload scaled to zero is stale after a while, not gone', () => {
  const profile = learned([seen()])
  expect(flagsOf(profile, start + staleAfter)).toEqual([])
  expect(flagsOf(profile, start + staleAfter + 1)).toEqual([
    { name: 'STALE', reason: 'days without a sign', count: 30 },
  ])
  // A clock that was set back says nothing.
  expect(flagsOf(profile, 0)).toEqual([])
})

test('what people start by hand is decided by hand', () => {
  expect([isByHandOnly(newProfile(login, start)), isByHandOnly(newProfile(web, start))]).toEqual([true, false])
})
