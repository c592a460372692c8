import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { index, nodeTable } from './tables.ts'
import type { ColumnTypes } from './types.ts'

/** What happened on nodes, and how far each spool of an agent is committed. */
export function events(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await nodeTable(db, types, 'events')
        .addColumn('sequence', types.integer, (column) => column.notNull())
        .addColumn('spool_id', types.text, (column) => column.notNull())
        .addColumn('seq', types.integer, (column) => column.notNull())
        .addColumn('kind', types.text, (column) => column.notNull())
        .addColumn('time', types.integer, (column) => column.notNull())
        .addColumn('received_time', types.integer, (column) => column.notNull())
        .addColumn('bytes', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('events_key', ['cluster_id', 'node_id', 'sequence'])
        .execute()
      await index(db, 'events', 'events_in_order', ['cluster_id', 'sequence'])
      await index(db, 'events', 'events_by_kind', ['cluster_id', 'kind', 'sequence'])
      await nodeTable(db, types, 'event_progress')
        .addColumn('spool_id', types.text, (column) => column.notNull())
        .addColumn('committed_seq', types.integer, (column) => column.notNull())
        .addColumn('epoch', types.integer, (column) => column.notNull())
        .addColumn('first_time', types.integer, (column) => column.notNull())
        .addColumn('last_time', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('event_progress_key', ['cluster_id', 'node_id', 'spool_id'])
        .execute()
    },
  }
}
