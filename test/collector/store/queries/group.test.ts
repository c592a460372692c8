import { setTimeout } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { NotAloneError, writeTogether, written } from '../../../../collector/store/queries/group.ts'
import type { Database } from '../../../../collector/store/queries/transaction.ts'
import type { Tables } from '../../../../collector/store/schema.ts'
import { StoreDialect } from '../../../../collector/store/sqlite-driver.ts'
import { columnTypes } from '../memory.ts'

const x = { clusterId: 'x' }

/** A database that notes how its transactions begin and end. */
async function noting() {
  const noted: string[] = []
  const dialect = new StoreDialect(new BetterSqlite(':memory:', { verbose: (text) => noted.push(String(text)) }))
  const db = new Kysely<Tables>({ dialect })
  await migrate(db, columnTypes)
  noted.splice(0)
  const names = async () =>
    (await db.selectFrom('clusters').select('name').orderBy('name').execute()).map((r) => r.name)
  const transactions = () => noted.filter((text) => /^(begin|commit|rollback$)/.test(text))
  return { db, names, transactions }
}

const put = (name: string) => async (transaction: Database) => {
  await transaction.insertInto('clusters').values({ cluster_id: name, name, sequence: 0 }).execute()
  return name
}

const fails = (name: string) => async (transaction: Database) => {
  await put(name)(transaction)
  throw new Error(`no ${name}`)
}

/** As an engine says that another transaction came first. */
const conflict = () => Object.assign(new Error('conflict'), { code: '40001' })

test('writes that are asked for together share one transaction, in their order', async () => {
  const { db, names, transactions } = await noting()
  expect(await Promise.all(['a', 'b', 'c'].map((name) => writeTogether(db, x, put(name))))).toEqual(['a', 'b', 'c'])
  expect(transactions()).toEqual(['begin immediate', 'commit'])
  expect(await names()).toEqual(['a', 'b', 'c'])
})

test('who comes while one is under way is in it; nobody is told before it is durable', async () => {
  const { db, transactions } = await noting()
  let second: Promise<unknown> | undefined
  const seen: string[][] = []
  const first = writeTogether(db, x, async (transaction) => {
    second = writeTogether(db, x, put('b')).then(() => seen.push(transactions()))
    return put('a')(transaction)
  }).then(() => seen.push(transactions()))
  await first
  await second
  expect(seen).toEqual([
    ['begin immediate', 'commit'],
    ['begin immediate', 'commit'],
  ])
})

test('only a few run at the same time: who comes meanwhile does not wait for all of a large group', async () => {
  const { db } = await noting()
  const running = new Set<number>()
  let most = 0
  const slow = (at: number) => async () => {
    running.add(at)
    most = Math.max(most, running.size)
    await setTimeout(1)
    running.delete(at)
  }
  const asked = Array.from({ length: 60 }, (_, at) => writeTogether(db, { ...x, nodeId: `n${at}` }, slow(at)))
  await Promise.all(asked)
  expect(most).toBe(8)
})

test.each([0, 1, 2])('one that fails (the %ith of three) fails alone, and leaves nothing', async (bad) => {
  const { db, names } = await noting()
  const asked = ['a', 'b', 'c'].map((name, at) => writeTogether(db, x, at === bad ? fails(name) : put(name)))
  const settled = await Promise.allSettled(asked)
  expect(settled.map((each) => each.status)).toEqual([0, 1, 2].map((at) => (at === bad ? 'rejected' : 'fulfilled')))
  expect(await names()).toEqual(['a', 'b', 'c'].filter((_, at) => at !== bad))
})

test('what the engine gave up for another transaction is done again as a whole', async () => {
  const { db, names } = await noting()
  let conflicts = 3
  const unlucky = async (transaction: Database) => {
    const value = await put('b')(transaction)
    if (conflicts-- > 0) throw conflict()
    return value
  }
  expect(await Promise.all([writeTogether(db, x, put('a')), writeTogether(db, x, unlucky)])).toEqual(['a', 'b'])
  expect(await names()).toEqual(['a', 'b'])
})

test('but not for ever', async () => {
  const { db, names } = await noting()
  let tried = 0
  const unlucky = async () => {
    tried += 1
    throw conflict()
  }
  const settled = await Promise.allSettled([writeTogether(db, x, put('a')), writeTogether(db, x, unlucky)])
  expect(settled.map((each) => each.status)).toEqual(['fulfilled', 'rejected'])
  expect(tried).toBeLessThan(50)
  expect(await names()).toEqual(['a'])
})

test('a write that ends the transaction of all does not end the others', async () => {
  const { db, names } = await noting()
  // As a full disk does.
  const ends = async (transaction: Database) => {
    await sql`rollback`.execute(transaction)
    throw new Error('no room')
  }
  const settled = await Promise.allSettled<unknown>(
    [put('a'), ends, put('c')].map((work) => writeTogether<unknown>(db, x, work)),
  )
  expect(settled.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await names()).toEqual(['a', 'c'])
})

test('a database that cannot begin answers everyone', async () => {
  const { db } = await noting()
  await db.destroy()
  const settled = await Promise.allSettled([writeTogether(db, x, put('a')), writeTogether(db, x, put('b'))])
  expect(settled.map((each) => each.status)).toEqual(['rejected', 'rejected'])
})

test('closing waits for what was asked for', async () => {
  const { db, names } = await noting()
  void writeTogether(db, x, async (transaction) => {
    await setTimeout(20)
    return put('a')(transaction)
  })
  await written(db)
  expect(await names()).toEqual(['a'])
})

const ofNode = (nodeId: string) => ({ clusterId: 'x', nodeId })

test('writes of different nodes run at the same time, those of one node one after the other', async () => {
  const { db, names, transactions } = await noting()
  const told: string[] = []
  const noted = (name: string) => async (transaction: Database) => {
    told.push(`${name} begins`)
    await put(name)(transaction)
    await transaction.selectFrom('clusters').select('name').execute()
    told.push(`${name} ends`)
  }
  const scopes = [
    ['a', ofNode('1')],
    ['b', ofNode('2')],
    ['c', ofNode('1')],
    ['d', x],
    ['e', ofNode('2')],
  ] as const
  await Promise.all(scopes.map(([name, scope]) => writeTogether(db, scope, noted(name))))
  const at = (text: string) => told.indexOf(text)
  expect(at('b begins')).toBeLessThan(at('a ends'))
  for (const [first, next] of ['ac', 'bc', 'cd', 'de']) expect(at(`${first} ends`)).toBeLessThan(at(`${next} begins`))
  expect(transactions()).toEqual(['begin immediate', 'commit'])
  expect(await names()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test.each([0, 1, 2])('of writes that run at the same time one that fails (the %ith) fails alone', async (bad) => {
  const { db, names } = await noting()
  const work = ['a', 'b', 'c'].map((name, at) => writeTogether(db, ofNode(name), at === bad ? fails(name) : put(name)))
  const settled = await Promise.allSettled(work)
  expect(settled.map((each) => each.status)).toEqual([0, 1, 2].map((at) => (at === bad ? 'rejected' : 'fulfilled')))
  expect(await names()).toEqual(['a', 'b', 'c'].filter((_, at) => at !== bad))
})

test('one that is refused before it wrote costs the others nothing', async () => {
  const { db, names, transactions } = await noting()
  const refused = async (transaction: Database) => {
    await transaction.selectFrom('clusters').select('name').execute()
    throw new Error('stale')
  }
  const scopes = [ofNode('1'), ofNode('2'), x]
  const settled = await Promise.allSettled<unknown>([
    writeTogether(db, ofNode('0'), put('a')),
    ...scopes.map((scope) => writeTogether(db, scope, refused)),
    writeTogether(db, ofNode('3'), put('b')),
  ])
  expect(settled.map((each) => each.status === 'fulfilled')).toEqual([true, false, false, false, true])
  expect(transactions()).toEqual(['begin immediate', 'commit'])
  expect(await names()).toEqual(['a', 'b'])
})

test('one that has to be alone is, after the others, in the same transaction', async () => {
  const { db, names, transactions } = await noting()
  const seen: string[][] = []
  const alone = async (transaction: Database, isAlone: boolean) => {
    const rows = await transaction.selectFrom('clusters').select('name').orderBy('name').execute()
    seen.push(rows.map((row) => row.name))
    if (!isAlone) throw new NotAloneError('others run')
    return put('b')(transaction)
  }
  const work = [put('a'), alone, put('c')].map((each, at) => writeTogether(db, ofNode(String(at)), each))
  expect(await Promise.all(work)).toEqual(['a', 'b', 'c'])
  expect(seen).toHaveLength(2)
  expect(seen[1]).toEqual(['a', 'c'])
  expect(transactions()).toEqual(['begin immediate', 'commit'])
  expect(await names()).toEqual(['a', 'b', 'c'])
})
