import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { requireUnused } from './backup.ts'
import { migrate } from './migrations/index.ts'
import { connectPostgres, postgresTypes } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { StoreError } from './store.ts'

type Row = Readonly<Record<string, unknown>>
/** Its tables are known by name alone. */
type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>

/** Rows of one statement, and values, of which PostgreSQL takes some 65 thousand. */
const rowsAtOnce = 500

export interface TableCopied {
  readonly table: string
  readonly rows: number
}

/**
 * Copies every row of a SQLite database that nobody uses into a PostgreSQL database that has none, in one transaction, and
 * compares both, table by table, by number and hash of the rows. Throws a StoreError; then nothing is there.
 */
export async function sqliteToPostgres(
  file: string,
  url: string,
  progress: (copied: TableCopied) => void,
): Promise<readonly TableCopied[]> {
  if (!existsSync(file)) throw new StoreError(`there is no database ${file}`)
  requireUnused(file)
  // To the newest schema, which the other one gets too.
  await (await openSqlite(file)).close()
  const source = new BetterSqlite(file, { readonly: true, fileMustExist: true })
  const { db } = await connectPostgres(url, { statementTimeout: 600_000 })
  try {
    await migrate(db, postgresTypes)
    return await (db as unknown as AnyDatabase).transaction().execute(async (transaction) => {
      const tables = tablesOf(source)
      await requireEmpty(transaction, tables)
      const copied: TableCopied[] = []
      for (const table of tables) {
        const rows = await copyTable(source, transaction, table)
        copied.push({ table, rows })
        progress({ table, rows })
      }
      return copied
    })
  } finally {
    source.close()
    await db.destroy()
  }
}

/** Clusters first: the rows of all others name them. */
function tablesOf(source: BetterSqlite.Database): string[] {
  const names = source
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'kysely_%' and name not like 'sqlite_%'",
    )
    .pluck()
    .all() as string[]
  return names.sort((a, b) => Number(b === 'clusters') - Number(a === 'clusters') || (a < b ? -1 : 1))
}

async function requireEmpty(target: AnyDatabase, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(target)
    if (rows.length > 0)
      throw new StoreError(`the target is not empty (its table ${table} has rows): create another database`)
  }
}

/** Returns how many. Throws a StoreError when the target has other rows afterwards. */
async function copyTable(source: BetterSqlite.Database, db: AnyDatabase, table: string): Promise<number> {
  const sent = openHash()
  const select = source.prepare(`select rowid as copied_row, * from "${table}" where rowid > ? order by rowid limit ?`)
  for (let last = -1; ; ) {
    const found = select.all(last, rowsAtOnce) as (Row & { copied_row: number })[]
    const rows = found.map(({ copied_row: _, ...row }) => row)
    if (rows.length === 0) break
    for (const row of rows) sent.add(row)
    await db.insertInto(table).values(rows).execute()
    last = found.at(-1)?.copied_row ?? last
  }
  const stored = await hashStored(db, table)
  if (stored.rows() !== sent.rows() || stored.hex() !== sent.hex())
    throw new StoreError(`the rows of ${table} are not the same in both databases: nothing was copied`)
  return sent.rows()
}

/** Read in pieces: a table may be larger than the memory. */
async function hashStored(db: AnyDatabase, table: string): Promise<RowHash> {
  const hash = openHash()
  const cursor = sql.ref(`${table}_copied`)
  await sql`declare ${cursor} no scroll cursor for select * from ${sql.table(table)}`.execute(db)
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(rowsAtOnce)} from ${cursor}`.execute(db)
    for (const row of rows) hash.add(row)
    if (rows.length < rowsAtOnce) break
  }
  await sql`close ${cursor}`.execute(db)
  return hash
}

interface RowHash {
  add(row: Row): void
  rows(): number
  hex(): string
}

/** A hash of a set of rows, in whatever order they come: their hashes by exclusive or. No table has a row twice. */
function openHash(): RowHash {
  const sum = Buffer.alloc(32)
  let count = 0
  return {
    add: (row) => {
      const text = JSON.stringify(
        Object.keys(row)
          .sort()
          .map((name) => [name, plain(row[name])]),
      )
      for (const [at, byte] of createHash('sha256').update(text).digest().entries()) sum[at] = (sum[at] ?? 0) ^ byte
      count += 1
    },
    rows: () => count,
    hex: () => sum.toString('hex'),
  }
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}
