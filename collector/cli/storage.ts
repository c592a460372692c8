import { clusterIn } from '../identity/material.ts'
import { backupSqlite, restoreSqlite } from '../store/backup.ts'
import { databaseFile, readUrl } from '../store/open.ts'
import { sqliteToPostgres } from '../store/transfer.ts'

/** Copies the database of a collector, which may run. */
export async function runBackup(to: string, state: string, out: NodeJS.WriteStream): Promise<number> {
  const size = await backupSqlite(databaseFile(state), to)
  out.write(`${to}: ${(size / 1024 / 1024).toFixed(1)} MiB, whole.\n`)
  return 0
}

/** Puts a backup in the place of the database of a collector that does not run. */
export async function runRestore(
  backup: string,
  { state, force }: { state: string; force: boolean },
  out: NodeJS.WriteStream,
): Promise<number> {
  const clusterId = clusterIn(state)
  const kept = await restoreSqlite(backup, databaseFile(state), { force, clusterId })
  out.write(`The database is that of ${backup}.${kept ? ` What was there is kept in ${kept}.` : ''}\n`)
  if (clusterId === undefined)
    process.stderr.write(`${state} has no cluster.json yet: put that of the backup there, or a new cluster begins.\n`)
  return 0
}

/** Copies everything into a new PostgreSQL database. `to` is a URL, or a file that holds one. */
export async function runMigrate(from: string, to: string, out: NodeJS.WriteStream): Promise<number> {
  const url = /^postgres(ql)?:/.test(to) ? to : readUrl(to)
  const copied = await sqliteToPostgres(from, url, ({ table, rows }) => out.write(`${table}: ${rows}, the same\n`))
  const rows = copied.reduce((sum, each) => sum + each.rows, 0)
  out.write(`${rows} rows of ${copied.length} tables are in the new database, each compared.\n`)
  return 0
}
