import { expect, test, vi } from 'vitest'
import { serveUntil } from '../../../collector/cli/collector.ts'

function collector(left: readonly string[] = []) {
  const given = { stop: vi.fn(async () => left) }
  const options = { log: { info: vi.fn(), error: vi.fn() } as never, exit: vi.fn() }
  return { given, options }
}

const never = () => new Promise<never>(() => undefined)

test('it serves until it is told to stop, and stops then', async () => {
  const { given, options } = collector()
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  const announce = vi.fn(async () => undefined)
  const serving = serveUntil(stopped, given, { ...options, announce })
  await new Promise(setImmediate)
  expect(given.stop).not.toHaveBeenCalled()
  resolve()
  expect(await serving).toBe(0)
  expect(announce).toHaveBeenCalledTimes(1)
  expect(given.stop).toHaveBeenCalledTimes(1)
  expect(options.exit).not.toHaveBeenCalled()
})

test('one that could not say that it runs is stopped too: nobody would be left to do it', async () => {
  const { given, options } = collector()
  const failure = new Error('the database does not answer')
  const announce = () => Promise.reject(failure)
  await expect(serveUntil(never(), given, { ...options, announce })).rejects.toBe(failure)
  expect(given.stop).toHaveBeenCalledTimes(1)
})

test('one that is told to stop while it says that it runs stops', async () => {
  const { given, options } = collector()
  expect(await serveUntil(Promise.resolve(), given, { ...options, announce: never })).toBe(0)
  expect(given.stop).toHaveBeenCalledTimes(1)
})

test('where a part did not end the process ends at once, with a code of its own', async () => {
  const { given, options } = collector(['judging'])
  await serveUntil(Promise.resolve(), given, { ...options, announce: async () => undefined })
  expect(options.exit).toHaveBeenCalledWith(3)
})
