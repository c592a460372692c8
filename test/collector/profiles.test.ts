import { expect, onTestFinished, test, vi } from 'vitest'
import { learn } from '../../collector/allowlist/learn.ts'
import { learnListener } from '../../collector/allowlist/listeners.ts'
import { newProfile, type Profile } from '../../collector/allowlist/profile.ts'
import { type Decision, openProfiles, RefusedError } from '../../collector/profiles.ts'
import { NotFoundError } from '../../collector/report/source.ts'
import { hour, learned, login, podPlace, seen, sha, sshd, start, web } from '../support/allowlist.ts'
import { cluster, fill } from './store/contract/given.ts'
import { openStore } from './store/memory.ts'

const id = 'workload/shop/Deployment/web/app'
const nginx = 'image-lower:/usr/sbin/nginx'
const told = { node: 'node-a', at: start }
const other = 'image-lower:/bin/hostile%0Aname'

/** Two programs, learned on two nodes in two pods. */
const two = learned([
  seen({ count: 5 }),
  seen({ count: 5, place: { ...podPlace, podUid: 'pod-b', containerId: 'c2' } }),
  ...[podPlace, { ...podPlace, podUid: 'pod-b', containerId: 'c2' }].map((place) =>
    seen({ path: '/bin/hostile%0Aname', count: 3, place }),
  ),
])

async function open(given: Profile = { ...two, state: 'review' }) {
  const { store } = await openStore()
  await fill(store, 'node-a', 'node-b')
  await store.changeProfile(cluster, given.id, () => given)
  const clock = { now: start + hour }
  const log = { info: vi.fn(), error: vi.fn() }
  const changed = vi.fn()
  const profiles = openProfiles({ store, clusterId: cluster, log, changed, now: () => clock.now })
  onTestFinished(async () => {
    await profiles.stop()
    await store.close()
  })
  const decide = (action: Decision['action'], version: number, more: Partial<Decision> = {}, by = 'alice') =>
    profiles.decide(given.id, { action, version, keys: [], ...lookedAt(action, given), ...more }, by)
  return { profiles, store, clock, log, changed, decide }
}

/** What an approval needs beside: the profile as it was given. */
function lookedAt(action: Decision['action'], { learned }: Profile): Partial<Decision> {
  return ['approve', 'approve-changed', 'enforce'].includes(action) ? { seen: learned } : {}
}

const refused = (refusal: string) => expect.objectContaining({ name: 'RefusedError', refusal })

test('a profile is listed, shown by risk, approved and put in force; its history says who', async () => {
  const { profiles, decide, changed, log } = await open()
  expect((await profiles.list()).map((each) => [each.id, each.state, each.open])).toEqual([[id, 'review', 2]])
  expect((await decide('approve', 1, { keys: [nginx, other] })).open).toBe(0)
  const inForce = await decide('enforce', 2, {}, 'bob')
  expect(inForce).toMatchObject({ state: 'alerting', version: 3, open: 0 })
  expect(inForce.items.map(({ key, status, by }) => [key, status, by]).sort()).toEqual([
    [other, 'approved', 'alice'],
    [nginx, 'approved', 'alice'],
  ])
  expect(inForce.history.map(({ by, what }) => [by, what]).sort()).toEqual([
    ['alice', 'approved 2 entries together'],
    ['bob', 'put in force'],
  ])
  expect(changed).toHaveBeenCalledTimes(2)
  expect(log.info).toHaveBeenLastCalledWith(expect.objectContaining({ profile: id, by: 'bob' }), expect.any(String))
})

test('an approval says what was looked at, or that it is of all there is now', async () => {
  const { profiles, store, decide } = await open()
  const before = await profiles.get(id)
  await store.changeProfile(cluster, id, (each) => each && learn(each, [seen({ digest: sha('b') })], told))
  await expect(decide('approve', 1, { keys: [nginx] })).rejects.toThrow(`came since it was looked at: ${nginx}`)
  expect(await profiles.get(id)).toMatchObject({ version: before.version, learned: before.learned + 1 })
  const bare: Decision = { action: 'approve', version: 1, keys: [nginx] }
  await expect(profiles.decide(id, bare, 'alice')).rejects.toEqual(refused('invalid'))
  await expect(profiles.decide(id, { ...bare, seen: 1, allNow: true }, 'alice')).rejects.toEqual(refused('invalid'))
  const after = await profiles.decide(id, { ...bare, allNow: true }, 'alice')
  expect(after.items.find(({ key }) => key === nginx)?.approved).toEqual([sha('a'), sha('b')])
})

test('of two who decide upon the same version, one is refused and changes nothing', async () => {
  const { profiles, decide } = await open()
  const outcomes = await Promise.allSettled([
    decide('approve', 1, { keys: [nginx] }),
    decide('deny', 1, { keys: [nginx] }, 'bob'),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(outcomes[1]).toMatchObject({ reason: refused('conflict') })
  const entry = (await profiles.get(id)).items.find(({ key }) => key === nginx)
  expect(entry).toMatchObject({ status: 'approved', by: 'alice' })
})

test.each<[string, Decision['action'], Partial<Decision>, string]>([
  ['in force while entries are open', 'enforce', {}, 'guard'],
  ['an entry that is not there', 'approve', { keys: ['image-lower:/none'] }, 'absent'],
  ['two of which one is not there', 'deny', { keys: [nginx, 'x'] }, 'absent'],
  ['nothing', 'approve', {}, 'invalid'],
  ['keys where none belong', 'reset', { keys: [nginx] }, 'invalid'],
  ['ignored until a time that is over', 'ignore', { keys: [nginx], until: start }, 'invalid'],
  ['a criterion that is none', 'waive', { value: 'patience' }, 'invalid'],
  ['a pattern over everything', 'allow', { value: '/*' }, 'invalid'],
])('%s is refused, and nothing is half done', async (_name, action, more, refusal) => {
  const { profiles, decide, changed } = await open()
  const before = await profiles.get(id)
  await expect(decide(action, 1, more)).rejects.toEqual(refused(refusal))
  expect(await profiles.get(id)).toEqual(before)
  expect(changed).not.toHaveBeenCalled()
})

test.each<[Decision['action'], Partial<Decision>, object]>([
  ['deny', { keys: [nginx, other] }, { open: 0, version: 3 }],
  ['ignore', { keys: [other], until: start + 9 * hour }, { open: 1 }],
  ['extend', {}, { state: 'learning', entries: 2 }],
  ['reset', {}, { state: 'learning', entries: 0 }],
  ['waive', { value: 'termination' }, { state: 'review' }],
  ['allow', { value: '/usr/lib/app/*' }, { version: 2 }],
  ['auto-approve', {}, { autoApprove: true }],
  ['approve-changed', {}, { version: 1 }],
])('%s does what it says', async (action, more, expected) => {
  const { decide } = await open()
  expect(await decide(action, 1, more)).toMatchObject(expected)
})

test('an exception past a hard rule is made, and shown with who made it; one without its parts is refused', async () => {
  const { decide } = await open()
  const exception = { kind: 'memfd', digest: sha('c'), creator: '/usr/bin/runc' }
  const after = await decide('except', 1, { exception, reason: 'runc makes it' })
  expect(after.exceptions).toEqual([{ ...exception, by: 'alice' }])
  expect(after.history[0]).toMatchObject({ reason: 'runc makes it' })
  await expect(decide('except', 2)).rejects.toEqual(refused('invalid'))
})

test('listeners are decided upon as programs are', async () => {
  const at = { place: podPlace, executable: 'nginx', protocol: 'tcp', scope: 'wildcard' }
  const given = [80, 81, 82].reduce((before, port) => learnListener(before, { ...at, port }, told), two)
  const { decide, profiles } = await open({ ...given, state: 'review' })
  const key = (port: number) => `tcp/wildcard/${port}/nginx`
  await decide('approve', 1, { keys: [key(80)] })
  await decide('deny', 2, { keys: [key(81), other] })
  await decide('ignore', 3 + 1, { keys: [key(82)], until: start + 9 * hour })
  const { listeners, items, open: left } = await profiles.get(id)
  expect(listeners.map((each) => [each.key, each.status, each.by])).toEqual([
    [key(80), 'approved', 'alice'],
    [key(81), 'denied', 'alice'],
    [key(82), 'ignored', 'alice'],
  ])
  expect([items.filter(({ status }) => status === 'denied').map((each) => each.key), left]).toEqual([[other], 1])
})

test('nothing that people start by hand is approved together or by itself', async () => {
  const { decide } = await open({ ...learned([seen()], login), state: 'review' })
  await expect(decide('auto-approve', 1)).rejects.toEqual(refused('guard'))
  await expect(decide('approve', 1, { keys: [nginx, nginx] })).rejects.toEqual(refused('guard'))
})

test('a profile that is not there is said so', async () => {
  const { profiles } = await open()
  const decision: Decision = { action: 'reset', version: 1, keys: [] }
  for (const asking of [profiles.get('x'), profiles.export('x'), profiles.decide('x', decision, 'alice')])
    await expect(asking).rejects.toThrow(NotFoundError)
  await expect(profiles.acknowledge('0'.repeat(64), '', 'alice')).rejects.toThrow(NotFoundError)
})

test('an export is imported elsewhere: first it is said what would change, then it does, and then nothing is left', async () => {
  const { profiles, decide } = await open()
  await decide('approve', 1, { keys: [nginx, other] })
  await decide('allow', 2, { value: '/usr/lib/app/*' })
  const yaml = await profiles.export(id)
  const there = await open({ ...newProfile(web, start), id })
  const dry = await there.profiles.import(yaml, { dryRun: true }, 'bob')
  expect(dry).toMatchObject({ id, applied: false })
  expect(dry.changes).toEqual([
    '~ state learning → review',
    '+ entry /bin/hostile%0Aname (image-lower)',
    '+ entry /usr/sbin/nginx (image-lower)',
    '+ pattern /usr/lib/app/*',
  ])
  expect((await there.profiles.get(id)).version).toBe(1)
  const applied = await there.profiles.import(yaml, { dryRun: false }, 'bob')
  expect(applied).toEqual({ ...dry, applied: true })
  expect(await there.profiles.get(id)).toMatchObject({
    version: 2,
    open: 0,
    history: [{ by: 'bob', what: 'imported' }],
  })
  expect(await there.profiles.import(yaml, { dryRun: false }, 'bob')).toMatchObject({ applied: false, changes: [] })
})

test('an import upon an older version, and one that is not understood, change nothing', async () => {
  const { profiles, decide } = await open()
  await decide('approve', 1, { keys: [nginx] })
  const yaml = await profiles.export(id)
  await decide('deny', 2, { keys: [nginx] })
  await expect(profiles.import(yaml, { dryRun: false, version: 2 }, 'bob')).rejects.toEqual(refused('conflict'))
  await expect(profiles.import('kind: [', { dryRun: false }, 'bob')).rejects.toThrow(RefusedError)
  await expect(profiles.import(`${yaml}\nmore: 1`, { dryRun: false }, 'bob')).rejects.toThrow(/profile:\d+.*more/)
  expect((await profiles.get(id)).version).toBe(3)
})

test('an import makes a profile before anything was seen', async () => {
  const { profiles, decide, store } = await open()
  await decide('approve', 1, { keys: [nginx] })
  const yaml = (await profiles.export(id)).replace('Deployment/web', 'Deployment/new')
  await profiles.import(yaml, { dryRun: false }, 'bob')
  expect((await store.profiles(cluster)).map((each) => each.id)).toEqual(['workload/shop/Deployment/new/app', id])
})

test('the last criterion that is waived makes it ready at once', async () => {
  const { decide } = await open(learned([seen()], sshd))
  const all = ['wall-time', 'quiet-time', 'loss-free-time', 'starts', 'coverage', 'scheduled-work']
  const states: string[] = []
  for (const [at, value] of all.entries()) states.push((await decide('waive', at + 1, { value })).state)
  expect(states.at(-1)).toBe('review')
  expect(new Set(states.slice(0, -1))).toEqual(new Set(['learning']))
})

test('what is ready is put before people when its time has come, and not before', async () => {
  const { profiles, clock, decide, changed } = await open(learned([seen()], sshd))
  for (const [at, value] of ['starts', 'scheduled-work', 'coverage'].entries()) await decide('waive', at + 1, { value })
  changed.mockClear()
  const state = async () => (await profiles.list())[0]?.state
  await profiles.advance()
  expect([await state(), changed.mock.calls.length]).toEqual(['learning', 0])
  clock.now = start + 8 * 24 * hour
  await profiles.advance()
  expect([await state(), changed.mock.calls.length]).toEqual(['review', 1])
  expect((await profiles.get('host//ssh.service')).items[0]?.status).toBe('candidate')
})
