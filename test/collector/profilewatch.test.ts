import { expect, test } from 'vitest'
import { openProfileWatch } from '../../collector/profilewatch.ts'
import type { Store } from '../../collector/store/store.ts'
import { eventually } from '../support/collector.ts'

type Profiles = Awaited<ReturnType<Store['profiles']>>

/** A watch over profiles that the test chooses, by id and version. */
function open() {
  let versions: Record<string, number> = {}
  let broken = false
  const heard: string[] = []
  const warned: object[] = []
  const watch = openProfileWatch({
    store: {
      profiles: async (clusterId) => {
        if (broken) throw new Error('no database')
        const all = Object.entries(versions).map(([id, version]) => ({ clusterId, id, version }))
        return all as unknown as Profiles
      },
    },
    changed: (clusterId, id) => void heard.push(`${clusterId} ${id}`),
    log: { warn: (fields) => void warned.push(fields) },
  })
  return {
    ...{ heard, warned },
    break: (is: boolean) => void (broken = is),
    /** Looks after the profiles became these; `count`: changes to wait for. */
    look: async (now: Record<string, number>, count: number, clusterId = 'c') => {
      versions = now
      heard.length = 0
      watch.look(clusterId)
      await eventually(
        () => heard.length + warned.length,
        (length) => length >= count,
      )
      return heard.toSorted()
    },
  }
}

test('tells of the profiles that are new, changed or gone, and of no other', async () => {
  const { look } = open()
  expect(await look({ a: 1, b: 1 }, 2)).toEqual(['c a', 'c b'])
  expect(await look({ a: 2, b: 1 }, 1)).toEqual(['c a'])
  expect(await look({ b: 1, d: 1 }, 2)).toEqual(['c a', 'c d'])
})

test('each cluster has versions of its own', async () => {
  const { look } = open()
  await look({ a: 1 }, 1, 'east')
  expect(await look({ a: 1 }, 1, 'west')).toEqual(['west a'])
})

test('what changed while the database was away is told when it is back', async () => {
  const watch = open()
  await watch.look({ a: 1 }, 1)
  watch.break(true)
  expect(await watch.look({ a: 2 }, 1)).toEqual([])
  expect(watch.warned).toEqual([{ reason: 'no database' }])
  watch.break(false)
  expect(await watch.look({ a: 2 }, 2)).toEqual(['c a'])
})
