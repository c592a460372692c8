import { expect, test } from 'vitest'
import { answered } from '../../../agent/inspect/answered.ts'
import { DoesNotLoad, Unreadable } from '../../../agent/inspect/kubelet/sourced.ts'

const thrown = (error: Error) => answered(() => Promise.reject(error))

test('what is worked out, what does not load, what cannot be read, and a bug', async () => {
  expect(await answered(async () => 5)).toEqual({ status: 'observed', value: 5 })
  expect(await thrown(new DoesNotLoad('file /x:1: no'))).toEqual({
    status: 'failed',
    reason: 'does not load: file /x:1: no',
  })
  expect(await thrown(new Unreadable('denied', '/x: permission denied'))).toEqual({
    status: 'denied',
    reason: '/x: permission denied',
  })
  await expect(thrown(new TypeError('a bug'))).rejects.toThrow('a bug')
})
