import { setImmediate } from 'node:timers/promises'
import type { Database } from './transaction.ts'

/** Entries of an index that one statement passes: SQLite reads on the thread that serves all else. */
const passedAtOnce = 20_000

const hour = 3_600_000

/** The newest change of a finding that has `most` newer ones, by its sequence; 0: there is none. */
export async function lastChangeBeyond(
  db: Database,
  clusterId: string,
  most: number,
  signal?: AbortSignal,
): Promise<number> {
  let below = Number.MAX_SAFE_INTEGER
  for (let left = most; ; await setImmediate(undefined, { signal })) {
    const passed = Math.min(left, passedAtOnce)
    const row = await db
      .selectFrom('history')
      .select('sequence')
      .where('cluster_id', '=', clusterId)
      .where('from_outcome', 'is not', null)
      .where('sequence', '<', below)
      .orderBy('sequence', 'desc')
      .offset(passed)
      .limit(1)
      .executeTakeFirst()
    if (!row || passed === left) return row?.sequence ?? 0
    below = row.sequence
    left -= passed + 1
  }
}

/** How much there is of an hour, counted since 1970; sums as their engine tells them. */
export interface HourAmount {
  readonly hour: number
  readonly amount: number | string | bigint
}

/**
 * The time before which all has to go, so that no more than `most` of all amounts is left: where an hour begins. 0: all
 * may stay. `amounts` tells of one place at a time, so that no statement takes long.
 */
export async function timeBeyond(
  places: readonly string[],
  amounts: (place: string) => Promise<readonly HourAmount[]>,
  most: number,
  signal?: AbortSignal,
): Promise<number> {
  const sums = new Map<number, number>()
  for (const place of places) {
    for (const each of await amounts(place)) {
      sums.set(each.hour, (sums.get(each.hour) ?? 0) + Number(each.amount))
    }
    await setImmediate(undefined, { signal })
  }
  let left = most
  for (const [at, sum] of [...sums].sort(([a], [b]) => b - a)) {
    left -= sum
    if (left < 0) return (at + 1) * hour
  }
  return 0
}
