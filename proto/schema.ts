import contract from './gen/schema.json' with { type: 'json' }

/** A message's field, as the schema has it. */
export interface Field {
  readonly name: string
  /** `string`, `bool`, `int64`, …, or the full name of a message or enum. */
  readonly type: string
  readonly repeated: boolean
}

interface RawField {
  readonly type: string
  readonly id: number
  readonly rule?: 'repeated'
}

interface RawMethod {
  readonly requestType: string
  readonly responseType: string
  readonly requestStream?: boolean
  readonly responseStream?: boolean
}

interface RawNode {
  readonly methods?: Readonly<Record<string, RawMethod>>
  readonly fields?: Readonly<Record<string, RawField>>
  readonly values?: Readonly<Record<string, number>>
  readonly nested?: Readonly<Record<string, RawNode>>
}

const schema = contract as unknown as RawNode
const root = schema.nested?.['merlon']?.nested?.['v1'] as RawNode
const cache = new Map<string, readonly Field[] | undefined>()
const enums = new Map<string, RawNode['values']>()
const words = new Map<string, ReadonlyMap<number, string>>()

/** The fields of a message of `merlon.v1`, in the order of their numbers; undefined for what is not a message. */
export function fieldsOf(message: string): readonly Field[] | undefined {
  if (!cache.has(message)) cache.set(message, readFields(message))
  return cache.get(message)
}

/** The numbers of an enum by name; undefined for what is not an enum. */
export function valuesOf(name: string): Readonly<Record<string, number>> | undefined {
  if (!enums.has(name)) enums.set(name, node(name)?.values)
  return enums.get(name)
}

/** `PRESENCE_NOT_THERE` of the enum `FilesFact.Presence` → `not-there`. */
export function enumWord(name: string, number: number): string {
  const known = words.get(name) ?? wordsOf(name)
  words.set(name, known)
  return known.get(number) ?? `unrecognized-${number}`
}

function wordsOf(name: string): ReadonlyMap<number, string> {
  const prefix = `${(name.split('.').at(-1) ?? '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}_`
  const word = (written: string) => written.slice(prefix.length).toLowerCase().replaceAll('_', '-')
  // The first of several names for a number stands.
  const entries = Object.entries(valuesOf(name) ?? {}).reverse()
  return new Map(entries.map(([written, number]) => [number, word(written)]))
}

/** One call of a service. */
export interface Method extends Required<RawMethod> {
  readonly name: string
}

/** The calls of a service of `merlon.v1`. */
export function methodsOf(service: string): Method[] {
  const methods = Object.entries(node(service)?.methods ?? {})
  return methods.map(([name, method]) => ({ requestStream: false, responseStream: false, ...method, name }))
}

function readFields(message: string): readonly Field[] | undefined {
  const fields = node(message)?.fields
  if (!fields) return undefined
  return Object.entries(fields)
    .sort(([, a], [, b]) => a.id - b.id)
    .map(([name, field]) => ({ name, type: resolve(message, field.type), repeated: field.rule === 'repeated' }))
}

/** Names resolve from the inside out, as in the language. */
function resolve(scope: string, type: string): string {
  const parts = scope.split('.')
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const name = [...parts.slice(0, depth), type].join('.')
    if (node(name)) return name
  }
  return type
}

function node(name: string): RawNode | undefined {
  let at: RawNode | undefined = root
  for (const part of name.split('.')) at = at?.nested?.[part]
  return at
}
