import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { index, nodeTable, table } from './tables.ts'
import type { ColumnTypes } from './types.ts'

type Database = Kysely<unknown>

/** The first schema. `schema.ts` says what the columns mean. */
export function first(types: ColumnTypes): Migration {
  return {
    up: async (db) => {
      await createNodes(db, types)
      await createObservations(db, types)
      await createFindings(db, types)
      await createHistory(db, types)
    },
  }
}

async function createNodes(db: Database, types: ColumnTypes): Promise<void> {
  await table(db, types, 'clusters')
    .addColumn('cluster_id', types.text, (column) => column.primaryKey().notNull())
    .addColumn('name', types.text, (column) => column.notNull())
    .addColumn('sequence', types.integer, (column) => column.notNull())
    .execute()
  await nodeTable(db, types, 'nodes')
    .addColumn('name', types.text, (column) => column.notNull())
    .addColumn('agent_version', types.text, (column) => column.notNull())
    .addColumn('boot_id', types.text, (column) => column.notNull())
    .addColumn('degraded', types.text, (column) => column.notNull())
    .addColumn('clock_offset', types.integer, (column) => column.notNull())
    .addColumn('epoch', types.integer, (column) => column.notNull())
    .addColumn('enrolled_time', types.integer, (column) => column.notNull())
    .addColumn('last_seen_time', types.integer)
    .addColumn('removed_time', types.integer)
    .addColumn('removed_reason', types.text)
    .addPrimaryKeyConstraint('nodes_key', ['cluster_id', 'node_id'])
    .execute()
}

async function createObservations(db: Database, types: ColumnTypes): Promise<void> {
  await nodeTable(db, types, 'facts')
    .addColumn('hash', types.bytes, (column) => column.notNull())
    .addColumn('bytes', types.bytes, (column) => column.notNull())
    .addColumn('first_time', types.integer, (column) => column.notNull())
    .addColumn('last_time', types.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('facts_key', ['cluster_id', 'node_id', 'hash'])
    .execute()
  await observationTable(db, types, 'domains')
    .addPrimaryKeyConstraint('domains_key', ['cluster_id', 'node_id', 'domain'])
    .execute()
  await index(db, 'domains', 'domains_by_domain', ['cluster_id', 'domain', 'node_id'])
  await observationTable(db, types, 'domain_history')
    .addColumn('sequence', types.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('domain_history_key', ['cluster_id', 'node_id', 'domain', 'sequence'])
    .execute()
}

function observationTable(db: Database, types: ColumnTypes, name: string) {
  return nodeTable(db, types, name)
    .addColumn('domain', types.text, (column) => column.notNull())
    .addColumn('hash', types.bytes, (column) => column.notNull())
    .addColumn('status', types.text, (column) => column.notNull())
    .addColumn('reason', types.text, (column) => column.notNull())
    .addColumn('gaps', types.integer, (column) => column.notNull())
    .addColumn('observed_time', types.integer, (column) => column.notNull())
    .addColumn('received_time', types.integer, (column) => column.notNull())
}

async function createFindings(db: Database, types: ColumnTypes): Promise<void> {
  await nodeTable(db, types, 'findings')
    .addColumn('finding_id', types.bytes, (column) => column.notNull())
    .addColumn('sort_key', types.bytes, (column) => column.notNull())
    .addColumn('rule', types.text, (column) => column.notNull())
    .addColumn('severity', types.text, (column) => column.notNull())
    .addColumn('outcome', types.text, (column) => column.notNull())
    .addColumn('state', types.text, (column) => column.notNull())
    .addPrimaryKeyConstraint('findings_key', ['cluster_id', 'node_id', 'finding_id'])
    .execute()
  await index(db, 'findings', 'findings_in_order', ['cluster_id', 'sort_key'])
  await index(db, 'findings', 'findings_by_rule', ['cluster_id', 'rule', 'sort_key'])
  await nodeTable(db, types, 'passing')
    .addColumn('states', types.bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('passing_key', ['cluster_id', 'node_id'])
    .execute()
  await nodeTable(db, types, 'node_counts')
    .addColumn('severity', types.text, (column) => column.notNull())
    .addColumn('outcome', types.text, (column) => column.notNull())
    .addColumn('count', types.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('node_counts_key', ['cluster_id', 'node_id', 'severity', 'outcome'])
    .execute()
}

async function createHistory(db: Database, types: ColumnTypes): Promise<void> {
  await nodeTable(db, types, 'history')
    .addColumn('sequence', types.integer, (column) => column.notNull())
    .addColumn('finding_id', types.bytes, (column) => column.notNull())
    .addColumn('rule', types.text, (column) => column.notNull())
    .addColumn('severity', types.text, (column) => column.notNull())
    .addColumn('from_outcome', types.text)
    .addColumn('to_outcome', types.text)
    .addColumn('time', types.integer, (column) => column.notNull())
    .addColumn('rule_pack', types.text, (column) => column.notNull())
    .addColumn('fact_hash', types.bytes)
    .addColumn('detail', types.text, (column) => column.notNull())
    .addPrimaryKeyConstraint('history_key', ['cluster_id', 'node_id', 'sequence'])
    .execute()
  await index(db, 'history', 'history_by_finding', ['cluster_id', 'finding_id', 'sequence'])
  // First answers are most of history and no news: without them the newest changes are found at once.
  await db.schema
    .createIndex('history_changes')
    .on('history')
    .columns(['cluster_id', 'sequence'])
    .where(sql.ref('from_outcome'), 'is not', null)
    .execute()
}
