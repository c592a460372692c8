import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { burstLimits } from '../../../agent/audit/bursts.ts'
import { watchAuditLog } from '../../../agent/audit/watch.ts'
import { absent, denied, type Look, seen } from '../../../agent/host/look.ts'
import { openRoot } from '../../../agent/host/root.ts'
import { checkEvents } from '../../../collector/ingest/events.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { auditLine } from '../../support/auditlog.ts'
import { temporary } from '../../support/collector.ts'

async function open(place: Look<string> = seen('/audit.log')) {
  const prefix = temporary()
  const file = join(prefix, 'audit.log')
  writeFileSync(file, '')
  const events: EventMessage[] = []
  const state = { place }
  const watch = watchAuditLog({
    open: () => openRoot(prefix),
    locate: async () => state.place,
    append: (event) => void events.push({ ...event, seq: events.length + 1 }),
    limits: { ...burstLimits, threshold: 3 },
    // Only what a test asks for.
    interval: 2 ** 30,
  })
  onTestFinished(() => watch.stop())
  await watch.relocate()
  return { prefix, file, events, state, watch }
}

const lines = (count: number, over: Readonly<Record<string, unknown>> = {}) =>
  Array.from({ length: count }, (_, at) => `${auditLine({ ...over, auditID: `${at}` })}\n`).join('')

test('a burst is told once with the log that it stands in, and nothing of what was asked in detail', async () => {
  const { file, events, watch } = await open()
  const secret = { requestObject: { data: { password: 'hunter2' } } }
  appendFileSync(file, lines(5, secret) + lines(2, { user: { username: 'bob' } }))
  await watch.step()
  expect(watch.degraded()).toEqual([])
  await watch.stop()
  expect(events).toMatchObject([
    { audit: { code: 403, user: 'eve', source: '10.0.0.9', count: 5, path: '/audit.log' } },
  ])
  expect(JSON.stringify(events)).not.toContain('hunter2')
  expect(checkEvents(events)).toHaveLength(1)
})

test('where there is no log, nothing is watched and nothing is wrong', async () => {
  const { watch, events } = await open(absent)
  await watch.step()
  expect(watch.degraded()).toEqual([])
  await watch.stop()
  expect(events).toEqual([])
})

test('a log that cannot be found or read is said', async () => {
  const { watch, state, prefix } = await open(denied('command line of process 7: permission denied'))
  expect(watch.degraded()).toEqual(['audit log: command line of process 7: permission denied'])
  mkdirSync(join(prefix, 'directory'))
  state.place = seen('/directory')
  await watch.relocate()
  expect(watch.degraded()).toEqual(['audit log: /directory: is no regular file'])
})

test('the same log is followed on when the API server is looked for again; another one from then on', async () => {
  const { file, events, watch, state, prefix } = await open()
  appendFileSync(file, lines(2))
  await watch.relocate()
  appendFileSync(file, lines(2, { requestReceivedTimestamp: '2026-11-21T10:00:01.000000Z' }))
  await watch.step()
  writeFileSync(join(prefix, 'other.log'), lines(9))
  state.place = seen('/other.log')
  await watch.relocate()
  expect(events).toMatchObject([{ audit: { count: 4, path: '/audit.log' } }])
  appendFileSync(join(prefix, 'other.log'), lines(3, { user: { username: 'bob' }, requestReceivedTimestamp: 'later' }))
  await watch.stop()
  expect(events.slice(1)).toMatchObject([{ audit: { user: 'bob', count: 3, path: '/other.log' } }])
})

test('lines that are no JSON are said', async () => {
  const { file, watch } = await open()
  appendFileSync(file, '2026-11-21T10:00:00Z AUDIT: id="x" response="403"\n')
  await watch.step()
  expect(watch.degraded()).toEqual(['audit log: has lines that are no JSON: refusals in them are not counted'])
})
