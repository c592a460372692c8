import { type Kysely, sql } from 'kysely'
import {
  DEFAULT_MIGRATION_LOCK_TABLE,
  DEFAULT_MIGRATION_TABLE,
  MIGRATION_LOCK_ID,
  type Migration,
  Migrator,
} from 'kysely/migration'
import { StoreError } from '../store.ts'
import { first } from './0001-first.ts'
import { events } from './0002-events.ts'
import { profiles } from './0003-profiles.ts'
import { identity } from './0004-identity.ts'
import { replicas } from './0005-replicas.ts'
import { allowlist } from './0007-allowlist.ts'
import { joinKeys } from './0008-join-keys.ts'
import { profileEvidence } from './0009-profile-evidence.ts'
import type { ColumnTypes } from './types.ts'

export type { ColumnTypes } from './types.ts'

/** Every step of the schema by its name, for ever: a step that was released is not changed, and there is no way back. */
function migrations(types: ColumnTypes): Record<string, Migration> {
  return {
    '0001-first': first(types),
    '0002-events': events(types),
    '0003-profiles': profiles(types),
    '0004-identity': identity(types),
    '0005-replicas': replicas(types),
    '0007-allowlist': allowlist(types),
    '0008-join-keys': joinKeys(types),
    '0009-profile-evidence': profileEvidence(types),
  }
}

/**
 * Brings a database to the newest schema, once, however many processes begin at the same time. Throws a StoreError, and
 * changes nothing, when it has a newer one.
 */
export async function migrate<T>(db: Kysely<T>, types: ColumnTypes): Promise<void> {
  const steps = migrations(types)
  await db.transaction().execute(async (transaction) => {
    // Before anything is looked at: what is missing now, another process may be making.
    await transaction.getExecutor().adapter.acquireMigrationLock(transaction, lockTable)
    await refuseNewer(transaction, Object.keys(steps))
    const migrator = new Migrator({ db: transaction, provider: { getMigrations: async () => steps } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  })
}

/** Where an engine without locks of its own would keep one. */
const lockTable = { lockTable: DEFAULT_MIGRATION_LOCK_TABLE, lockRowId: MIGRATION_LOCK_ID }

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
