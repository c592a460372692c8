// Rows written to a database and nothing else: what is the least that storing them could cost.
import BetterSqlite from 'better-sqlite3'
import { Client } from 'pg'
import { type Spent, spent } from './measure.ts'

/** The rows of one transaction, by table. */
export type BareRows = Readonly<Record<string, readonly (readonly unknown[])[]>>

/** Into a new file of SQLite, as durable as Merlon's; one prepared statement a table. */
export function insertSqlite(file: string, transactions: readonly BareRows[]): Promise<Spent> {
  const database = new BetterSqlite(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  const inserts = new Map(
    tablesOf(transactions).map(([table, names]) => {
      database.exec(`create table ${table} (${names.join(', ')})`)
      return [table, database.prepare(`insert into ${table} values (${names.map(() => '?').join(', ')})`)]
    }),
  )
  const insert = database.transaction((tables: BareRows) => {
    for (const [table, rows] of Object.entries(tables)) for (const row of rows) inserts.get(table)?.run(...row)
  })
  return spent(async () => {
    for (const each of transactions) insert(each)
  }).finally(() => database.close())
}

/** Into an empty database of PostgreSQL; one statement a table in each transaction. `types`: of the columns, by their kind in JavaScript. */
export async function insertPostgres(url: string, transactions: readonly BareRows[]): Promise<Spent> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const [table, names, first] of tablesOf(transactions))
      await client.query(
        `create table ${table} (${names.map((name, at) => `${name} ${typeOf(first[at])}`).join(', ')})`,
      )
    return await spent(async () => {
      for (const tables of transactions) await insertTogether(client, tables)
    })
  } finally {
    await client.end()
  }
}

async function insertTogether(client: Client, tables: BareRows): Promise<void> {
  await client.query('begin')
  for (const [table, rows] of Object.entries(tables)) {
    const places = rows.map((row, at) => `(${row.map((_, column) => `$${at * row.length + column + 1}`).join(', ')})`)
    if (rows.length > 0) await client.query(`insert into ${table} values ${places.join(', ')}`, rows.flat())
  }
  await client.query('commit')
}

function typeOf(value: unknown): string {
  if (value instanceof Uint8Array) return 'bytea'
  return typeof value === 'number' ? 'bigint' : 'text'
}

/** The tables of the first transaction, with names for their columns and a row of each. */
function tablesOf(transactions: readonly BareRows[]): [string, string[], readonly unknown[]][] {
  return Object.entries(transactions[0] ?? {}).map(([table, [first = []]]) => [
    table,
    first.map((_, at) => `column${at}`),
    first,
  ])
}
