import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openState, stateBytes } from '../../../../agent/link/spool/state.ts'
import { memoryStorage } from '../../../../agent/link/spool/storage.ts'

const first = { spoolId: randomUUID(), synced: 7, acked: 5, lookedAt: 9 }
const second = { ...first, synced: 9, acked: 9 }

test('an empty file has no state', () => {
  expect(openState(memoryStorage(stateBytes)).read()).toBeUndefined()
})

test('the newest state counts after each restart', async () => {
  const storage = memoryStorage(stateBytes)
  await openState(storage).write(first)
  expect(openState(storage).read()).toEqual(first)
  await openState(storage).write(second)
  expect(openState(storage).read()).toEqual(second)
  await openState(storage).write(first)
  expect(openState(storage).read()).toEqual(first)
})

test('a write that was torn anywhere leaves the state before it', async () => {
  const storage = memoryStorage(stateBytes)
  await openState(storage).write(first)
  const before = storage.read(0, stateBytes)
  await openState(storage).write(second)
  const after = storage.read(0, stateBytes)
  const changed = [...after.keys()].filter((at) => after[at] !== before[at])
  for (const at of changed) {
    const torn = memoryStorage(stateBytes)
    torn.write(0, before)
    torn.write(0, after.subarray(0, at))
    expect(openState(torn).read()).toEqual(first)
  }
  expect(changed.length).toBeGreaterThan(20)
})

test('a damaged slot is no state, and a file that is too small is refused', async () => {
  const storage = memoryStorage(stateBytes)
  await openState(storage).write(first)
  const slot = storage.read(stateBytes / 2, 200)
  for (const at of [0, 9, 17, 22, 30]) {
    const damaged = memoryStorage(stateBytes)
    damaged.write(stateBytes / 2, slot)
    damaged.write(stateBytes / 2 + at, Buffer.of((slot[at] ?? 0) ^ 1))
    expect(openState(damaged).read()).toBeUndefined()
  }
  expect(() => openState(memoryStorage(100))).toThrow('the state file has 100 bytes and needs 8192')
})
