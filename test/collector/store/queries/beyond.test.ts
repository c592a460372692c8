import fc from 'fast-check'
import { expect, test } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { lastChangeBeyond, timeBeyond } from '../../../../collector/store/queries/beyond.ts'
import { runs } from '../../../support/property.ts'
import { columnTypes, openMemory } from '../memory.ts'

const hour = 3_600_000

test('the last change beyond is found, however many there are, and first answers are passed over', async () => {
  const { database, db } = openMemory()
  await migrate(db, columnTypes)
  // Every third row is a first answer: of 90,000 rows 60,000 are changes, whose sequences are 1, 2, 4, 5, 7, 8, …
  database.exec(`
    insert into clusters values ('a', '""', 0), ('b', '""', 0);
    with recursive at (n) as (select 1 union all select n + 1 from at where n < 90000)
    insert into history (cluster_id, node_id, sequence, finding_id, rule, severity, from_outcome, to_outcome, time,
      rule_pack, detail)
    select 'a', 'node', n, x'00', 'rule', 'high', iif(n % 3 = 0, null, 'fail'), 'pass', 0, '', '{}' from at
  `)
  const changes = Array.from({ length: 90_000 }, (_, at) => at + 1).filter((each) => each % 3 !== 0)
  for (const most of [0, 1, 2, 19_999, 20_000, 20_001, 20_002, 40_001, 40_002, 40_003, 59_998, 59_999])
    expect(await lastChangeBeyond(db, 'a', most), `${most}`).toBe(changes.at(-1 - most))
  for (const most of [60_000, 60_001, 1_000_000]) expect(await lastChangeBeyond(db, 'a', most), `${most}`).toBe(0)
  expect(await lastChangeBeyond(db, 'b', 0)).toBe(0)
  await db.destroy()
})

const amounts = fc.array(fc.record({ hour: fc.integer({ min: 1, max: 9 }), amount: fc.integer({ min: 0, max: 50 }) }))

test('what is kept of all places fits, and the hour before it would not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(amounts), fc.integer({ min: 0, max: 500 }), async (places, most) => {
      const names = places.map((_, at) => String(at))
      const time = await timeBeyond(names, async (place) => places[Number(place)] ?? [], most)
      const since = (from: number) =>
        places.flat().reduce((sum, each) => sum + (each.hour * hour >= from ? each.amount : 0), 0)
      expect(since(time)).toBeLessThanOrEqual(most)
      if (time > 0) expect(since(time - hour)).toBeGreaterThan(most)
    }),
    runs(200),
  )
})

test('sums are taken as each engine tells them', async () => {
  expect(await timeBeyond(['a'], async () => [{ hour: 7, amount: '12' }], 11)).toBe(8 * hour)
  expect(await timeBeyond(['a'], async () => [{ hour: 7, amount: 12n }], 12)).toBe(0)
})
