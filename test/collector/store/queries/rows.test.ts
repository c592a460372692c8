import { expect, onTestFinished, test, vi } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { insertRows } from '../../../../collector/store/queries/rows.ts'
import { columnTypes, openMemory } from '../memory.ts'

async function open() {
  const { db } = openMemory()
  onTestFinished(() => db.destroy())
  await migrate(db, columnTypes)
  await db.insertInto('clusters').values({ cluster_id: 'c', name: '""', sequence: 0 }).execute()
  const make = vi.fn((some: readonly { domain: string }[]) => db.insertInto('domain_history').values(some as never))
  return { db, make, rows: () => db.selectFrom('domain_history').selectAll().orderBy('sequence').execute() }
}

function rowsOf(count: number, first: number) {
  return Array.from({ length: count }, (_, at) => ({
    ...{
      cluster_id: 'c',
      node_id: 'n',
      domain: 'files',
      hash: Buffer.alloc(32, at % 256),
      status: 'observed' as const,
    },
    ...{ reason: '""', gaps: 0, observed_time: 1, received_time: 2, sequence: first + at },
  }))
}

test.each([0, 1, 4, 5, 99, 100, 101, 247])('%i rows are all there, each with its own values', async (count) => {
  const { db, make, rows } = await open()
  await insertRows(db, 'test', rowsOf(count, 1), make)
  expect(await rows()).toEqual(rowsOf(count, 1))
})

test('the text of a statement is made once for as many rows', async () => {
  const { db, make, rows } = await open()
  await insertRows(db, 'test', rowsOf(247, 1), make)
  expect(make.mock.calls.map(([some]) => some.length)).toEqual([100, 20, 5, 1])
  await insertRows(db, 'test', rowsOf(126, 248), make)
  expect(make).toHaveBeenCalledTimes(4)
  expect(await rows()).toHaveLength(373)
})

test('one that the database refuses fails, and the transaction with it', async () => {
  const { db, make, rows } = await open()
  const twice = [...rowsOf(120, 1), ...rowsOf(1, 7)]
  await expect(db.transaction().execute((all) => insertRows(all, 'test', twice, make))).rejects.toThrow('UNIQUE')
  expect(await rows()).toEqual([])
})
