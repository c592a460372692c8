import { expect, test } from 'vitest'
import { openContainerReport } from '../../../agent/processes/containers.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { inPod, observation } from '../../support/observation.ts'

function open() {
  const events: Omit<EventMessage, 'seq'>[] = []
  const report = openContainerReport({
    append: (event) => void events.push(event),
    nameOf: async () => ({ namespace: 'shop', pod: 'web-0', container: 'app' }),
    imageOf: () => 'registry/app:1',
  })
  const told = () => events.splice(0).map(({ container }) => [container?.state, container?.place?.container])
  return { report, told }
}

test('the first process of a container is its start, the last its end', async () => {
  const { report, told } = open()
  report.started(inPod())
  report.started(inPod({ pid: 51 }))
  expect(told()).toEqual([['started', 'app']])
  await report.look(new Set(['c1']), 1000)
  expect(told()).toEqual([])
  await report.look(new Set(), 2000)
  await report.look(new Set(), 3000)
  expect(told()).toEqual([['ended', 'app']])
})

test('one that ran already, and one into which somebody is called, was not seen to start', () => {
  const { report, told } = open()
  report.started(inPod(), true)
  report.started(inPod({ session: true, place: { place: 'pod', unit: '', pod: 'uid-1', container: 'c2' } }))
  expect(told()).toEqual([
    ['running', 'app'],
    ['running', 'app'],
  ])
})

test('one without a name is told at the next look, with the name that it has then; so is one that is gone by then', async () => {
  const { report, told } = open()
  report.started(inPod({}, false))
  expect(told()).toEqual([])
  await report.look(new Set(), 1000)
  expect(told()).toEqual([
    ['started', 'app'],
    ['ended', 'app'],
  ])
})

test('processes of the host, and containers of no pod, are none', async () => {
  const { report, told } = open()
  report.started(observation())
  report.started(observation({ place: { place: 'host', unit: '', pod: '', container: 'c1' } }))
  await report.look(new Set(), 1000)
  expect(told()).toEqual([])
})
