import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cpusOf, findTracefs, foreignPids } from '../../../../agent/host/trace/place.ts'
import { makeHost } from '../../../support/host.ts'

const usual = '30 25 0:12 / /sys/kernel/tracing rw,nosuid shared:9 - tracefs tracefs rw'
const other = '31 25 0:12 / /mnt/trace rw - tracefs tracefs rw'
const none = '32 25 0:13 / /sys/kernel/debug rw - debugfs debugfs rw'

test.each([
  ['at its usual place', `${none}\n${other}\n${usual}\n`, { status: 'observed', value: '/sys/kernel/tracing' }],
  ['elsewhere', `${none}\n${other}\n`, { status: 'observed', value: '/mnt/trace' }],
  ['nowhere', `${none}\n`, { status: 'absent', reason: 'tracefs is not mounted at /sys/kernel/tracing' }],
])('tracefs %s', (_, table, expected) => {
  const file = join(makeHost({}), 'mountinfo')
  writeFileSync(file, table)
  expect(findTracefs(file)).toEqual(expected)
})

test('a table of mounts that is not there', () => {
  expect(findTracefs('/nonexistent/mountinfo').status).toBe('absent')
})

test('only the ids of the first namespace are those of the events', () => {
  expect(foreignPids({ status: 'observed', value: 'pid:[4026531836]' })).toBeUndefined()
  expect(foreignPids({ status: 'observed', value: 'pid:[4026532456]' })).toMatch(/not the machine’s own/)
  expect(foreignPids({ status: 'denied', reason: 'permission denied' })).toMatch(/cannot be read/)
})

test('CPUs by number, whatever else stands there', () => {
  expect(cpusOf(['cpu10', 'cpu2', 'cpu', 'cpux', 'stats', 'cpu0'])).toEqual([0, 2, 10])
})
