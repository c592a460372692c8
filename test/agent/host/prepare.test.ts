import { expect, test } from 'vitest'
import { ringSize } from '../../../agent/host/prepare.ts'

test.each([
  [0, 4096],
  [1, 4096],
  [2, 4096],
  [16, 4096],
  [32, 2048],
  [128, 512],
  [512, 256],
])('on %d CPUs each has %d KiB of ring', (cpus, kibibytes) => {
  expect(ringSize(cpus)).toBe(kibibytes)
})
