import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { clusterTable, index, nodeTable } from './tables.ts'
import type { ColumnTypes } from './types.ts'

/** What may run where, and what ran and may not. */
export function profiles(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await clusterTable(db, types, 'profiles')
        .addColumn('profile_id', types.bytes, (column) => column.notNull())
        .addColumn('summary', types.text, (column) => column.notNull())
        .addColumn('state', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('profiles_key', ['cluster_id', 'profile_id'])
        .execute()
      await nodeTable(db, types, 'profile_nodes')
        .addColumn('profile_id', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('profile_nodes_key', ['cluster_id', 'node_id', 'profile_id'])
        .execute()
      await clusterTable(db, types, 'violations')
        .addColumn('violation_id', types.bytes, (column) => column.notNull())
        .addColumn('profile_id', types.bytes, (column) => column.notNull())
        .addColumn('sort_key', types.bytes, (column) => column.notNull())
        .addColumn('severity', types.text, (column) => column.notNull())
        .addColumn('acknowledged_time', types.integer)
        .addColumn('state', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('violations_key', ['cluster_id', 'violation_id'])
        .execute()
      await index(db, 'violations', 'violations_in_order', ['cluster_id', 'sort_key'])
      await index(db, 'violations', 'violations_by_profile', ['cluster_id', 'profile_id'])
      await clusterTable(db, types, 'suppressed')
        .addColumn('profile_id', types.bytes, (column) => column.notNull())
        .addColumn('kind', types.text, (column) => column.notNull())
        .addColumn('count', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('suppressed_key', ['cluster_id', 'profile_id', 'kind'])
        .execute()
    },
  }
}
