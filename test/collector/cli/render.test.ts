import { expect, test } from 'vitest'
import { renderReport, unansweredLine } from '../../../collector/cli/render.ts'
import type { Terminal } from '../../../lib/terminal.ts'
import { fakeCluster, finding, hostile } from '../../web/given.ts'

const terminal: Terminal = { width: 120, interactive: false, style: (_style, text) => text }

test('many findings of one rule do not bury the next, and where they are is said', async () => {
  const many = Array.from({ length: 4 }, (_, at) =>
    finding({
      rule: 'credential-temporary',
      severity: 'high',
      outcome: 'fail',
      subject: `/tmp/${at}`,
      message: 'open',
    }),
  )
  const other = finding({ rule: 'sshd-root', severity: 'high', outcome: 'fail', message: hostile.control })
  const report = { ...(await fakeCluster().reports.report()), worst: [...many, other] }
  const lines = renderReport(report, terminal)
  const start = lines.indexOf('Worst findings')
  expect(lines.slice(start + 2, start + 7).map((line) => line.replace(/\s+/g, ' '))).toEqual([
    'high fail control-plane-1 credential-temporary /tmp/0: open',
    'high fail control-plane-1 credential-temporary /tmp/1: open',
    'high fail control-plane-1 credential-temporary /tmp/2: open',
    ' … more of it: merlon report --rule credential-temporary',
    'high fail control-plane-1 sshd-root a\\u{0}b\\u{1b}[2Jc',
  ])
})

test('where nothing was judged, nothing is said to be answered', async () => {
  const none = { pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 }
  const whole = await fakeCluster().reports.report()
  expect(renderReport({ ...whole, counts: none }, terminal).at(-1)).toBe('Nothing was judged yet.')
  expect(unansweredLine({ ...none, pass: 1 })).toBe('Every question was answered.')
  expect(unansweredLine({ ...none, notApplicable: 1 })).toBe('Every question was answered.')
  expect(unansweredLine({ ...none, unknown: 1 })).toBe('1 question could not be answered.')
  expect(unansweredLine({ ...none, unknown: 1, error: 1 })).toBe(
    '2 questions could not be answered (1 by a fault of the rule).',
  )
})

test('as many as fit are shown whole', async () => {
  const report = { ...(await fakeCluster().reports.report()), worst: [], changes: [] }
  expect(renderReport(report, terminal)).not.toContain('Worst findings')
})

test('a damaged database and how late the report may be are said', async () => {
  const whole = await fakeCluster().reports.report()
  const lines = (storage?: typeof whole.storage) =>
    renderReport({ ...whole, ...(storage ? { storage } : {}) }, terminal).filter((each) => each.startsWith('Storage'))
  expect(lines()).toEqual([])
  const damaged = [{ file: '/s/merlon.db.damaged-x', time: '2026-11-21T19:42:12.123Z', bytes: 1 }]
  expect(lines({ damaged, replica: { used: true, behindSeconds: 3 } })).toEqual([
    expect.stringMatching(
      /^Storage {3}The database was damaged and put aside on 2026-11-21T19:42:12Z as \/s\/merlon\.db/,
    ),
    'Storage   read from a replica that is at most 3 seconds behind',
  ])
})

test('what is not allowed is counted beside what fails, and what found no room is said', async () => {
  const whole = await fakeCluster().reports.report()
  const line = (violations: typeof whole.violations) =>
    renderReport({ ...whole, violations }, terminal).filter((each) => each.startsWith('Not allowed'))
  const none = { open: [{ severity: 'high', count: 0 }], acknowledged: 3, suppressed: 0, unlearned: 0 } as const
  expect([line(none), line(undefined)]).toEqual([[], []])
  const open = [
    { severity: 'critical', count: 2 },
    { severity: 'low', count: 1 },
  ] as const
  expect(line({ ...none, open: [...open], suppressed: 7, unlearned: 5 })).toEqual([
    'Not allowed  2 critical, 1 low, 7 more found no room, 5 are of places for which there is no room   merlon violations',
  ])
})
