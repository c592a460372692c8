import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { clusterTable } from './tables.ts'
import type { ColumnTypes } from './types.ts'

/** What collectors over one database tell each other. */
export function replicas(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await clusterTable(db, types, 'leases')
        .addColumn('name', types.text, (column) => column.notNull())
        .addColumn('holder', types.text, (column) => column.notNull())
        .addColumn('term', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('leases_key', ['cluster_id', 'name'])
        .execute()
      await clusterTable(db, types, 'changes')
        .addColumn('topic', types.text, (column) => column.notNull())
        .addColumn('version', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('changes_key', ['cluster_id', 'topic'])
        .execute()
      await clusterTable(db, types, 'logins')
        .addColumn('hash', types.bytes, (column) => column.notNull())
        .addColumn('kind', types.text, (column) => column.notNull())
        .addColumn('name', types.text, (column) => column.notNull())
        .addColumn('expire_time', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('logins_key', ['cluster_id', 'hash'])
        .execute()
      await db.schema.alterTable('nodes').addColumn('vitals', types.text).execute()
    },
  }
}
