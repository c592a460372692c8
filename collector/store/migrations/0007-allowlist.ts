import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { index, nodeTable } from './tables.ts'
import type { ColumnTypes } from './types.ts'

/** Whose pods are, and which nodes a profile is of. */
export function allowlist(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await nodeTable(db, types, 'pod_owners')
        .addColumn('pod_uid', types.text, (column) => column.notNull())
        .addColumn('namespace', types.text, (column) => column.notNull())
        .addColumn('pod', types.text, (column) => column.notNull())
        .addColumn('owner', types.text)
        .addColumn('noted_time', types.integer, (column) => column.notNull())
        .addColumn('next_time', types.integer)
        .addPrimaryKeyConstraint('pod_owners_key', ['cluster_id', 'node_id', 'pod_uid'])
        .execute()
      await index(db, 'pod_owners', 'pod_owners_waiting', ['cluster_id', 'next_time'])
      await index(db, 'profile_nodes', 'profile_nodes_by_profile', ['cluster_id', 'profile_id'])
    },
  }
}
