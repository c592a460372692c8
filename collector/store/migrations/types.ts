import type { ColumnDataType, Expression } from 'kysely'

/** What an engine calls the types of columns. */
export interface ColumnTypes {
  /** Text that is compared by its bytes. */
  readonly text: ColumnDataType | Expression<unknown>
  /** A whole number of up to 53 bits. */
  readonly integer: ColumnDataType | Expression<unknown>
  readonly bytes: ColumnDataType | Expression<unknown>
  /** What stands behind the columns of a table, where something should. */
  readonly tableEnd?: Expression<unknown>
}
