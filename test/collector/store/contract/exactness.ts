import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, session, start, verdict } from './given.ts'

const odd = [
  ['NUL', 'a\0b\0'],
  ['quotes', `it's "quoted" \`so\` \\'; drop table nodes; --`],
  ['emoji', '🏰 👩‍👩‍👧'],
  ['lone surrogates', '\ud800 x \udc00\udbff'],
  ['controls', '\x01\x1b[31m\r\n\t\x7f\u2028\ufeff'],
  ['nothing', ''],
  ['much', 'é'.repeat(100_000)],
] as const

export function exactnessContract(open: Opener): void {
  describe('exact', () => {
    test.each(odd)('in findings and history: %s', async (_, text) => {
      const { store } = await openWith(open, 'node-a')
      const evidence = [
        { field: text, value: text, source: text, overridden: [{ value: text, source: text }] },
        { field: 'f', value: '', source: '', unknown: text },
      ]
      const given = [
        verdict({ rule: 'a', subject: `${text}x`, message: text, evidence }),
        verdict({ rule: 'b', subject: `${text}x`, message: text, evidence, outcome: 'pass' }),
      ]
      await store.commit(commitOf(given))
      expect((await store.commit(commitOf(given))).transitions).toEqual([])
      const found = await store.nodeFindings(cluster, 'node-a')
      expect(found.map(({ subject, message, evidence }) => ({ subject, message, evidence }))).toEqual(
        given.map(({ subject, message, evidence }) => ({ subject, message, evidence })),
      )
      await store.commit(commitOf([], { judgedRules: new Set(['a', 'b']) }))
      for (const rule of ['a', 'b']) {
        const [gone, made] = await store.history(cluster, idOf(rule, `${text}x`), 10)
        expect([made?.subject, made?.toMessage, made?.evidence]).toEqual([`${text}x`, text, evidence])
        expect([gone?.subject, gone?.fromMessage, gone?.evidence]).toEqual([`${text}x`, text, []])
      }
    })

    test.each(odd)('in pages: %s', async (_, text) => {
      const { store } = await openWith(open, 'node-a')
      const given = ['fail', 'pass'].flatMap((outcome) =>
        ['a', 'b'].map((rule) => verdict({ rule, subject: `${outcome} ${text}`, outcome: outcome as 'fail' })),
      )
      await store.commit(commitOf(given))
      const seen: string[] = []
      let pageToken: string | undefined
      do {
        const page = await store.findings(cluster, {
          outcomes: ['pass', 'fail'],
          pageSize: 1,
          ...(pageToken ? { pageToken } : {}),
        })
        seen.push(...page.findings.map((each) => `${each.rule} ${each.subject}`))
        pageToken = page.nextPageToken
      } while (pageToken)
      expect(seen).toEqual([`a fail ${text}`, `a pass ${text}`, `b fail ${text}`, `b pass ${text}`])
    })

    test.each(odd)('in what is known of nodes: %s', async (_, text) => {
      const { store } = await openWith(open)
      await store.putCluster({ id: cluster, name: text })
      await store.openSession(session({ name: text, agentVersion: text, bootId: text, degraded: [text, text] }))
      await store.commit(commitOf([], { observations: [observation('ssh', '', { status: 'failed', reason: text })] }))
      expect((await store.clusters())[0]?.name).toBe(text)
      const [node] = await store.nodes(cluster)
      expect([node?.name, node?.agentVersion, node?.bootId, node?.degraded]).toEqual([text, text, text, [text, text]])
      expect(node?.domains[0]?.reason).toBe(text)
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-b', name: text, time: start })
      expect((await store.nodes(cluster))[1]?.name).toBe(text)
    })

    test.each([0, 1, 4096, 8 * 1024 * 1024])('in observations of %i bytes', async (size) => {
      const { store } = await openWith(open, 'node-a')
      const bytes = new Uint8Array(randomBytes(size))
      await store.commit(commitOf([], { observations: [observation('kubelet', bytes)] }))
      const [stored] = await store.observations(cluster, 'node-a')
      expect(Buffer.compare(stored?.bytes as Uint8Array, bytes)).toBe(0)
      expect(stored?.bytes.constructor).toBe(Uint8Array)
    })
  })

  test('more findings than one statement takes are all stored and all removed', async () => {
    const { store } = await openWith(open, 'node-a')
    const many = Array.from({ length: 1001 }, (_, at) => verdict({ subject: `/${String(at).padStart(4, '0')}` }))
    await store.commit(commitOf(many))
    expect((await store.nodeFindings(cluster, 'node-a')).map((each) => each.subject)).toEqual(
      many.map((each) => each.subject),
    )
    await store.commit(commitOf(many.slice(0, 1)))
    expect((await store.nodeFindings(cluster, 'node-a')).map((each) => each.subject)).toEqual(['/0000'])
    expect(await store.changes(cluster, 2000)).toHaveLength(1000)
  })
}
