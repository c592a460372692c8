// The tree of a configuration as the kubelet decodes it into its fields, by their types.
import { type KubeletField, type KubeletKind, kubeletConfiguration } from '../../../proto/catalogue/kubelet.ts'
import { compare, type Plain } from '../../../proto/value.ts'
import { fitsSigned, formatGoDuration, isQuantity, parseGoDuration } from '../../parse/goscalars.ts'
import { DoesNotLoad, type Fields, isZero, type Sourced, winsOver } from './sourced.ts'
import { type Branch, type Data, type Leaf, type Tree, toPlain } from './tree.ts'

/** Field by path. */
export const fieldOf: ReadonlyMap<string, KubeletField> = new Map(kubeletConfiguration.map((each) => [each.path, each]))

/** Section → names of its fields and sections; the top is the empty text. */
const namesBySection: ReadonlyMap<string, readonly string[]> = sections()

function sections(): Map<string, string[]> {
  const found = new Map<string, string[]>([['', ['apiVersion', 'kind']]])
  for (const { path } of kubeletConfiguration) {
    const parts = path.split('.')
    parts.forEach((name, index) => {
      const section = parts.slice(0, index).join('.')
      const names = found.get(section) ?? []
      if (!names.includes(name)) names.push(name)
      found.set(section, names)
    })
  }
  return found
}

export interface Decoded {
  readonly fields: Fields
  /** Keys that no field has, with their source. */
  readonly unknown: readonly { readonly path: string; readonly source: string }[]
}

/**
 * Decodes a whole configuration. With `fold`, names match whatever their case and of several spellings the last by bytes
 * wins, as in Go's encoding/json, which decodes drop-ins; the decoder of the main file minds the case.
 * Throws `DoesNotLoad` for a value of a wrong type.
 */
export function decodeTree(tree: Branch, fold: boolean): Decoded {
  const decoded = { fields: new Map<string, Sourced>(), unknown: [] as { path: string; source: string }[] }
  decodeSection('', tree, fold, decoded)
  return decoded
}

type Into = { readonly fields: Fields; readonly unknown: { path: string; source: string }[] }

function decodeSection(section: string, tree: Branch, fold: boolean, into: Into): void {
  const names = namesBySection.get(section) ?? []
  const below = section === '' ? '' : `${section}.`
  // A map's keys come sorted by their bytes when Go writes it as JSON.
  for (const [key, each] of [...tree.entries].sort(([a], [b]) => compare(a, b))) {
    const name = names.find((known) => known === key) ?? (fold ? sameFold(names, key) : undefined)
    if (name === undefined) {
      if (each.kind !== 'deleted') into.unknown.push({ path: below + key, source: each.source })
      continue
    }
    const path = below + name
    const field = fieldOf.get(path)
    if (field?.kind === 'gates') decodeGates(each, into.fields)
    else if (field) decodeField(field, each, into.fields)
    else if (namesBySection.has(path)) decodeInner(path, each, fold, into)
  }
}

function sameFold(names: readonly string[], key: string): string | undefined {
  const lower = key.toLowerCase()
  return names.find((name) => name.toLowerCase() === lower)
}

function decodeInner(path: string, tree: Tree, fold: boolean, into: Into): void {
  if (tree.kind === 'branch') decodeSection(path, tree, fold, into)
  else if (tree.kind === 'leaf' && tree.data !== null) throw mismatch(path, tree, 'a section')
}

function decodeField(field: KubeletField, tree: Tree, fields: Fields): void {
  const before = fields.get(field.path)
  if (tree.kind === 'deleted') {
    // Kept for what the default then wins over, unless another spelling of the name has set it.
    if (!before) fields.set(field.path, { value: undefined, source: '', set: false, overridden: tree.overridden })
    return
  }
  if (tree.kind === 'leaf' && tree.decoded) {
    fields.set(field.path, { ...tree.decoded, overridden: [...winsOver(before), ...tree.decoded.overridden] })
    return
  }
  const value = decodeValue(field.kind, tree, field)
  if (value === undefined) return
  const joined = isMapKind(field.kind) ? { ...(before?.value as object | undefined), ...(value as object) } : value
  const { source, set } = tree
  fields.set(field.path, { value: joined as Plain, source, set, overridden: [...winsOver(before), ...tree.overridden] })
}

function isMapKind(kind: KubeletKind): boolean {
  return kind === 'stringMap' || kind === 'secretMap'
}

function decodeGates(tree: Tree, fields: Fields): void {
  if (tree.kind === 'deleted' || (tree.kind === 'leaf' && tree.data === null)) return
  if (tree.kind === 'leaf') throw mismatch('featureGates', tree, 'a map of true and false')
  for (const [name, each] of tree.entries) {
    if (each.kind === 'deleted') continue
    if (each.kind === 'branch') throw mismatch(`featureGates.${name}`, each, 'true or false')
    const path = `featureGates.${name}`
    const { source, set, overridden } = each
    const value = each.decoded?.value ?? (each.data === null ? false : each.data)
    if (typeof value !== 'boolean') throw mismatch(path, each, 'true or false')
    fields.set(path, { value, source, set, overridden: [...winsOver(fields.get(path)), ...overridden] })
  }
}

/** `undefined` for null: the field stays as it is. */
function decodeValue(kind: KubeletKind, tree: Leaf | Branch, field: KubeletField): Plain | undefined {
  const { path } = field
  if (isMapKind(kind)) return decodeMap(kind, tree, path)
  if (tree.kind === 'branch') throw mismatch(path, tree, kindName(kind))
  const { data } = tree
  // Go asks a duration that is no pointer to read even the null, and it cannot.
  if (data === null && kind === 'duration' && !field.keepsZero) throw wrong(path, tree, 'time: invalid duration ""')
  if (data === null) return undefined
  switch (kind) {
    case 'bool':
      return typeof data === 'boolean' ? data : fail(path, tree, kind)
    case 'string':
    case 'path':
      return typeof data === 'string' ? data : fail(path, tree, kind)
    case 'int32':
    case 'uint32':
      return decodeInt(data, 32) ?? fail(path, tree, kind)
    case 'int64':
      return decodeInt(data, 64) ?? fail(path, tree, kind)
    case 'float':
      return typeof data === 'number' || typeof data === 'bigint' ? Number(data) : fail(path, tree, kind)
    case 'duration':
      return typeof data === 'string' ? decodeDuration(data, path, tree) : fail(path, tree, kind)
    case 'timeOrDuration': {
      const number = decodeInt(data, 64)
      if (number !== undefined) return formatGoDuration(BigInt(number))
      return typeof data === 'string' ? decodeDuration(data, path, tree) : fail(path, tree, kind)
    }
    case 'quantity': {
      const text = typeof data === 'string' || typeof data === 'number' ? String(data) : fail(path, tree, kind)
      return isQuantity(text) ? text : fail(path, tree, kind)
    }
    case 'strings':
      return listOf(data, path, tree, kind, (each) =>
        each === null ? '' : typeof each === 'string' ? each : undefined,
      )
    case 'ints':
      return listOf(data, path, tree, kind, (each) => (each === null ? 0 : decodeInt(each, 32)))
    default:
      return listOf(data, path, tree, kind, (each) => (each instanceof Map ? toPlain(each) : undefined))
  }
}

function decodeInt(data: Data, bits: number): number | undefined {
  if (typeof data === 'number') return Number.isInteger(data) && fitsSigned(BigInt(data), bits) ? data : undefined
  return typeof data === 'bigint' && fitsSigned(data, bits) ? Number(data) : undefined
}

function decodeDuration(text: string, path: string, tree: Leaf): string {
  const duration = parseGoDuration(text)
  if (typeof duration === 'bigint') return formatGoDuration(duration)
  throw wrong(path, tree, duration.error)
}

function listOf(
  data: Data,
  path: string,
  tree: Leaf,
  kind: KubeletKind,
  read: (each: Data) => Plain | undefined,
): Plain[] {
  if (!Array.isArray(data)) return fail(path, tree, kind)
  return (data as readonly Data[]).map((each) => read(each) ?? fail(path, tree, kind))
}

function decodeMap(kind: KubeletKind, tree: Leaf | Branch, path: string): Plain | undefined {
  if (tree.kind === 'leaf') return tree.data === null ? undefined : fail(path, tree, kind)
  const entries: [string, Plain][] = []
  for (const [key, each] of tree.entries) {
    if (each.kind === 'deleted') continue
    const value = each.kind === 'leaf' ? (each.decoded?.value ?? toPlain(each.data)) : undefined
    const right = kind === 'stringMap' ? typeof value === 'string' : Array.isArray(value)
    if (value === undefined || !right) throw mismatch(`${path}.${key}`, each, kind === 'stringMap' ? 'text' : 'a list')
    entries.push([key, value])
  }
  return Object.fromEntries(entries)
}

function fail(path: string, tree: Leaf | Branch, kind: KubeletKind): never {
  throw mismatch(path, tree, kindName(kind))
}

function mismatch(path: string, tree: Leaf | Branch, wanted: string): DoesNotLoad {
  return wrong(path, tree, `cannot unmarshal ${foundName(tree)} into ${wanted}`)
}

function wrong(path: string, tree: Leaf | Branch, words: string): DoesNotLoad {
  return new DoesNotLoad(`${tree.source}: ${path}: ${words}`)
}

function foundName(tree: Leaf | Branch): string {
  if (tree.kind === 'branch') return 'object'
  const { data } = tree
  if (Array.isArray(data)) return 'array'
  if (typeof data === 'boolean') return 'bool'
  if (typeof data === 'string') return 'string'
  return `number ${String(data)}`
}

const kindNames: Readonly<Partial<Record<KubeletKind, string>>> = {
  bool: 'bool',
  float: 'float64',
  strings: 'a list of texts',
  ints: 'a list of int32',
  structs: 'a list of objects',
  stringMap: 'a map of texts',
  secretMap: 'a map of lists',
}

function kindName(kind: KubeletKind): string {
  return kindNames[kind] ?? (kind === 'path' ? 'string' : kind)
}

/** The fields as the tree that drop-ins are merged into: as Go writes them, without those that are zero. */
export function encodeFields(fields: Fields): Branch {
  const root = emptyBranch()
  for (const [path, sourced] of fields) {
    if (isLeftOut(path, sourced)) continue
    const gate = path.startsWith('featureGates.')
    const field = gate ? undefined : fieldOf.get(path)
    const parts = gate ? ['featureGates', path.slice('featureGates.'.length)] : path.split('.')
    const place = parts.slice(0, -1).reduce(inner, root)
    const name = parts.at(-1) as string
    place.entries.set(name, field && isMapKind(field.kind) && !sourced.unknown ? branchOf(sourced) : leafOf(sourced))
  }
  return root
}

/** Go's omitempty leaves out what is zero, but never a duration, which is a struct there. */
function isLeftOut(path: string, { value, unknown }: Sourced): boolean {
  if (unknown || !isZero(value)) return false
  if (typeof value === 'object') return true
  const field = path.startsWith('featureGates.') ? undefined : fieldOf.get(path)
  return field !== undefined && !field.keepsZero && field.kind !== 'duration'
}

/**
 * The merged fields, with what somebody wrote as zero and `encodeFields` left out: where it holds, its own source; where
 * not, what was lost. `merged` are the fields before the defaults: what a drop-in deletes is nobody's.
 */
export function withWrittenZeros(complete: Fields, merged: Fields, before: Fields): Fields {
  const all: Fields = new Map(complete)
  for (const [path, written] of before) {
    const now = complete.get(path)
    if (!now || !written.set || written.value === undefined || !isLeftOut(path, written)) continue
    const { value, source, overridden } = written
    if (!merged.has(path) && isZero(now.value) && !now.unknown) all.set(path, written)
    else all.set(path, { ...now, overridden: [...now.overridden, { value, source }, ...overridden] })
  }
  return all
}

type OpenBranch = Branch & { readonly entries: Map<string, Tree> }

function emptyBranch(): OpenBranch {
  return { kind: 'branch', entries: new Map(), source: '', set: false, overridden: [] }
}

function inner(branch: OpenBranch, name: string): OpenBranch {
  const found = branch.entries.get(name)
  if (found?.kind === 'branch') return found as OpenBranch
  const made = emptyBranch()
  branch.entries.set(name, made)
  return made
}

function leafOf(sourced: Sourced): Leaf {
  const { source, set, overridden } = sourced
  return { kind: 'leaf', data: null, decoded: sourced, source, set, overridden }
}

function branchOf(sourced: Sourced): Branch {
  const { source, set, overridden } = sourced
  const entries = Object.entries(sourced.value as Record<string, Plain>)
  const leaves = entries.map(([name, value]) => [name, leafOf({ ...sourced, value, overridden: [] })] as const)
  return { kind: 'branch', entries: new Map(leaves), source, set, overridden }
}
