import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { nodeTable, table } from './tables.ts'
import type { ColumnTypes } from './types.ts'

/** Who may speak for which node: join tokens, bans, how nodes became known, and who spoke for them last. */
export function identity(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await table(db, types, 'join_tokens')
        .addColumn('cluster_id', types.text, (column) => column.notNull().references('clusters.cluster_id'))
        .addColumn('token_hash', types.bytes, (column) => column.notNull())
        .addColumn('token_id', types.text, (column) => column.notNull())
        .addColumn('name', types.text, (column) => column.notNull())
        .addColumn('created_by', types.text, (column) => column.notNull())
        .addColumn('created_time', types.integer, (column) => column.notNull())
        .addColumn('expire_time', types.integer, (column) => column.notNull())
        .addColumn('used_time', types.integer)
        .addColumn('used_node_id', types.text)
        .addColumn('revoked_time', types.integer)
        .addPrimaryKeyConstraint('join_tokens_key', ['cluster_id', 'token_hash'])
        .execute()
      await nodeTable(db, types, 'bans')
        .addColumn('reason', types.text, (column) => column.notNull())
        .addColumn('banned_by', types.text, (column) => column.notNull())
        .addColumn('time', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('bans_key', ['cluster_id', 'node_id'])
        .execute()
      await nodeTable(db, types, 'node_identities')
        .addColumn('origin', types.text, (column) => column.notNull())
        .addColumn('unobserved', types.text, (column) => column.notNull())
        .addColumn('unobserved_reason', types.text, (column) => column.notNull())
        .addColumn('duplicate_time', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('node_identities_key', ['cluster_id', 'node_id'])
        .execute()
      await nodeTable(db, types, 'node_holders')
        .addColumn('serial', types.text, (column) => column.notNull())
        .addColumn('address', types.text, (column) => column.notNull())
        .addColumn('last_time', types.integer, (column) => column.notNull())
        .addColumn('returns', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('node_holders_key', ['cluster_id', 'node_id', 'serial', 'address'])
        .execute()
    },
  }
}
