import { printable } from './printable.ts'

/**
 * Rows as CSV (RFC 4180) with a header. Control characters are shown as their code; a cell that a spreadsheet would take
 * for a formula gets an apostrophe in front: a node's names must not compute anything on the auditor's machine.
 */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const safe = printable(text)
  const guarded = /^\s*[=+\-@]/.test(safe) ? `'${safe}` : safe
  return /[",\s;]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
