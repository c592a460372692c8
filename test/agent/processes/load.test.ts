import { expect, test } from 'vitest'
import { openLoad } from '../../../agent/processes/load.ts'

test('windows are twice as long while a ceiling is passed, and back step by step', () => {
  const usage = { cpu: 0, memory: 0, time: 0 }
  const measure = openLoad({ cpuPercent: 50, memoryMebibytes: 100 }, () => ({ ...usage }))
  const after = (cpu: number, mebibytes: number) => {
    usage.cpu += cpu
    usage.time += 10
    usage.memory = mebibytes * 1024 * 1024
    return measure()
  }
  expect(after(1, 50)).toEqual({ stretch: 1, reason: '' })
  expect(after(6, 50)).toEqual({
    stretch: 2,
    reason: 'starts are told 2 times less often: the agent uses 60 % of a CPU, more than 50 %',
  })
  expect(after(1, 200)).toEqual({
    stretch: 4,
    reason: 'starts are told 4 times less often: the agent uses 200 MiB of memory, more than 100',
  })
  for (let each = 0; each < 10; each += 1) after(9, 200)
  expect(after(9, 200).stretch).toBe(16)
  expect(after(1, 50).reason).toBe('starts are told 8 times less often: the agent used too much')
  expect([after(1, 50), after(1, 50), after(1, 50), after(1, 50)].map(({ stretch }) => stretch)).toEqual([4, 2, 1, 1])
})
