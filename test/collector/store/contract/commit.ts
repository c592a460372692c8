import { describe, expect, test } from 'vitest'
import { clusterScope } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, start, verdict } from './given.ts'

export function commitContract(open: Opener): void {
  describe('a commit', () => {
    test('stores observations and findings together', async () => {
      const { store } = await openWith(open, 'node-a')
      const fail = verdict()
      const pass = verdict({
        rule: 'ssh-root-login',
        domain: 'ssh',
        severity: 'medium',
        outcome: 'pass',
        message: 'refused',
      })
      const kubelet = observation('kubelet', 'kubelet')
      const { transitions } = await store.commit(commitOf([pass, fail], { epoch: 1, observations: [kubelet] }))

      expect(transitions).toEqual([
        {
          findingId: idOf('ssh-root-login'),
          rule: 'ssh-root-login',
          subject: '',
          severity: 'medium',
          to: 'pass',
          toMessage: 'refused',
          evidence: pass.evidence,
          time: start + 1000,
        },
        {
          findingId: idOf('kubelet-anonymous-auth'),
          rule: 'kubelet-anonymous-auth',
          subject: '',
          severity: 'high',
          to: 'fail',
          toMessage: 'anonymous requests are allowed',
          evidence: fail.evidence,
          time: start + 1000,
        },
      ])
      const times = { firstTime: start + 1000, changedTime: start + 1000 }
      expect(await store.nodeFindings(cluster, 'node-a')).toEqual([
        { ...fail, id: idOf('kubelet-anonymous-auth'), ...times },
        { ...pass, id: idOf('ssh-root-login'), ...times },
      ])
      const { bytes, ...record } = kubelet
      expect(await store.observations(cluster, 'node-a')).toEqual([{ ...record, receivedTime: start + 1000, bytes }])
    })

    test('writes nothing when nothing changed', async () => {
      const { store, state } = await openWith(open, 'node-a')
      const given = commitOf(
        [verdict(), verdict({ rule: 'b', outcome: 'pass' }), verdict({ rule: 'c', outcome: 'unknown' })],
        {
          epoch: 1,
          observations: [observation('kubelet', 'k'), observation('ssh', '', { status: 'denied', reason: 'EACCES' })],
        },
      )
      await store.commit(given)
      const before = await state()
      expect(await store.commit({ ...given, time: start + 9000, rulePack: 'pack-2' })).toEqual({ transitions: [] })
      expect(await store.commit(commitOf([], { time: start + 9000 }))).toEqual({ transitions: [] })
      expect(await state()).toBe(before)
      await store.commit({ ...given, verdicts: [verdict()] })
      expect(await state()).not.toBe(before)
    })

    test('keeps the findings of rules that were not judged, and closes those whose subject is gone', async () => {
      const { store } = await openWith(open, 'node-a')
      const file = (subject: string, outcome: 'pass' | 'fail') => verdict({ rule: 'files', subject, outcome })
      await store.commit(commitOf([verdict(), file('/a', 'fail'), file('/b', 'pass'), file('/c', 'pass')]))
      const judgedRules = new Set(['files'])
      const { transitions } = await store.commit(commitOf([file('/c', 'pass')], { judgedRules, time: start + 2000 }))
      expect(transitions.map((each) => [each.subject, each.from, each.to]).sort()).toEqual([
        ['/a', 'fail', undefined],
        ['/b', 'pass', undefined],
      ])
      const left = await store.nodeFindings(cluster, 'node-a')
      expect(left.map((each) => [each.rule, each.subject])).toEqual([
        ['files', '/c'],
        ['kubelet-anonymous-auth', ''],
      ])
    })

    test.each([
      ['fail', 'pass'],
      ['pass', 'fail'],
      ['fail', 'unknown'],
      ['pass', 'pass'],
    ] as const)('remembers what a finding was before: %s, then %s', async (from, to) => {
      const { store } = await openWith(open, 'node-a')
      await store.commit(commitOf([verdict({ outcome: from, message: 'before', severity: 'low' })]))
      const now = verdict({ outcome: to, message: 'after', severity: 'critical' })
      await store.commit(commitOf([now], { time: start + 2000 }))
      const state = {
        ...now,
        id: idOf(now.rule),
        firstTime: start + 1000,
        changedTime: start + 2000,
        previousOutcome: from,
        previousMessage: 'before',
      }
      expect(await store.nodeFindings(cluster, 'node-a')).toEqual([state])
      const outcomes = ['fail', 'pass', 'unknown'] as const
      expect((await store.findings(cluster, { outcomes, pageSize: 5 })).findings).toEqual([
        { ...state, nodeId: 'node-a' },
      ])
      expect(await store.findingsById(cluster, state.id)).toEqual([{ ...state, nodeId: 'node-a' }])
      expect(await store.counts(cluster)).toEqual([{ nodeId: 'node-a', severity: 'critical', outcome: to, count: 1 }])
    })

    test('replaces the observation of a domain, and one that comes back is the newest again', async () => {
      const { store } = await openWith(open, 'node-a')
      const [one, two] = [observation('kubelet', 'one'), observation('kubelet', 'two', { observedTime: start + 1 })]
      for (const each of [one, two, one]) await store.commit(commitOf([], { observations: [each], time: start + 3000 }))
      await store.commit(commitOf([], { observations: [two, one, two], time: start + 4000 }))
      const { bytes, ...record } = two
      expect(await store.observations(cluster, 'node-a')).toEqual([{ ...record, receivedTime: start + 4000, bytes }])
      expect(await store.hashes(cluster, 'node-a')).toEqual(new Map([['kubelet', two.hash]]))
    })

    test.each([{ status: 'failed' }, { reason: 'schema' }, { gaps: 3 }] as const)(
      'notes that the same bytes are read otherwise: %j',
      async (over) => {
        const { store } = await openWith(open, 'node-a')
        const kubelet = observation('kubelet', 'k')
        await store.commit(commitOf([], { observations: [kubelet] }))
        await store.commit(commitOf([], { observations: [{ ...kubelet, ...over }] }))
        expect(await store.observations(cluster, 'node-a')).toMatchObject([over])
      },
    )

    test('shows one domain of every node', async () => {
      const { store } = await openWith(open, 'node-b', 'node-a')
      for (const nodeId of ['node-b', 'node-a']) {
        await store.commit(
          commitOf([], { nodeId, observations: [observation('ssh', 's'), observation('node', nodeId)] }),
        )
      }
      const found = await store.observationsOf(cluster, 'node')
      expect(found.map((each) => [each.nodeId, each.domain, Buffer.from(each.bytes).toString()])).toEqual([
        ['node-a', 'node', 'node-a'],
        ['node-b', 'node', 'node-b'],
      ])
      expect(await store.observationsOf(cluster, 'etcd')).toEqual([])
      const named = async (...nodeIds: string[]) =>
        (await store.observationsOf(cluster, 'node', nodeIds)).map((each) => each.nodeId)
      expect(await named('node-b', 'nobody')).toEqual(['node-b'])
      expect(await named()).toEqual([])
      // More than one statement would name.
      expect(await named('node-a', ...Array.from({ length: 70_000 }, (_, at) => `other-${at}`))).toEqual(['node-a'])
    })

    test('shows some domains of a node, and of all nodes', async () => {
      const { store } = await openWith(open, 'node-a')
      const both = [observation('ssh', 's'), observation('kubelet', 'k')]
      await store.commit(commitOf([], { observations: both }))
      const told = async (...domains: string[]) => [
        (await store.observations(cluster, 'node-a', domains)).map((each) => each.domain),
        (await store.nodes(cluster, domains)).map((node) => node.domains.map((each) => each.domain)),
      ]
      expect(await told('ssh')).toEqual([['ssh'], [['ssh']]])
      expect(await told('ssh', 'etcd', 'kubelet')).toEqual([['kubelet', 'ssh'], [['kubelet', 'ssh']]])
      expect(await told('etcd')).toEqual([[], [[]]])
      expect(await told()).toEqual([[], [[]]])
    })

    test.each([1, 100, 101])('of %i rules keeps what others found, failing and passing', async (count) => {
      const { store } = await openWith(open, 'node-a')
      const others = [verdict({ rule: 'other' }), verdict({ rule: 'well', outcome: 'pass' })]
      await store.commit(commitOf(others))
      const rules = Array.from({ length: count }, (_, at) => `rule-${at}`)
      const judge = (outcome: 'fail' | 'pass') =>
        store.commit(commitOf([verdict({ rule: 'rule-0', outcome })], { judgedRules: new Set(rules) }))
      const found = async () =>
        (await store.nodeFindings(cluster, 'node-a')).map(({ rule, outcome }) => `${rule} ${outcome}`).sort()
      await judge('fail')
      expect(await found()).toEqual(['other fail', 'rule-0 fail', 'well pass'])
      await judge('pass')
      expect(await found()).toEqual(['other fail', 'rule-0 pass', 'well pass'])
      await store.commit(commitOf([], { judgedRules: new Set(rules) }))
      expect(await found()).toEqual(['other fail', 'well pass'])
    })

    test('of the cluster needs no node and no session', async () => {
      const { store } = await openWith(open, 'node-a')
      await store.commit(commitOf([verdict({ rule: 'one-version' })], { nodeId: clusterScope }))
      expect((await store.nodeFindings(cluster, clusterScope)).map((each) => each.rule)).toEqual(['one-version'])
      expect((await store.findings(cluster, { pageSize: 1 })).findings[0]?.nodeId).toBe(clusterScope)
      expect(await store.counts(cluster)).toEqual([{ nodeId: '', severity: 'high', outcome: 'fail', count: 1 }])
      expect((await store.nodes(cluster)).map((each) => each.nodeId)).toEqual(['node-a'])
    })

    test('that cannot be stored whole is not stored at all', async () => {
      const { store, state } = await openWith(open, 'node-a')
      const before = await state()
      const broken = [observation('kubelet', 'k'), observation('ssh', 's', { hash: 'no hash' })]
      await expect(store.commit(commitOf([verdict()], { observations: broken }))).rejects.toThrow('not a SHA-256')
      const nameless = [observation('kubelet', 'k'), observation('', 's')]
      await expect(store.commit(commitOf([verdict()], { observations: nameless }))).rejects.toThrow('not a domain')
      expect(await state()).toBe(before)
      expect(await store.nodeFindings(cluster, 'node-a')).toEqual([])
      expect((await store.commit(commitOf([verdict()]))).transitions).toHaveLength(1)
    })

    test('at the same time as others of the node comes before or after them', async () => {
      const { store } = await openWith(open, 'node-a')
      const outcomes = ['fail', 'pass', 'fail', 'pass', 'unknown', 'pass'] as const
      await Promise.all(outcomes.map((outcome) => store.commit(commitOf([verdict({ outcome })]))))
      const steps = (await store.history(cluster, idOf('kubelet-anonymous-auth'), 10)).reverse()
      expect(steps.map((each) => each.to)).toEqual(outcomes)
      expect(steps.map((each) => each.from)).toEqual([undefined, ...outcomes.slice(0, -1)])
    })
  })

  test('what was committed is there after a restart', async () => {
    const { store, again } = await openWith(open, 'node-a')
    const three = [
      verdict(),
      verdict({ rule: 'b', outcome: 'pass' }),
      verdict({ rule: 'c', subject: '/x', outcome: 'review' }),
    ]
    await store.commit(commitOf(three, { epoch: 1, observations: [observation('kubelet', 'k')] }))
    await store.commit(commitOf([verdict({ outcome: 'pass' })], { epoch: 1, time: start + 2000 }))
    const all = async (from: typeof store) => [
      await from.clusters(),
      await from.nodes(cluster),
      await from.observations(cluster, 'node-a'),
      await from.nodeFindings(cluster, 'node-a'),
      await from.findings(cluster, { outcomes: ['pass', 'review'], pageSize: 10 }),
      await from.history(cluster, idOf('kubelet-anonymous-auth'), 10),
      await from.changes(cluster, 10),
      await from.counts(cluster),
    ]
    const before = await all(store)
    await store.close()
    const reopened = await again()
    expect(await all(reopened)).toEqual(before)
    expect(before.map((each) => (Array.isArray(each) ? each.length : each.total))).toEqual([1, 1, 1, 3, 3, 2, 1, 2])
  })

  test('a closed store does nothing more', async () => {
    const { store } = await openWith(open, 'node-a')
    await store.close()
    await store.close()
    await expect(store.nodes(cluster)).rejects.toThrow()
    await expect(store.commit(commitOf([verdict()]))).rejects.toThrow()
  })
}
