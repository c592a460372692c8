// The values of the chart as a reader of values.yaml sees them: path, default and the comment above each.
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'

/** A value or a group of them. */
export interface Entry {
  /** `agent.image.tag` */
  readonly path: string
  readonly about: string
  readonly value: unknown
  /** True where the values below it are entries of their own. */
  readonly group: boolean
}

/** Every entry in the order of the file. Entries of a map that stands on one line, or whose comment is its own, are its value. */
export function valueEntries(text: string): Entry[] {
  const document = parseDocument(text)
  return entriesOf(document.contents as YAMLMap, '', document.commentBefore ?? '')
}

function entriesOf(map: YAMLMap, prefix: string, first = ''): Entry[] {
  return map.items.flatMap((pair, index) => {
    if (!isScalar(pair.key)) throw new Error(`${prefix}: a key that is no word`)
    const path = `${prefix}${String(pair.key.value)}`
    // The comment above a map's first key belongs to the map for the parser.
    const above = pair.key.commentBefore ?? (index === 0 ? (map.commentBefore ?? first) : '')
    const about = (above ?? '').replace(/^ /gm, '').replace(/\s+/g, ' ').trim()
    const group = isMap(pair.value) && hasComments(pair.value as YAMLMap)
    const entry = { path, about, value: (pair.value as { toJSON?: () => unknown } | null)?.toJSON?.(), group }
    return group ? [entry, ...entriesOf(pair.value as YAMLMap, `${path}.`)] : [entry]
  })
}

/** A group explains its keys. */
function hasComments(map: YAMLMap): boolean {
  if (map.flow) return false
  return (
    (map.commentBefore ?? '') !== '' ||
    map.items.some(({ key, value }) => (isScalar(key) && !!key.commentBefore) || (isMap(value) && hasComments(value)))
  )
}
