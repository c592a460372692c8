// What the kernel says of its own trace events: `events/*/*/format` and `events/header_page` of tracefs. Offsets and sizes
// differ between kernels, so none is known before it was read here.

/** How the bytes of a field are to be read. */
export type FieldKind = 'number' | 'text' | 'text elsewhere' | 'text behind'

export interface TraceField {
  readonly offset: number
  /** In bytes. */
  readonly size: number
  readonly signed: boolean
  /** `text elsewhere`: a word that says where in the event (`__data_loc`); `text behind`: relative to itself (`__rel_loc`). */
  readonly kind: FieldKind
}

export interface EventFormat {
  readonly name: string
  /** Number of the event in this boot: the kernel gives them anew each time. */
  readonly id: number
  readonly fields: ReadonlyMap<string, TraceField>
}

/** How a page of the ring begins. */
export interface PageLayout {
  /** Where the word with the length of the data stands, and how many bytes it has: those of a `long`. */
  readonly commit: { readonly offset: number; readonly size: 4 | 8 }
  /** Where the data begins. */
  readonly data: number
  /** Bytes of a whole page. */
  readonly size: number
}

/** Largest offset or size that is believed. */
const maxOffset = 1 << 20
const fieldLine = /^\s*field:\s*(.+?)\s*;\s*offset:(\d+);\s*size:(\d+);\s*signed:(\d);\s*$/

/** Undefined where the text is no description of an event. */
export function parseFormat(text: string): EventFormat | undefined {
  const name = /^name: (\w+)$/m.exec(text)?.[1]
  const id = /^ID: (\d{1,5})$/m.exec(text)?.[1]
  if (name === undefined || id === undefined) return undefined
  const fields = fieldsOf(text)
  return fields.size === 0 ? undefined : { name, id: Number(id), fields }
}

/** Undefined where the text is no description of a page. */
export function parseHeaderPage(text: string): PageLayout | undefined {
  const fields = fieldsOf(text)
  const [commit, data] = [fields.get('commit'), fields.get('data')]
  if (!commit || !data || (commit.size !== 4 && commit.size !== 8)) return undefined
  if (data.offset < commit.offset + commit.size || data.size < 16) return undefined
  return { commit: { offset: commit.offset, size: commit.size }, data: data.offset, size: data.offset + data.size }
}

function fieldsOf(text: string): Map<string, TraceField> {
  const fields = new Map<string, TraceField>()
  for (const line of text.split('\n', 200)) {
    const [, declaration = '', offset = '', size = '', signed = ''] = fieldLine.exec(line) ?? []
    const name = /(\w+)(?:\[\w*\])?$/.exec(declaration)?.[1]
    if (name === undefined || Number(offset) > maxOffset || Number(size) > maxOffset) continue
    fields.set(name, {
      offset: Number(offset),
      size: Number(size),
      signed: signed === '1',
      kind: kindOf(declaration, Number(size)),
    })
  }
  return fields
}

function kindOf(declaration: string, size: number): FieldKind {
  if (declaration.startsWith('__data_loc')) return 'text elsewhere'
  if (declaration.startsWith('__rel_loc')) return 'text behind'
  return /\bchar\b.*\[\w+\]$/.test(declaration) && size > 1 ? 'text' : 'number'
}
