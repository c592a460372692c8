import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approveProfile } from '../../../../collector/allowlist/decide.ts'
import { newProfile, type Profile } from '../../../../collector/allowlist/profile.ts'
import { maxViolations } from '../../../../collector/allowlist/violation.ts'
import { PageTokenError, type Store } from '../../../../collector/store/store.ts'
import { kindOf } from '../../../../proto/eventkind.ts'
import { type EventMessage, v1 } from '../../../../proto/index.ts'
import { toTimestamp } from '../../../../proto/timestamp.ts'
import { done, guarding, hostPlace, seen, sshd } from '../../../support/allowlist.ts'
import { runs } from '../../../support/property.ts'
import type { Opener } from '../contract.ts'
import { cluster, openWith, session, start } from './given.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'
const id = 'host//ssh.service'

/** A process of ssh.service, as an agent tells of it. */
export function started(
  path: string,
  over: { layer?: string; digest?: string; count?: number; unit?: string } = {},
): EventMessage {
  const { layer = 'host-packaged', digest = 'a', count = 1, unit = 'ssh.service' } = over
  return {
    process: {
      place: { place: 'host', unit },
      identity: {
        ...{ path: Buffer.from(path), layer, digestState: 'read', uid: 0, capabilities: 0 },
        digest: Buffer.from(digest.repeat(64), 'hex'),
      },
      ...{ count, source: 'events', creators: [Buffer.from('/sbin/init')] },
      ...{ firstTime: toTimestamp(start), lastTime: toTimestamp(start + 1) },
    },
  }
}

/** Sends events of one node one behind the other. */
export async function sending(open: Opener) {
  const opened = await openWith(open, 'node-a', 'node-b')
  const { store } = opened
  const { epoch } = await store.openSession(session({ spoolId }))
  let last = 0
  const commit = (messages: readonly EventMessage[], from: number) =>
    store.commitEvents({
      ...{ clusterId: cluster, nodeId: 'node-a', epoch, spoolId, time: start + 1000 },
      events: messages.map((each, at) => {
        const seq = from + at
        const time = toTimestamp(start)
        const bytes = v1.Event.encode({ ...each, seq, time }).finish()
        return { seq, fromSeq: seq, kind: kindOf(each), time: start, bytes }
      }),
    })
  const send = async (...messages: EventMessage[]) => {
    await commit(messages, last + 1)
    last += messages.length
  }
  return { ...opened, send, again: (...messages: EventMessage[]) => commit(messages, 1), reopen: opened.again }
}

const list = async (store: Store, query: object = {}) =>
  (await store.violations(cluster, { pageSize: 1000, ...query })).violations

/** A profile of ssh.service that is in force and allows what it was given. */
async function enforce(store: Store, ...paths: string[]): Promise<void> {
  const given = paths.map((path) => seen({ path, layer: 'host-packaged', place: hostPlace }))
  await store.changeProfile(cluster, id, () => guarding(given, sshd))
}

export function profileContract(open: Opener): void {
  describe('profiles', () => {
    test('learn from events, once each', async () => {
      const { store, send, again } = await sending(open)
      const events = [started('/usr/sbin/sshd', { count: 3 }), started('/bin/a', { unit: 'a\u202eb/c.service' })]
      await send(...events)
      await again(...events)
      const all = await store.profiles(cluster)
      expect(all.map((each) => [each.id, each.state, each.entries, each.open, each.nodes, each.version])).toEqual([
        ['host//a%E2%80%AEb%2Fc.service', 'learning', 1, 1, 1, 1],
        [id, 'learning', 1, 1, 1, 1],
      ])
      const profile = await store.profile(cluster, id)
      expect(profile?.entries['host-packaged:/usr/sbin/sshd']?.nodes['node-a']?.count).toBe(3)
      expect(profile?.evidence.seenAt).toBe(start + 1000)
      expect(await list(store)).toEqual([])
    })

    test('of other clusters and other names are not there', async () => {
      const { store, send } = await sending(open)
      await send(started('/bin/a'))
      expect(await store.profiles('other')).toEqual([])
      expect(await store.profile('other', id)).toBeUndefined()
      expect(await store.profile(cluster, 'host//none')).toBeUndefined()
    })

    test('are learned by all nodes together, and are the same after a restart', async () => {
      const { store, send, reopen } = await sending(open)
      await send(started('/bin/a'))
      const { epoch } = await store.openSession(session({ nodeId: 'node-b', spoolId }))
      const bytes = v1.Event.encode({ seq: 1, ...started('/bin/b') }).finish()
      const events = [{ seq: 1, fromSeq: 1, kind: 'process', time: start, bytes }]
      await store.commitEvents({ clusterId: cluster, nodeId: 'node-b', epoch, spoolId, time: start, events })
      const before = await store.profile(cluster, id)
      expect(before?.evidence.nodes).toEqual(['node-a', 'node-b'])
      await store.close()
      expect(await (await reopen()).profile(cluster, id)).toEqual(before)
    })

    test('are changed by one at a time: who decides upon an older version is told', async () => {
      const { store } = await sending(open)
      await store.changeProfile(cluster, id, () => ({ ...newProfile(sshd, start), state: 'review' }))
      const versions: number[] = []
      const approve = () =>
        store.changeProfile(cluster, id, (before) => {
          versions.push(before?.version ?? 0)
          return done(approveProfile(before as Profile, { by: 'alice', at: start, version: 1 }))
        })
      const outcomes = await Promise.allSettled([approve(), approve()])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(versions).toEqual([1, 2])
      expect(await store.profile(cluster, id)).toMatchObject({ version: 2, state: 'alerting' })
    })

    test('take whatever a node says, and can be read afterwards', async () => {
      const { store, send } = await sending(open)
      await enforce(store, '/bin/a')
      const bytes = fc.uint8Array({ maxLength: 40 })
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom('__proto__', 'ssh.service', ''),
      )
      const number = fc.oneof(fc.nat(3), fc.constant(Number.MAX_SAFE_INTEGER))
      const place = fc.record(
        {
          place: fc.constantFrom('host', 'pod', 'x'),
          unit: text,
          podUid: text,
          pod: text,
          namespace: text,
          container: text,
        },
        { requiredKeys: [] },
      )
      const identity = fc.record(
        {
          path: bytes,
          layer: fc.constantFrom('memfd', 'upper', 'x'),
          digest: bytes,
          script: bytes,
          capabilities: number,
        },
        { requiredKeys: [] },
      )
      const process = fc.record(
        { place, identity, creators: fc.array(bytes, { maxLength: 9 }), count: number },
        { requiredKeys: [] },
      )
      const message = fc.oneof(
        process.map((each) => ({ process: each })),
        fc.record({ container: fc.record({ place, state: text }, { requiredKeys: [] }) }),
        fc.record({ trace: fc.record({ ringLost: number, source: text }, { requiredKeys: [] }) }),
        fc.record({ gap: fc.record({ count: number }, { requiredKeys: [] }) }),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
          if (messages.length > 0) await send(...(messages as EventMessage[]))
          for (const each of await store.profiles(cluster))
            expect((await store.profile(cluster, each.id))?.id).toBe(each.id)
          await list(store)
          await store.violationCounts(cluster)
        }),
        runs(30),
      )
    })

    test('that are not changed are not written', async () => {
      const { store, state, send } = await sending(open)
      await send(started('/bin/a'))
      const before = await state()
      await store.changeProfile(cluster, id, (profile) => profile)
      await store.changeProfile(cluster, 'host//none', () => undefined)
      const refusing = store.changeProfile(cluster, id, () => {
        throw new Error('no')
      })
      await expect(refusing).rejects.toThrow('no')
      expect(await state()).toBe(before)
    })

    test('take what a node did not see: a loss while learning, a violation while in force', async () => {
      const { store, send } = await sending(open)
      const lost: EventMessage = { trace: { source: 'events', ringLost: 7 } }
      await send(lost, started('/bin/a'), lost)
      expect((await store.profile(cluster, id))?.evidence.losses).toEqual({ 'node-a': { 'ring lost': 14 } })
      expect(await list(store)).toEqual([])
      await enforce(store, '/bin/a')
      await send(lost, { gap: { fromSeq: 4, toSeq: 4, count: 1, reason: 'full' } })
      await send(lost)
      const found = await list(store)
      expect(found.map(({ kind, count, nodes, reason }) => [kind, count, nodes, reason.split(': ')[1]]).sort()).toEqual(
        [
          ['loss', 1, ['node-a'], 'events dropped'],
          ['loss', 14, ['node-a'], 'ring lost'],
        ],
      )
    })

    test('take what was lost in one place alone, and the others do not', async () => {
      const { store, send } = await sending(open)
      const { place } = started('/bin/a').process ?? {}
      const trace = { source: 'events', unresolved: 3, places: [{ ...(place && { place }), unresolved: 3 }] }
      await send(started('/bin/a'), {
        process: { place: { place: 'host' }, identity: { path: Buffer.from('/bin/b') } },
      })
      await send({ trace })
      const all = await Promise.all((await store.profiles(cluster)).map((each) => store.profile(cluster, each.id)))
      expect(all.flatMap((each) => (each?.evidence.lossAt ? each.id : []))).toEqual([id])
      await enforce(store, '/bin/a')
      await send({ trace }, { trace })
      expect((await list(store)).map(({ kind, profile, count }) => [kind, profile, count])).toEqual([['loss', id, 6]])
    })
  })

  describe('violations', () => {
    test('are what is not allowed, once with a count however often it happens', async () => {
      const { store, send, again } = await sending(open)
      await enforce(store, '/bin/a')
      const events = [
        started('/bin/a'),
        started('/bin/x', { digest: 'b', count: 999_999 }),
        started('/bin/x', { digest: 'b' }),
      ]
      await send(...events)
      await again(...events)
      const [violation, ...others] = await list(store)
      expect(others).toEqual([])
      expect(violation).toMatchObject({
        ...{ profile: id, kind: 'unexpected-process', severity: 'medium', count: 1_000_000, nodes: ['node-a'] },
        ...{ first: start, last: start + 1, lastAt: start + 1000, allowed: ['/bin/a'] },
      })
      expect(violation?.process?.path).toBe('/bin/x')
      expect(violation).not.toHaveProperty('acknowledged')
      expect((await store.profile(cluster, id))?.entries['host-packaged:/bin/x']?.decision.status).toBe('observed')
    })

    test('of hard rules are there while a profile learns, and where nobody knows the place', async () => {
      const { store, send } = await sending(open)
      const homeless = started('/bin/y', { layer: 'deleted' })
      await send(started('/bin/x', { layer: 'memfd' }), {
        process: { ...homeless.process, place: { place: 'unknown' } },
      })
      const found = await list(store)
      expect(found.map((each) => [each.profile, each.kind, each.severity]).sort()).toEqual([
        ['', 'deleted', 'critical'],
        [id, 'memfd', 'critical'],
      ])
      expect((await list(store, { profile: '' })).map(({ kind }) => kind)).toEqual(['deleted'])
      expect((await store.violationCounts(cluster)).open).toMatchObject({ critical: 2, high: 0 })
    })

    test('are kept up to a number: the others are counted', async () => {
      const { store, send } = await sending(open)
      const all = Array.from({ length: maxViolations + 20 }, (_, at) => started(`/m${at}`, { layer: 'memfd' }))
      await send(...all)
      await send(started('/m1', { layer: 'memfd' }), started('/other', { layer: 'memfd', count: 5 }))
      expect(await list(store)).toHaveLength(maxViolations)
      expect(await store.violationCounts(cluster)).toMatchObject({ suppressed: 25, open: { critical: maxViolations } })
    })

    test('are listed newest first, page by page, by severity and whether somebody has seen them', async () => {
      const { store, send } = await sending(open)
      await send(...['/a', '/b', '/c'].map((path) => started(path, { layer: 'memfd' })))
      await enforce(store)
      await send(started('/bin/x'))
      const found: string[] = []
      let pageToken: string | undefined
      do {
        const page = await store.violations(cluster, { pageSize: 3, ...(pageToken ? { pageToken } : {}) })
        found.push(...page.violations.map((each) => each.process?.path ?? ''))
        pageToken = page.nextPageToken
      } while (pageToken)
      expect(found.sort()).toEqual(['/a', '/b', '/bin/x', '/c'])
      expect(await list(store, { minSeverity: 'high' })).toHaveLength(3)
      const seenOne = await list(store, { minSeverity: 'info' })
      const acknowledged = { by: 'alice', at: start + 5000, note: 'a test\u0000\ud800' }
      expect(await store.acknowledge(cluster, seenOne[0]?.id ?? '', acknowledged)).toBe(true)
      expect(await list(store, { acknowledged: false })).toHaveLength(3)
      expect((await list(store, { acknowledged: true })).map((each) => each.acknowledged)).toEqual([acknowledged])
      expect(await store.violationCounts(cluster)).toMatchObject({ acknowledged: 1 })
      for (const none of ['', 'x', '0'.repeat(64)])
        expect(await store.acknowledge(cluster, none, acknowledged)).toBe(false)
      expect(await list(store, { profile: 'none' })).toEqual([])
      expect((await store.violations('other', { pageSize: 1 })).violations).toEqual([])
    })

    test('are not listed for a page that makes no sense', async () => {
      const { store } = await sending(open)
      for (const pageSize of [0, 1.5, 1001])
        await expect(store.violations(cluster, { pageSize })).rejects.toThrow(RangeError)
      for (const pageToken of ['x', 'AAAA'])
        await expect(store.violations(cluster, { pageSize: 1, pageToken })).rejects.toThrow(PageTokenError)
    })
  })
}
