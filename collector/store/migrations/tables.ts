import type { CreateTableBuilder, Kysely } from 'kysely'
import type { ColumnTypes } from './types.ts'

type Database = Kysely<unknown>

/** A table whose rows belong to a cluster. */
export function clusterTable(db: Database, types: ColumnTypes, name: string) {
  return table(db, types, name).addColumn('cluster_id', types.text, (column) =>
    column.notNull().references('clusters.cluster_id'),
  )
}

/** A table whose rows belong to a node of a cluster. */
export function nodeTable(db: Database, types: ColumnTypes, name: string) {
  return clusterTable(db, types, name).addColumn('node_id', types.text, (column) => column.notNull())
}

export function table(db: Database, types: ColumnTypes, name: string): CreateTableBuilder<string> {
  const created = db.schema.createTable(name)
  return types.tableEnd ? created.modifyEnd(types.tableEnd) : created
}

export async function index(db: Database, on: string, name: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on(on).columns(columns).execute()
}
