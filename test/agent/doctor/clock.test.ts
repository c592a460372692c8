import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkClock } from '../../../agent/doctor/clock.ts'
import { startCollector, temporary } from '../../support/collector.ts'
import { freePort } from '../../support/port.ts'

const hour = 3_600_000

async function place() {
  const { address, state } = await startCollector()
  return { collector: address, ca: join(state, 'tls/trust.crt') }
}

test('clocks that agree are well, and need no certificate to be compared', async () => {
  expect(await checkClock(await place())).toMatchObject({ name: 'clock', status: 'ok', advice: '' })
})

test.each([
  ['behind', -hour],
  ['before', hour],
])('a clock an hour %s is told', async (word, offset) => {
  const check = await checkClock(await place(), () => Date.now() + offset)
  expect(check).toMatchObject({ status: 'warn', advice: expect.stringMatching(/NTP/) })
  expect(check.text).toMatch(new RegExp(`^3[56]\\d\\d seconds ${word} `))
})

test('without a collector nothing is known of its clock', async () => {
  const { ca } = await place()
  expect(await checkClock({ collector: `127.0.0.1:${await freePort()}`, ca })).toMatchObject({ status: 'unknown' })
  expect(await checkClock({ collector: '127.0.0.1:1', ca: join(temporary(), 'none') })).toMatchObject({
    status: 'unknown',
  })
})
