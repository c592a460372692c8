// Many rows of one table. The query builder would make a tree of every value each time: here it makes the text of a
// statement once for each number of rows, and the values go beside it.
import { CompiledQuery, type DialectAdapter, type Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import { together } from './share.ts'

/** Rows of one statement, the most first: few different texts, which SQLite keeps prepared. */
const sizes = [100, 20, 5, 1] as const

/** Made texts, by engine and by what they insert. */
const texts = new WeakMap<DialectAdapter, Map<string, string>>()

/**
 * Inserts rows that all have the same columns in the same order, none of them undefined. `name` is of the query that `make`
 * builds, whose only parameters are the values of its rows.
 */
export async function insertRows<Row extends object>(
  db: Kysely<Tables>,
  name: string,
  rows: readonly Row[],
  make: (some: readonly Row[]) => { compile(): CompiledQuery },
): Promise<void> {
  const { adapter } = db.getExecutor()
  const known = texts.get(adapter) ?? new Map<string, string>()
  texts.set(adapter, known)
  const asked: Promise<unknown>[] = []
  for (let at = 0; at < rows.length; ) {
    const size = sizes.find((each) => each <= rows.length - at) ?? 1
    const some = rows.slice(at, at + size)
    const key = `${name} ${size}`
    const text = known.get(key) ?? make(some).compile().sql
    known.set(key, text)
    asked.push(db.executeQuery(CompiledQuery.raw(text, some.flatMap(Object.values))))
    at += size
  }
  await together(asked)
}
