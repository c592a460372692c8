import { printable } from '../../lib/printable.ts'

/** Longest name of a node: that of a DNS name, in UTF-16 units. */
const maxName = 253

/** What an agent or an operator calls a node: one line of what can be shown. Empty where nothing is left. */
export function nodeName(text: string): string {
  return printable(text).trim().slice(0, maxName)
}
