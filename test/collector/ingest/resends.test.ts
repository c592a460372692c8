import { expect, test } from 'vitest'
import { openResends, type Resend } from '../../../collector/ingest/resends.ts'

test('so many at once, the others in their order', async () => {
  const resends = openResends(2)
  const order: number[] = []
  const all = [0, 1, 2, 3].map((at) => {
    const resend = resends.enter()
    void resend.turn.then(() => order.push(at))
    return resend
  })
  expect(all.map(({ now }) => now)).toEqual([true, true, false, false])
  expect(resends.counts()).toEqual({ sending: 2, waiting: 2 })
  all[1]?.leave()
  await all[2]?.turn
  expect(order).toEqual([0, 1, 2])
  all[0]?.leave()
  await all[3]?.turn
  expect(order).toEqual([0, 1, 2, 3])
})

test('who leaves while waiting does not take a place, and leaving twice gives none back twice', async () => {
  const resends = openResends(1)
  const [first, second, third, fourth] = [resends.enter(), resends.enter(), resends.enter(), resends.enter()] as [
    Resend,
    Resend,
    Resend,
    Resend,
  ]
  second.leave()
  first.leave()
  first.leave()
  await third.turn
  expect(resends.counts()).toEqual({ sending: 1, waiting: 1 })
  third.leave()
  await fourth.turn
  fourth.leave()
  expect(resends.counts()).toEqual({ sending: 0, waiting: 0 })
  expect(resends.enter().now).toBe(true)
})
