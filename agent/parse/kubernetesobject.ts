// The objects of configuration files as the decoders of Kubernetes' API machinery take them: names mind the case, null is
// the same as nothing, a value of another type ends the loading. What is said of them never holds their values.
import { Refused, type YamlNode } from './yamlnode.ts'

export type Fields = ReadonlyMap<string, YamlNode>

/** A field that its object does not have. */
export interface UnknownField {
  /** The object, for example `rules[0]`; empty for the outermost. */
  readonly path: string
  readonly name: string
  readonly line: number
}

/** What a file came to: its content, or why the component does not load it. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string; readonly line?: number }

/**
 * The fields of an object that have a value; none for null. Those that `names` does not know are added to `unknown`.
 * Throws `Refused` where the node is something else.
 */
export function objectOf(node: YamlNode, path: string, names: readonly string[], unknown: UnknownField[]): Fields {
  if (node.value === null) return new Map()
  if (!(node.value instanceof Map)) throw mismatch(node, path, 'object')
  const fields = [...(node.value as Fields)]
  for (const [name, { line }] of fields) if (!names.includes(name)) unknown.push({ path, name, line })
  return new Map(fields.filter(([name, { value }]) => names.includes(name) && value !== null))
}

/** A text; empty where there is none. Throws `Refused` for what is no text. */
export function textOf(node: YamlNode | undefined, path: string): string {
  if (node === undefined || node.value === null) return ''
  if (typeof node.value !== 'string') throw mismatch(node, path, 'string')
  return node.value
}

/** The items of a list; none where there is no list. Throws `Refused` for what is no list. */
export function listOf(node: YamlNode | undefined, path: string): readonly YamlNode[] {
  if (node === undefined || node.value === null) return []
  if (!Array.isArray(node.value)) throw mismatch(node, path, 'list')
  return node.value as readonly YamlNode[]
}

/** A list of texts. Throws `Refused` for what is none. */
export function textsOf(node: YamlNode | undefined, path: string): string[] {
  return listOf(node, path).map((each, at) => textOf(each, `${path}[${at}]`))
}

/** Throws `Refused` for what is there and is not true or false. */
export function checkBool(node: YamlNode | undefined, path: string): void {
  if (node && node.value !== null && typeof node.value !== 'boolean') throw mismatch(node, path, 'bool')
}

/** The path of a field of the object at `path`. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

export function mismatch(node: YamlNode, path: string, wanted: string): Refused {
  const what = path === '' ? '' : `${path}: `
  return new Refused(`${what}cannot unmarshal ${typeName(node.value)} into ${wanted}`, node.line)
}

function typeName(value: YamlNode['value']): string {
  if (value === null) return 'null'
  if (value instanceof Map) return 'object'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'string' ? 'string' : 'number'
}
