import { beforeEach, expect, test, vi } from 'vitest'
import { type HandshakeLimits, openHandshakes } from '../../../collector/api/handshakes.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

function open(limits: Partial<HandshakeLimits> = {}) {
  const handshakes = openHandshakes({ atOnce: 2, turn: 100, perAddress: 10, ...limits })
  const begun: string[] = []
  const enter = (name: string) => handshakes.enter(name.slice(0, 1), () => void begun.push(name))
  return { begun, enter }
}

test('so many begin at once; the next begins when one is done', () => {
  const { begun, enter } = open()
  const [leave] = ['a1', 'b1', 'c1', 'd1'].map(enter)
  expect(begun).toEqual(['a1', 'b1'])
  leave?.()
  expect(begun).toEqual(['a1', 'b1', 'c1'])
})

test('one that is slow lets another begin after its turn, and is counted once', () => {
  const { begun, enter } = open({ atOnce: 1 })
  const leave = enter('a1')
  enter('b1')
  enter('c1')
  vi.advanceTimersByTime(99)
  expect(begun).toEqual(['a1'])
  vi.advanceTimersByTime(1)
  expect(begun).toEqual(['a1', 'b1'])
  leave()
  leave()
  expect(begun).toEqual(['a1', 'b1'])
})

test('addresses take turns: one that asks often does not keep the others waiting', () => {
  const { begun, enter } = open({ atOnce: 1 })
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) enter(name)
  vi.advanceTimersByTime(600)
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

test('of one address only so many are under way, slow ones too; others pass', () => {
  const { begun, enter } = open({ perAddress: 2 })
  const [leave] = ['a1', 'a2', 'a3', 'b1'].map(enter)
  vi.advanceTimersByTime(1000)
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  leave?.()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
})

test('whoever leaves before its turn has none', () => {
  const { begun, enter } = open({ atOnce: 1 })
  const [, leave] = ['a1', 'a2', 'a3'].map(enter)
  leave?.()
  vi.advanceTimersByTime(1000)
  expect(begun).toEqual(['a1', 'a3'])
})

test('one that ends while it begins gives its place back', () => {
  const handshakes = openHandshakes({ atOnce: 1, turn: 100, perAddress: 1 })
  const begun: number[] = []
  const enter = (at: number) => {
    const leave = handshakes.enter('a', () => {
      begun.push(at)
      queueMicrotask(() => leave())
    })
  }
  for (const at of [1, 2, 3]) enter(at)
  return Promise.resolve().then(() => vi.waitFor(() => expect(begun).toEqual([1, 2, 3])))
})
