import type { Gap } from '../../../proto/index.ts'
import { type Look, seen } from '../../host/look.ts'
import type { HostRoot } from '../../host/root.ts'
import type { Lines } from '../../parse/accounts.ts'

/** Lines that a gap names. */
const namedLines = 5

/** A file's text. */
export async function readText(root: HostRoot, path: string): Promise<Look<string>> {
  const file = await root.read(path)
  return file.status === 'observed' ? seen(file.value.bytes.toString()) : file
}

/** The lines of a file that are understood; the others are gaps. */
export async function readLines<T>(
  root: HostRoot,
  path: string,
  parse: (text: string) => Lines<T>,
  gaps: Gap[],
): Promise<Look<readonly T[]>> {
  const text = await readText(root, path)
  if (text.status !== 'observed') return text
  const { items, broken, network, more } = parse(text.value)
  if (broken.length > 0) gaps.push({ path, reason: `${named(broken)} not understood` })
  if (network.length > 0)
    gaps.push({ path, reason: `${named(network)} users or groups of a network, which are not seen` })
  if (more) gaps.push({ path, reason: 'has more lines than are read' })
  return seen(items)
}

function named(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]} is`
  const more = lines.length > namedLines ? ` and ${lines.length - namedLines} more` : ''
  return `lines ${lines.slice(0, namedLines).join(', ')}${more} are`
}
