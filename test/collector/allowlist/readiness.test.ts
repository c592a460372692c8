import { expect, test } from 'vitest'
import type { ProfileKey } from '../../../collector/allowlist/key.ts'
import { type Evidence, newProfile, type Profile } from '../../../collector/allowlist/profile.ts'
import { advance, isIncomplete, isReady, readiness, type Surroundings } from '../../../collector/allowlist/readiness.ts'
import { hour, learned, seen, sshd, start, web } from '../../support/allowlist.ts'

const day = 24 * hour
const now = start + 8 * day

/** A profile that is ready but for what is given. */
function ready(key: ProfileKey, changes: Partial<Evidence> = {}): Profile {
  const profile = learned([seen()], key)
  const evidence = {
    ...{ ...profile.evidence, starts: ['c1', 'c2', 'c3'], ends: ['c1', 'c2', 'c3'], pods: ['pod-a', 'pod-b'] },
    ...{ nodes: ['node-a', 'node-b'], boots: ['node-a/1'] },
  }
  return { ...profile, evidence: { ...evidence, ...changes } }
}

const around: Surroundings = { replicas: 3, poolNodes: 4, scheduled: [{ name: 'logrotate.timer', fired: true }] }
const cron: ProfileKey = { ...web, ownerKind: 'CronJob' }
const pod: ProfileKey = { ...web, ownerKind: 'Pod' }

function criterion(profile: Profile, name: string, surroundings = around, at = now) {
  return readiness(profile, surroundings, at).find((each) => each.name === name)
}

test.each([web, cron, pod, sshd])('all criteria met: ready for review, with candidates', (key) => {
  const profile = ready(key)
  expect(readiness(profile, around, now).filter(({ met }) => !met)).toEqual([])
  const next = advance(profile, around, now)
  expect([next.state, Object.values(next.entries)[0]?.decision.status]).toEqual(['review', 'candidate'])
  expect(advance(next, around, now)).toBe(next)
})

test.each<
  [string, ProfileKey, string, Partial<Evidence>, Surroundings, number, number | undefined, number | undefined]
>([
  ['hours of a pod', web, 'wall-time', {}, around, start + 24 * hour - 1, 23.9, 24],
  ['hours of a host', sshd, 'wall-time', {}, around, start + 7 * day - 1, 167.9, 168],
  ['quiet hours of a host', sshd, 'quiet-time', {}, around, start + 47 * hour, 47, 48],
  ['quiet hours of a pod', web, 'quiet-time', {}, around, start + 5 * hour, 5, 6],
  ['hours without loss', web, 'loss-free-time', { lossAt: now - hour }, around, now, 1, 24],
  ['starts', web, 'starts', { starts: ['c1'] }, around, now, 1, 2],
  ['runs that finished', cron, 'starts', { ends: ['c1', 'c2', 'c9'] }, around, now, 2, 3],
  ['the start of a pod', pod, 'starts', { starts: [] }, around, now, 0, 1],
  ['pods', web, 'coverage', { pods: ['pod-a'] }, around, now, 1, 2],
  ['pods of a workload scaled to zero', web, 'coverage', { pods: [] }, { replicas: 0 }, now, 0, 1],
  ['pods of how many is not known', web, 'coverage', {}, {}, now, 2, undefined],
  ['ends', web, 'termination', { ends: [] }, around, now, 0, 1],
  ['a CronJob that never fired', cron, 'scheduled-work', {}, { scheduled: [{ name: 'x', fired: false }] }, now, 0, 1],
  ['a CronJob that was not seen to run', cron, 'scheduled-work', { ends: [] }, { replicas: 1 }, now, 0, 1],
  ['a CronJob that began before', cron, 'scheduled-work', { running: ['a'], ends: ['a'] }, {}, now, 0, 1],
  ['boots', sshd, 'starts', { boots: [] }, around, now, 0, 1],
  ['nodes', sshd, 'coverage', {}, { ...around, poolNodes: 6 }, now, 2, 3],
  ['nodes of a pool of one', sshd, 'coverage', { nodes: [] }, { ...around, poolNodes: 1 }, now, 0, 1],
  ['nodes of how many is not known', sshd, 'coverage', {}, { scheduled: [] }, now, 2, undefined],
])('%s: not ready', (_name, key, name, evidence, surroundings, at, have, required) => {
  const profile = ready(key, evidence)
  expect(criterion(profile, name, surroundings, at)).toMatchObject({ have, required, met: false, waived: false })
  expect(isReady(profile, surroundings, at)).toBe(false)
  expect(advance(profile, surroundings, at)).toBe(profile)
})

test('a container of a CronJob that ran to its end is its schedule that fired', () => {
  const profile = ready(cron, { starts: ['a'], ends: ['a'] })
  expect(criterion(profile, 'scheduled-work', {}, now)).toMatchObject({ have: 1, required: 1, met: true })
})

test('time alone makes nothing ready', () => {
  const years = start + 1000 * day
  expect(isReady(newProfile(web, start), around, years)).toBe(false)
  expect(isReady(learned([seen()]), around, years)).toBe(false)
})

test('a quarter of the time must be quiet', () => {
  const profile = ready(web)
  const late = { ...(Object.values(profile.entries)[0] as never as object), addedAt: now - 47 * hour } as never
  expect(criterion({ ...profile, entries: { ...profile.entries, late } }, 'quiet-time')).toMatchObject({
    ...{ have: 47, required: 48, met: false },
  })
})

test('a criterion that a person waived is not met, and does not hold up', () => {
  const profile = { ...ready(sshd, { boots: [] }), waived: ['starts'] }
  expect(criterion(profile, 'starts')).toMatchObject({ have: 0, required: 1, met: false, waived: true })
  expect(isReady(profile, around, now)).toBe(true)
})

test('work that did not fire is named, ten at most', () => {
  const scheduled = Array.from({ length: 12 }, (_, at) => ({ name: `t${at}`, fired: at === 0 }))
  expect(criterion(ready(sshd), 'scheduled-work', { ...around, scheduled })).toMatchObject({
    ...{ have: 1, required: 12, note: 'not fired: t1, t2, t3, t4, t5, t6, t7, t8, t9, t10 and 1 more' },
  })
})

test('a clock that was set back gives no time', () => {
  expect(criterion(ready(web), 'wall-time', around, start - day)).toMatchObject({ have: 0, met: false })
})

test('times of a node’s clock count for nothing', () => {
  const ancient = seen({ first: 0, last: 0 })
  expect(criterion(learned([ancient]), 'wall-time', around, start + hour)).toMatchObject({ have: 1, met: false })
})

test('incomplete for as long as learning takes after a loss', () => {
  const profile = ready(web, { lossAt: start })
  expect([isIncomplete(profile, start + day - 1), isIncomplete(profile, start + day)]).toEqual([true, false])
  expect(isIncomplete(ready(web), start)).toBe(false)
})
