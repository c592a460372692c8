import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWake } from '../../../agent/processes/wake.ts'
import { observation } from '../../support/observation.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const general = ['containers', 'listeners', 'processes']
const inspectors = [
  { domain: 'kubelet', processes: ['kubelet'] },
  { domain: 'controllerManager', processes: ['kube-controller-manager'] },
  { domain: 'files' },
] as const

function open() {
  const looks: string[][] = []
  const wake = openWake(inspectors, (domains) => void looks.push([...domains].sort()), { settle: 100, pause: 1000 })
  return { looks, start: (path: string) => wake.fresh(observation({ path })), wake }
}

test('a new program wakes what depends on processes, once for many', () => {
  const { looks, start } = open()
  for (let each = 0; each < 50; each += 1) start(`/bin/${each}`)
  expect(looks).toEqual([])
  vi.advanceTimersByTime(100)
  expect(looks).toEqual([general])
  start('/bin/x')
  vi.advanceTimersByTime(999)
  expect(looks).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(looks).toEqual([general, general])
})

test('a component wakes its own inspector, and does not wait for the pause', () => {
  const { looks, start } = open()
  start('/bin/x')
  vi.advanceTimersByTime(100)
  start('/bin/y')
  start('/usr/bin/kubelet')
  vi.advanceTimersByTime(100)
  expect(looks).toEqual([general, [...general, 'kubelet'].sort()])
  start('/usr/local/bin/kube-controller-manager')
  vi.advanceTimersByTime(100)
  expect(looks.at(-1)).toContain('controllerManager')
})

test('nothing comes behind its end', () => {
  const { looks, start, wake } = open()
  start('/bin/x')
  wake.stop()
  vi.advanceTimersByTime(5000)
  expect(looks).toEqual([])
})
