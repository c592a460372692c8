import { expect, test } from 'vitest'
import { openPlaceLosses } from '../../../agent/processes/placelosses.ts'
import { eventLimits } from '../../../proto/limits.ts'
import { observation } from '../../support/observation.ts'

const unit = (name: string) => ({ place: { place: 'host' as const, unit: name, pod: '', container: '' } })
const pod = { place: { place: 'pod' as const, unit: '', pod: 'u1', container: 'c1' } }
const unknown = { place: { place: 'unknown' as const, unit: '', pod: '', container: '' } }
const opened = () => openPlaceLosses((container) => (container === 'c1' ? 'img' : ''))

test('losses are counted by place, and told once', () => {
  const losses = opened()
  losses.add(observation({ ...unit('a.service'), pathSource: 'unresolved' }))
  losses.add(observation({ ...unit('a.service'), pathSource: 'unresolved', signals: ['exec-without-event-possible'] }))
  losses.add(observation({ ...pod, signals: ['exec-without-event'] }))
  expect(losses.take()).toMatchObject([
    { place: { place: 'host', unit: 'a.service' }, unresolved: 2, execWithoutEvent: 1 },
    { place: { place: 'pod', podUid: 'u1', containerId: 'c1', image: 'img' }, unresolved: 0, execWithoutEvent: 1 },
  ])
  expect(losses.take()).toEqual([])
})

test('what is known of, and what belongs nowhere, is no loss of a place', () => {
  const losses = opened()
  losses.add(observation({ ...pod, pathSource: 'late', signals: ['memfd'] }))
  losses.add(observation({ ...unknown, pathSource: 'unresolved' }))
  expect(losses.take()).toEqual([])
})

test('of more places than fit the rest is left to the node', () => {
  const losses = opened()
  for (let at = 0; at <= eventLimits.maxItems; at += 1)
    losses.add(observation({ ...unit(`u${at}.service`), pathSource: 'unresolved' }))
  losses.add(observation({ ...unit('u0.service'), pathSource: 'unresolved' }))
  const taken = losses.take()
  expect([taken.length, taken[0]?.unresolved]).toEqual([eventLimits.maxItems, 2])
})
