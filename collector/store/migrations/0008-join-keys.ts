import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './types.ts'

/** For which key a join token was used: who asks again with it did not hear the answer. */
export function joinKeys(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('join_tokens').addColumn('used_key', types.bytes).execute()
    },
  }
}
