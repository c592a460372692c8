import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import { StoreError } from '../store.ts'
import { first } from './0001-first.ts'
import { events } from './0002-events.ts'
import { profiles } from './0003-profiles.ts'
import type { ColumnTypes } from './types.ts'

export type { ColumnTypes } from './types.ts'

/** Every step of the schema by its name, for ever: a step that was released is not changed, and there is no way back. */
function migrations(types: ColumnTypes): Record<string, Migration> {
  return { '0001-first': first(types), '0002-events': events(types), '0003-profiles': profiles(types) }
}

/** Brings a database to the newest schema. Throws a StoreError, and changes nothing, when it has a newer one. */
export async function migrate<T>(db: Kysely<T>, types: ColumnTypes): Promise<void> {
  const steps = migrations(types)
  await refuseNewer(db, Object.keys(steps))
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest()
  if (error) throw error
}

async function refuseNewer<T>(db: Kysely<T>, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db)
  const newer = rows.find((row) => !known.includes(row.name))
  if (!newer) return
  throw new StoreError(
    `a newer Merlon wrote the database (this one does not know the step ${newer.name} of its schema): ` +
      'run the newer version, or restore a backup of before it',
  )
}
