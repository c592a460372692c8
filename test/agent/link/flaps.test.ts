import { expect, test } from 'vitest'
import type { Look } from '../../../agent/inspect/observe.ts'
import { openFlaps } from '../../../agent/link/flaps.ts'
import type { NewEvent } from '../../../agent/link/spool.ts'
import { fromTimestamp } from '../../../proto/timestamp.ts'

function look(hash: string, time = 0, domain: Look['domain'] = 'ssh'): Look {
  const recording = { files: new Set<string>(), directories: new Set<string>(), linked: new Set<string>() }
  return { domain, hash, time, recording, bytes: Buffer.of(), status: 'observed' }
}

function tracker(...looks: Look[]) {
  const events: NewEvent[] = []
  const flaps = openFlaps(looks, (event) => void events.push(event))
  const told = () =>
    events.splice(0).map(({ time, flap }) => {
      const hash = Buffer.from(flap?.hash ?? []).toString('hex')
      return `${flap?.domain} ${hash} ${fromTimestamp(time)}-${fromTimestamp(flap?.until)}`
    })
  return { told, away: (each: Look) => flaps.changed(each, false), ...flaps }
}

test('a state that came and went is told when the domain is back', () => {
  const { away, told } = tracker(look('aa'))
  away(look('bb', 1000))
  expect(told()).toEqual([])
  away(look('aa', 5000))
  expect(told()).toEqual(['ssh bb 1000-5000'])
})

test('each state on the way is told, and each domain is by itself', () => {
  const { away, told } = tracker(look('aa'), look('aa', 0, 'files'))
  away(look('bb', 1000))
  away(look('bb', 1500, 'files'))
  away(look('cc', 2000))
  away(look('aa', 3000))
  expect(told()).toEqual(['ssh bb 1000-2000', 'ssh cc 2000-3000'])
  away(look('bb', 4000))
  away(look('aa', 4500))
  expect(told()).toEqual(['ssh bb 4000-4500'])
})

test('what the collector hears of anyway is not told', () => {
  const { away, changed, connected, told } = tracker(look('aa'))
  changed(look('bb'), true)
  changed(look('aa'), true)
  away(look('cc', 1000))
  // It is told the state that is now, and from there it counts anew.
  connected()
  away(look('aa', 2000))
  expect(told()).toEqual([])
  away(look('cc', 3000))
  expect(told()).toEqual(['ssh aa 2000-3000'])
})

test('a domain that is first seen while nobody hears is no change', () => {
  const { away, told } = tracker()
  away(look('aa', 1000))
  away(look('bb', 2000))
  away(look('aa', 3000))
  expect(told()).toEqual(['ssh bb 2000-3000'])
})

test('what is remembered of one domain is bounded', () => {
  const { away, told } = tracker(look('aa'))
  for (let time = 1; time <= 1000; time += 1) away(look(time % 2 ? 'bb' : 'cc', time))
  away(look('aa', 2000))
  expect(told()).toHaveLength(16)
})
