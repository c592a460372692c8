// Rows by a list of values, which may be long.
import { type Expression, type SqlBool, sql } from 'kysely'

/** Most values that a statement names: two pages of nodes. */
const mostNamed = 2000

/**
 * That a column of text has one of these values. True where there is no list, and where there is one that is too long for
 * a statement: what is read then is looked through with `named`.
 */
export function isOneOf(column: string, values: readonly string[] | undefined): Expression<SqlBool> {
  if (values === undefined || values.length > mostNamed) return sql<SqlBool>`1 = 1`
  const kept = values.filter(isKept)
  // PostgreSQL knows no empty list.
  return kept.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`${sql.ref(column)} in (${sql.join(kept)})`
}

/** Others are in no column: no engine keeps every one of them as it is. */
function isKept(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** The rows of these nodes; no list: all. */
export function named<Row extends { readonly node_id: string }>(
  rows: readonly Row[],
  nodeIds: readonly string[] | undefined,
): readonly Row[] {
  if (nodeIds === undefined) return rows
  const wanted = new Set(nodeIds)
  return rows.filter((row) => wanted.has(row.node_id))
}
