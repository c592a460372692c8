import { expect, onTestFinished, test, vi } from 'vitest'
import { collectorSchema } from '../../../collector/config.ts'
import type { Following, StandbyDatabase } from '../../../collector/store/postgres-standby.ts'
import { followStandby, mostBehind, openReadReplica } from '../../../collector/store/readreplica.ts'
import { type ReadStore, type Store, StoreError } from '../../../collector/store/store.ts'
import { silent, temporary } from '../../support/collector.ts'

/** A standby as the test says, and what is read of it. */
async function following(first: Following | Promise<Following> | Error = { standby: true, behindMilliseconds: 10 }) {
  let now: Following | Promise<Following> | Error = first
  let version = 1
  let clock = 0
  let broken: Error | undefined
  const nodes = async () => {
    if (broken) throw broken
    return ['replica']
  }
  const standby: StandbyDatabase = {
    name: 'db-b:5432/merlon',
    reads: { nodes } as unknown as ReadStore,
    following: async () => {
      if (now instanceof Error) throw now
      return now
    },
    versions: async () => [{ clusterId: 'c', topic: 'history', version }],
    close: vi.fn(async () => undefined),
  }
  const said: string[] = []
  const say = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`)
  const [changed, fellBack] = [vi.fn(), vi.fn()]
  const replica = followStandby(standby, {
    ...{ primary: { nodes: async () => ['primary'] } as unknown as Store, changed, fellBack, every: 0, limit: 20 },
    ...{ log: { info: say, warn: say }, now: () => clock },
  })
  onTestFinished(() => replica.stop())
  await replica.look()
  return {
    ...{ replica, said, changed, fellBack, standby },
    follow: (next: Following | Promise<Following> | Error) => {
      now = next
      return replica.look()
    },
    break: (error: Error | undefined) => {
      broken = error
    },
    write: () => {
      version += 1
    },
    pass: (milliseconds: number) => {
      clock += milliseconds
    },
    read: () => replica.reads.nodes('c') as unknown as Promise<string[]>,
  }
}

test('it is read from while it follows closely, and how far behind it may be grows until the next look', async () => {
  const { replica, read, pass, said } = await following({ standby: true, behindMilliseconds: 700 })
  expect(await read()).toEqual(['replica'])
  expect(replica.state()).toEqual({ used: true, behindMilliseconds: 700 })
  pass(900)
  expect(replica.state()).toEqual({ used: true, behindMilliseconds: 1600 })
  expect(said).toEqual(['reports are read from the replica {"replica":"db-b:5432/merlon"}'])
})

test.each<[string, Following, string]>([
  ['one that takes writes itself', { standby: false }, 'it follows no other server'],
  ['one that has nothing yet', { standby: true }, 'it has no transaction of the primary yet'],
])('how far behind %s is, is not known', async (_name, given, why) => {
  const { replica, read } = await following(given)
  expect(await read()).toEqual(['replica'])
  expect(replica.state()).toEqual({ used: true, reason: why })
})

test('the primary is read while it is too far behind', async () => {
  const { replica, read, follow, said, fellBack } = await following({ standby: true, behindMilliseconds: mostBehind })
  expect(await read()).toEqual(['replica'])
  await follow({ standby: true, behindMilliseconds: 90_000 })
  expect(await read()).toEqual(['primary'])
  expect(replica.state()).toEqual({ used: false, reason: 'it is 90 seconds behind' })
  await follow({ standby: true, behindMilliseconds: 0 })
  expect(await read()).toEqual(['replica'])
  expect(said.map((each) => each.split(' {')[0])).toEqual([
    'reports are read from the replica',
    'reports are read from the primary',
    'reports are read from the replica',
  ])
  expect(fellBack).not.toHaveBeenCalled()
})

test('a read that fails is answered by the primary, as are all others until it was left alone for a while', async () => {
  const { replica, read, follow, pass, said, fellBack, ...given } = await following()
  given.break(new StoreError('the database db-b:5432/merlon is not reached'))
  expect(await read()).toEqual(['primary'])
  expect(fellBack).toHaveBeenCalledTimes(1)
  given.break(undefined)
  const well = { standby: true, behindMilliseconds: 5 }
  await follow(well)
  expect(await read()).toEqual(['primary'])
  expect(replica.state()).toEqual({ used: false, reason: 'the database db-b:5432/merlon is not reached' })
  pass(30_000)
  await follow(well)
  expect(await read()).toEqual(['replica'])
  expect(fellBack).toHaveBeenCalledTimes(1)
  expect(said).toHaveLength(3)
})

test.each<[string, () => Error | Promise<Following>]>([
  ['cannot be reached', () => new StoreError('not reached')],
  ['does not answer', () => new Promise(() => undefined)],
])('one that %s is not read from', async (_name, given) => {
  const { replica, read, said } = await following(given())
  expect(await read()).toEqual(['primary'])
  expect(replica.state()).toMatchObject({ used: false, reason: expect.stringMatching(/^(not reached|.*not answer)$/) })
  // It never was: nothing changed.
  expect(said).toEqual([])
})

test('who waits for changes hears when they arrived there', async () => {
  const { changed, write, follow } = await following()
  const well = { standby: true, behindMilliseconds: 5 }
  await follow(well)
  expect(changed).not.toHaveBeenCalled()
  write()
  await follow(well)
  await follow(well)
  expect(changed).toHaveBeenCalledTimes(1)
})

test('without one all is read from the database; SQLite has none', async () => {
  const primary = { nodes: async () => [] } as unknown as Store
  const options = { primary, log: silent, changed: vi.fn(), fellBack: vi.fn() }
  const state = temporary()
  const none = openReadReplica(collectorSchema.parse({ state, database: 'postgres://u@h/d' }), options)
  expect([none.reads, none.state()]).toEqual([primary, undefined])
  await none.stop()
  const alone = collectorSchema.parse({ state, databaseReadUrl: 'postgres://u@h/d' })
  expect(() => openReadReplica(alone, options)).toThrow('SQLite has no replicas')
  const missing = collectorSchema.parse({ state, database: 'postgres://u@h/d', databaseReadUrlFile: `${state}/x` })
  expect(() => openReadReplica(missing, options)).toThrow('cannot be read: ENOENT')
  expect(() => collectorSchema.parse({ state, databaseReadUrl: 'postgres://u:secret@h/d' })).toThrow(
    'databaseReadUrlFile',
  )
})
