import { expect, test, vi } from 'vitest'
import { preferring } from '../../../collector/store/reads.ts'
import { PageTokenError, type ReadStore, StoreError } from '../../../collector/store/store.ts'

/** A store whose answers say whose they are. */
function storeOf(name: string, fail?: Error): ReadStore {
  const answer = async (...given: unknown[]) => {
    if (fail) throw fail
    return [name, ...given]
  }
  return { nodes: answer, findings: answer, clusters: answer } as unknown as ReadStore
}

test('the first is asked while it can be used, with all that is given', async () => {
  let usable = true
  const failed = vi.fn()
  const reads = preferring({ first: storeOf('replica'), other: storeOf('primary'), usable: () => usable, failed })
  expect(await reads.findings('c', { pageSize: 3 })).toEqual(['replica', 'c', { pageSize: 3 }])
  usable = false
  expect(await reads.findings('c', { pageSize: 3 })).toEqual(['primary', 'c', { pageSize: 3 }])
  expect(await reads.clusters()).toEqual(['primary'])
  expect(failed).not.toHaveBeenCalled()
})

test.each([new StoreError('away'), new Error('relation "nodes" does not exist')])(
  'the other answers where it does not (%s), and that is told',
  async (error) => {
    const failed = vi.fn()
    const reads = preferring({
      first: storeOf('replica', error),
      other: storeOf('primary'),
      usable: () => true,
      failed,
    })
    expect(await reads.nodes('c')).toEqual(['primary', 'c'])
    expect(failed.mock.calls).toEqual([[error]])
  },
)

test.each([new PageTokenError('none'), new RangeError('1 to 1000')])(
  'a question that makes no sense (%s) is asked nobody else',
  async (error) => {
    const failed = vi.fn()
    const other = storeOf('primary')
    const reads = preferring({ first: storeOf('replica', error), other, usable: () => true, failed })
    await expect(reads.nodes('c')).rejects.toBe(error)
    expect(failed).not.toHaveBeenCalled()
  },
)
