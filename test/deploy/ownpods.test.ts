// What Merlon says of its own pods is what docs/operations.md tells: the table there is held against the rules.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { judgeRule } from '../../collector/judge/judge.ts'
import { builtInRules, loadRules } from '../../collector/rulebook/load.ts'
import { factsOf } from '../../collector/rulebook/ruletests.ts'

const rules = loadRules(builtInRules).filter(({ id }) => id.startsWith('container-'))
const sourced = (value: unknown) => ({ value, source: 'it' })

/** A container as the chart makes it, on a node with AppArmor. */
const container = (more: object) => ({
  ...{ name: 'merlon', id: 'a', place: 'p', sandbox: false, pod: 'merlon/x', namespace: 'merlon', podName: 'x' },
  ...{ uid: sourced(61000), capabilities: sourced(''), privileged: sourced(false), escalation: sourced(false) },
  ...{ seccomp: sourced('filter'), label: sourced('cri'), confinement: sourced('confined'), hostPid: sourced(false) },
  ...{ hostNetwork: sourced(false), hostIpc: sourced(false), hostUser: sourced(true), hostMount: sourced(false) },
  ...{ readOnlyRoot: sourced(true), mounts: [], mountsKnown: sourced(true) },
  ...more,
})

const agent = container({
  ...{ capabilities: sourced('CAP_DAC_READ_SEARCH CAP_SYS_PTRACE'), hostPid: sourced(true) },
  ...{ confinement: sourced('unconfined'), label: sourced('unconfined') },
  mounts: [
    { path: '/host', host: '/', writable: false },
    { path: '/spool', host: '/var/lib/merlon/spool', writable: true },
    { path: '/sys/kernel/tracing', host: '/sys/kernel/tracing', writable: false },
  ],
})

/** Outcomes by rule. */
const judged = (item: object) =>
  new Map(
    rules.map((rule) => {
      const facts = factsOf({ facts: { containers: { items: [item] } }, observations: {}, gaps: {}, notRunning: {} })
      return [rule.id, judgeRule(rule, facts, new Date()).map(({ outcome }) => outcome)] as const
    }),
  )

const section = readFileSync(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8')
  .split('### What Merlon says of its own pods')[1]
  ?.split('\n## ')[0]

test('of the agent: what the table has, and it passes what is named below', () => {
  const outcomes = judged(agent)
  const rows = [...(section ?? '').matchAll(/^\| `(container-[a-z-]+)` \| (review|fail)/gm)]
  expect(rows.length).toBeGreaterThan(4)
  expect(rows.map(([, rule = '', outcome]) => [rule, outcomes.get(rule), [outcome]])).toEqual(
    rows.map(([, rule = '', outcome]) => [rule, [outcome], [outcome]]),
  )
  const told = new Set(rows.map(([, rule = '']) => rule))
  const passed = [...outcomes].filter(([rule]) => !told.has(rule))
  expect(passed.filter(([, [outcome]]) => outcome !== 'pass')).toEqual([])
  const text = section?.replaceAll(/^\|.*$/gm, '') ?? ''
  expect(passed.filter(([rule]) => !text.includes(`\`${rule}\``)).map(([rule]) => rule)).toEqual([])
})

test('of the collector: nothing', () => {
  expect([...judged(container({ uid: sourced(61001) }))].filter(([, [outcome]]) => outcome !== 'pass')).toEqual([])
})
