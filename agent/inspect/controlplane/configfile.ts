// Configuration files of the control plane: one object of a known kind, decoded strictly.
import { why } from '../../host/look.ts'
import type { FileContent } from '../../host/root.ts'
import type { Scalar } from '../../parse/goyamlscalar.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { DoesNotLoad, type Sourced } from '../kubelet/sourced.ts'
import type { View } from './component.ts'

/** A file that was read; or why nothing can be said of what it holds. */
export type Config = { readonly root: ObjectNode } | { readonly unknown: string }

/** A map of the file, with where it stands. */
export interface ObjectNode {
  readonly source: string
  readonly path: string
  readonly fields: ReadonlyMap<string, YamlNode>
}

/** A file counts as changed when it is younger than the process by more than the clocks' exactness, in milliseconds. */
const tolerance = 2000

/** What a file must be. */
export interface ConfigKind {
  readonly kind: string
  readonly versions: RegExp
  /** The names that it may have beside kind and version. */
  readonly names: readonly string[]
}

/** Reads the file that a flag names. Throws `DoesNotLoad` for what the component refuses. */
export async function readConfig(view: View, flag: Sourced, { kind, versions, names }: ConfigKind): Promise<Config> {
  const path = String(flag.value)
  const look = await view.read(path)
  if (look.status === 'absent')
    throw new DoesNotLoad(`${flag.source}: open ${path}: ${look.reason ?? 'no such file or directory'}`)
  if (look.status !== 'observed') return { unknown: `${path}: ${why(look)}` }
  warnOfChange(view, path, look.value)
  const parsed = parseKubernetesYaml(look.value.bytes)
  if (!parsed.ok) throw new DoesNotLoad(`file ${path}${parsed.line ? `:${parsed.line}` : ''}: ${parsed.reason}`)
  const [duplicate] = parsed.duplicates
  if (duplicate)
    throw new DoesNotLoad(
      `file ${path}:${duplicate.line}: strict decoding error: key "${duplicate.key}" already set in map`,
    )
  const root = objectOf(parsed.root, path, ['apiVersion', 'kind', ...names])
  const [found, version] = [textOf(root, 'kind'), textOf(root, 'apiVersion')]
  if (!found) throw new DoesNotLoad(`file ${path}: Object 'Kind' is missing`)
  if (!version) throw new DoesNotLoad(`file ${path}: Object 'apiVersion' is missing`)
  if (found !== kind || !versions.test(version))
    throw new DoesNotLoad(`file ${path}: no kind "${found}" is registered for version "${version}"`)
  return { root }
}

/** What the component read at its start may have been something else. */
function warnOfChange({ process, warnings }: View, path: string, { mtime }: FileContent): void {
  const started = process?.started()
  if (started?.status === 'observed' && mtime > started.value + tolerance)
    warnings.push(`${path} changed after the process started`)
}

/** A map that may only have these keys. */
export function objectOf(node: YamlNode, path: string, names: readonly string[]): ObjectNode {
  const source = `file ${path}:${node.line}`
  if (!(node.value instanceof Map))
    throw new DoesNotLoad(`${source}: cannot unmarshal ${typeName(node)} into an object`)
  const fields = node.value as ReadonlyMap<string, YamlNode>
  for (const [key, { line }] of fields)
    if (!names.includes(key))
      throw new DoesNotLoad(`file ${path}:${line}: strict decoding error: unknown field "${key}"`)
  return { source, path, fields }
}

/** A field that is there and not null. */
export function fieldOf({ fields }: ObjectNode, name: string): YamlNode | undefined {
  const node = fields.get(name)
  return node?.value === null ? undefined : node
}

/** The text of a field; empty where there is none. */
export function textOf(object: ObjectNode, name: string): string {
  const node = fieldOf(object, name)
  if (!node) return ''
  if (typeof node.value !== 'string') throw mismatch(object, node, name, 'a string')
  return node.value
}

/** True or false; false where there is none. */
export function boolOf(object: ObjectNode, name: string): boolean {
  const node = fieldOf(object, name)
  if (!node) return false
  if (typeof node.value !== 'boolean') throw mismatch(object, node, name, 'a bool')
  return node.value
}

/** The elements of a list; none where there is no list. */
export function itemsOf(object: ObjectNode, name: string): readonly YamlNode[] {
  const node = fieldOf(object, name)
  if (!node) return []
  if (!Array.isArray(node.value)) throw mismatch(object, node, name, 'a list')
  return node.value as readonly YamlNode[]
}

function mismatch({ path }: ObjectNode, node: YamlNode, name: string, wanted: string): DoesNotLoad {
  return new DoesNotLoad(`file ${path}:${node.line}: ${name}: cannot unmarshal ${typeName(node)} into ${wanted}`)
}

function typeName({ value }: YamlNode): string {
  if (Array.isArray(value)) return 'array'
  if (value instanceof Map) return 'object'
  const scalar = value as Scalar
  if (scalar === null) return 'null'
  return typeof scalar === 'boolean' ? 'bool' : typeof scalar === 'string' ? 'string' : 'number'
}
