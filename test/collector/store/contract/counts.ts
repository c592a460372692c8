import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../../collector/judge/finding.ts'
import { outcomes, severities } from '../../../../collector/judge/rule.ts'
import type { Count, Store } from '../../../../collector/store/store.ts'
import { runs } from '../../../support/property.ts'
import type { Opener } from '../contract.ts'
import { commitOf, session, start, verdict } from './given.ts'

const rules = ['a', 'b', 'c']
const nodeIds = ['', 'n1', 'n2']

/** One rule gives each of a few subjects an answer; others than the judged rules stay. */
const judged = fc.record({
  kind: fc.constant('judged' as const),
  nodeId: fc.constantFrom(...nodeIds),
  judgedRules: fc.subarray(rules, { minLength: 1 }),
  answers: fc.uniqueArray(
    fc.record({
      rule: fc.constantFrom(...rules),
      subject: fc.constantFrom('x', 'y'),
      severity: fc.constantFrom(...severities),
      outcome: fc.constantFrom(...outcomes),
      message: fc.constantFrom('one', 'two'),
    }),
    { selector: (each) => `${each.rule} ${each.subject}`, maxLength: 6 },
  ),
})
const removed = fc.record({ kind: fc.constant('removed' as const), nodeId: fc.constantFrom('n1', 'n2') })
const steps = fc.array(fc.oneof({ weight: 6, arbitrary: judged }, { weight: 1, arbitrary: removed }), { maxLength: 12 })

type Step = typeof steps extends fc.Arbitrary<readonly (infer T)[]> ? T : never
/** What stands, by node, rule and subject. */
type Model = Map<string, Map<string, Verdict>>

async function take(store: Store, clusterId: string, model: Model, step: Step, time: number): Promise<void> {
  const { nodeId } = step
  if (step.kind === 'removed') {
    await store.removeNode(clusterId, nodeId, time, 'node removed')
    await store.openSession(session({ clusterId, nodeId, time }))
    model.delete(nodeId)
    return
  }
  const verdicts = step.answers.filter((each) => step.judgedRules.includes(each.rule)).map((each) => verdict(each))
  await store.commit(commitOf(verdicts, { clusterId, nodeId, time, judgedRules: new Set(step.judgedRules) }))
  const kept = [...(model.get(nodeId) ?? [])].filter(([, each]) => !step.judgedRules.includes(each.rule))
  model.set(nodeId, new Map([...kept, ...verdicts.map((each) => [`${each.rule} ${each.subject}`, each] as const)]))
}

function countsOf(findings: readonly (Verdict & { nodeId: string })[]): Count[] {
  const found = new Map<string, Count>()
  for (const { nodeId, severity, outcome } of findings) {
    const key = [nodeId, severity, outcome].join()
    found.set(key, { nodeId, severity, outcome, count: (found.get(key)?.count ?? 0) + 1 })
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

function sorted(counts: readonly Count[]): Count[] {
  const key = (each: Count) => [each.nodeId, each.severity, each.outcome].join()
  return [...counts].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

export function countContract(open: Opener): void {
  describe('counts', () => {
    test('equal a recount, and lists show the same, after any commits', async () => {
      const { store } = await open()
      let round = 0
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          round += 1
          const clusterId = `cluster-${round}`
          const model: Model = new Map()
          await store.putCluster({ id: clusterId, name: clusterId })
          for (const nodeId of ['n1', 'n2']) await store.openSession(session({ clusterId, nodeId }))
          for (const [at, step] of taken.entries()) await take(store, clusterId, model, step, start + at)

          const standing = [...model].flatMap(([nodeId, verdicts]) =>
            [...verdicts.values()].map((each) => ({ ...each, nodeId })),
          )
          const stored = await Promise.all(nodeIds.map((nodeId) => store.nodeFindings(clusterId, nodeId)))
          expect(stored.flat()).toHaveLength(standing.length)
          expect(sorted(await store.counts(clusterId))).toEqual(countsOf(standing))
          const recounted = stored.flatMap((some, at) =>
            some.map((each) => ({ ...each, nodeId: nodeIds[at] as string })),
          )
          expect(countsOf(recounted)).toEqual(countsOf(standing))
          const page = await store.findings(clusterId, { outcomes: [...outcomes], pageSize: 1000 })
          expect(countsOf(page.findings)).toEqual(countsOf(standing))
          expect(page.total).toBe(standing.length)
        }),
        runs(100),
      )
    })

    test('have one of two answers about one subject, the last', async () => {
      const { store } = await open()
      await store.putCluster({ id: 'c', name: 'c' })
      await store.commit(commitOf([verdict(), verdict({ outcome: 'pass' })], { clusterId: 'c', nodeId: '' }))
      expect(await store.counts('c')).toEqual([{ nodeId: '', severity: 'high', outcome: 'pass', count: 1 }])
      expect((await store.nodeFindings('c', '')).map((each) => each.outcome)).toEqual(['pass'])
    })

    test('follow a severity that changed', async () => {
      const { store } = await open()
      await store.putCluster({ id: 'c', name: 'c' })
      const commit = { clusterId: 'c', nodeId: '' }
      await store.commit(commitOf([verdict({ rule: 'a' }), verdict({ rule: 'b' })], commit))
      await store.commit(commitOf([verdict({ rule: 'a', severity: 'low' })], commit))
      expect(await store.counts('c')).toEqual([
        { nodeId: '', severity: 'high', outcome: 'fail', count: 1 },
        { nodeId: '', severity: 'low', outcome: 'fail', count: 1 },
      ])
    })
  })
}
