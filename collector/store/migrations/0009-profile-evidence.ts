import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './types.ts'

/** The nodes of a profile on their own: they are many, and seldom others than before. */
export function profileEvidence(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('profiles').addColumn('nodes', types.bytes).execute()
    },
  }
}
