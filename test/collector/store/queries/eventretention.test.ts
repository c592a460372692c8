import { expect, test } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { pruneEvents } from '../../../../collector/store/queries/eventretention.ts'
import { columnTypes, openMemory } from '../memory.ts'

/**
 * 12,001 events of one byte, received at the time that is their sequence, but for the last ten: a clock that was behind
 * says that they are the oldest.
 */
async function manyEvents() {
  const { database, db } = openMemory()
  await migrate(db, columnTypes)
  database.exec(`
    insert into clusters values ('a', '""', 0), ('b', '""', 0);
    with recursive at (n) as (select 1 union all select n + 1 from at where n < 12001)
    insert into events (cluster_id, node_id, sequence, spool_id, seq, kind, time, received_time, bytes)
    select 'a', 'node' || (n % 7), n, 'spool', n, 'process', 0, iif(n > 11991, 0, n), x'00' from at
  `)
  const left = () =>
    database.prepare('select count(*) as count, min(sequence) as first, max(sequence) as last from events').get()
  return { db, left }
}

test.each([
  ['no limit', 0, { events: 1_000_000 }, 0, { count: 12_001, first: 1, last: 12_001 }],
  ['just enough room', 0, { events: 12_001, bytes: 12_001 }, 0, { count: 12_001, first: 1, last: 12_001 }],
  ['one too many', 0, { events: 12_000 }, 1, { count: 12_000, first: 2, last: 12_001 }],
  ['a byte too many', 0, { events: 20_000, bytes: 12_000 }, 1, { count: 12_000, first: 2, last: 12_001 }],
  ['room for what one look tells of', 0, { events: 5000 }, 7001, { count: 5000, first: 7002, last: 12_001 }],
  ['no room', 0, { events: 0 }, 12_001, { count: 0, first: null, last: null }],
  ['age', 6001, { events: 20_000 }, 6010, { count: 5991, first: 6001, last: 11_991 }],
  ['age and number', 3001, { events: 8000 }, 4011, { count: 7990, first: 4002, last: 11_991 }],
  ['age of all', 99_999, { events: 20_000 }, 12_001, { count: 0, first: null, last: null }],
])('events are deleted by %s', async (_, before, most, deleted, left) => {
  const events = await manyEvents()
  expect(await pruneEvents(events.db, 'b', before, most)).toBe(0)
  expect(await pruneEvents(events.db, 'a', before, most)).toBe(deleted)
  expect(events.left()).toEqual(left)
  expect(await pruneEvents(events.db, 'a', before, most)).toBe(0)
  await events.db.destroy()
})
