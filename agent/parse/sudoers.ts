// sudoers(5) as sudo's own scanner and grammar read it, one file at a time: what it says, with the line of each.
import { SudoersError } from './sudoers/cursor.ts'
import { parseLine, type SudoersEntry } from './sudoers/entry.ts'
import { logicalLines } from './sudoers/lines.ts'

export type { SudoersEntry } from './sudoers/entry.ts'

/** Most entries of one file that are read. */
export const maxEntries = 10_000

/** One file of sudo's rules. */
export interface Sudoers {
  readonly entries: readonly SudoersEntry[]
  /** Lines that are not understood, from 1. sudo leaves them out and goes on, with a warning. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[]
  /** True when there are more entries than are read. */
  readonly more: boolean
}

/** Reads a file. Never throws: a line that breaks the grammar is a problem, as it is to sudo. */
export function parseSudoers(text: string): Sudoers {
  const entries: SudoersEntry[] = []
  const problems: { line: number; reason: string }[] = []
  for (const { line, text: written, unfinished } of logicalLines(text)) {
    if (entries.length + problems.length >= maxEntries) return { entries, problems, more: true }
    try {
      if (unfinished) throw new SudoersError('the file ends where the line is continued')
      entries.push(parseLine(written, line))
    } catch (error) {
      if (!(error instanceof SudoersError)) throw error
      problems.push({ line, reason: error.message })
    }
  }
  return { entries, problems, more: false }
}
