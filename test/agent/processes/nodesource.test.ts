import { expect, onTestFinished, test } from 'vitest'
import { removeTrace } from '../../../agent/host/prepare.ts'
import { openNodeSource } from '../../../agent/processes/nodesource.ts'
import { makeHost } from '../../support/host.ts'
import { openTracefs } from '../../support/tracefs.ts'

const tracefs = await openTracefs()
if (typeof tracefs === 'string') console.warn(`not run: ${tracefs}`)
const at = typeof tracefs === 'string' ? '' : tracefs.directory

test.skipIf(typeof tracefs === 'string')(
  'the instance that it made is taken away at its end; one that was there stays, and went on meanwhile',
  () => {
    const instance = `merlon-test-${process.pid}-n`
    onTestFinished(() => void removeTrace(at, instance))
    const place = { tracefs: { status: 'observed', value: at } as const, instance }
    const open = () => openNodeSource({ prefix: '/', mebibytes: 1, place })
    const first = open()
    const second = open()
    expect([first.source, second.source]).toEqual(['events', 'unavailable'])
    expect([first.continued, second.continued]).toEqual([false, false])
    expect(second.reason).toContain('another Merlon')
    second.remove()
    first.trace?.close()
    const third = open()
    expect([third.source, third.continued]).toEqual(['events', true])
    third.trace?.close()
    third.remove()
    const fourth = open()
    expect(fourth.continued).toBe(true)
    fourth.trace?.close()
    first.remove()
    const fifth = open()
    expect([fifth.source, fifth.continued]).toEqual(['events', false])
    fifth.trace?.close()
  },
)

test('the files of a node that does not run here have no processes that start', () => {
  const prefix = makeHost({ processes: [{ pid: 7, exe: '/bin/x', argv: ['x'] }] })
  expect(openNodeSource({ prefix, mebibytes: 0 })).toMatchObject({
    ...{ source: 'unavailable', reason: `${prefix}/proc is not that of a running machine`, continued: false },
  })
})
