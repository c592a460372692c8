import { catalogueOf } from '../../proto/catalogue/index.ts'
import { type Domain, domains } from '../../proto/index.ts'
import { fieldsOf, valuesOf } from '../../proto/schema.ts'
import { factType, nestedSettings } from '../../proto/view.ts'

/** How a field of a fact is typed in rules, and how it is read. */
export type FieldType =
  | { readonly kind: 'struct'; readonly struct: string }
  | { readonly kind: 'list'; readonly struct: string }
  | { readonly kind: 'map'; readonly struct: string }
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'scalars'; readonly scalar: Scalar }
  /** True, or unknown when parts of the domain could not be read. */
  | { readonly kind: 'complete' }

export type Scalar = 'bool' | 'int' | 'double' | 'string'

/** A type of rules' facts: its fields by name. */
export interface Struct {
  readonly name: string
  readonly fields: ReadonlyMap<string, FieldType>
  /** For the types of values with a source: the type of the value. */
  readonly sourced?: Scalar | 'list' | 'object'
}

const sourcedTypes = {
  bool: 'BoolSetting',
  int: 'IntSetting',
  double: 'DoubleSetting',
  string: 'StringSetting',
  list: 'ListSetting',
  object: 'ObjectSetting',
} as const

/** All types that rules know, made from the contract and the catalogues: what is not here, a rule cannot name. */
export function factStructs(): ReadonlyMap<string, Struct> {
  const structs = new Map<string, Struct>()
  for (const [type, name] of Object.entries(sourcedTypes)) {
    structs.set(name, { name, fields: new Map(), sourced: type as Scalar | 'list' | 'object' })
  }
  for (const domain of domains) {
    addMessage(structs, factType(domain))
    addCompleteness(structs, factType(domain))
  }
  return structs
}

/**
 * What could not be read of a domain: `ssh.gaps`, and `ssh.complete` for rules whose pass depends on having seen all;
 * `ssh.absent` for rules that do without it.
 */
function addCompleteness(structs: Map<string, Struct>, type: string): void {
  addMessage(structs, 'Gap')
  const fields = structs.get(type)?.fields as Map<string, FieldType>
  fields.set('gaps', { kind: 'list', struct: 'Gap' })
  fields.set('complete', { kind: 'complete' })
  fields.set('absent', { kind: 'scalar', scalar: 'bool' })
}

/** Name of the struct that a domain's fact has in rules. */
export function structOf(domain: Domain): string {
  return factType(domain)
}

function addMessage(structs: Map<string, Struct>, type: string): void {
  if (structs.has(type)) return
  const fields = new Map<string, FieldType>()
  structs.set(type, { name: type, fields })
  for (const field of fieldsOf(type) ?? []) {
    if (field.type === 'Setting' && field.repeated) addSettings(structs, type, field.name, fields)
    else fields.set(field.name, fieldType(structs, field.type, field.repeated))
  }
}

function fieldType(structs: Map<string, Struct>, type: string, repeated: boolean): FieldType {
  if (type === 'SourcedString') return { kind: 'struct', struct: 'StringSetting' }
  if (type === 'SourcedInt') return { kind: 'struct', struct: 'IntSetting' }
  if (type === 'SourcedBool') return { kind: 'struct', struct: 'BoolSetting' }
  if (valuesOf(type)) return { kind: 'scalar', scalar: 'string' }
  if (fieldsOf(type)) {
    addMessage(structs, type)
    return { kind: repeated ? 'list' : 'struct', struct: type }
  }
  return { kind: repeated ? 'scalars' : 'scalar', scalar: scalarType(type) }
}

function scalarType(type: string): Scalar {
  if (type === 'bool') return 'bool'
  if (type === 'string' || type === 'bytes') return 'string'
  return type === 'double' || type === 'float' ? 'double' : 'int'
}

function addSettings(structs: Map<string, Struct>, type: string, field: string, fields: Map<string, FieldType>): void {
  const nested = nestedSettings[type] === field
  const own = nested ? fields : new Map<string, FieldType>()
  const name = `${type}.${field}`
  if (!nested) {
    structs.set(name, { name, fields: own })
    fields.set(field, { kind: 'struct', struct: name })
  }
  for (const entry of catalogueOf(type, field)) {
    addSetting(structs, name, own, nested ? entry.path.split('.') : [entry.path], {
      kind: 'struct',
      struct: sourcedTypes[entry.type],
    })
  }
}

/** `a.b` becomes a field `a` of a struct with a field `b`; `gates.*` a map of settings. */
function addSetting(
  structs: Map<string, Struct>,
  prefix: string,
  into: Map<string, FieldType>,
  path: readonly string[],
  type: FieldType,
): void {
  const [first = '', ...rest] = path
  if (rest.length === 0) {
    into.set(first, type)
    return
  }
  if (rest[0] === '*' && type.kind === 'struct') {
    into.set(first, { kind: 'map', struct: type.struct })
    return
  }
  const name = `${prefix}.${first}`
  if (!into.has(first)) {
    structs.set(name, { name, fields: new Map() })
    into.set(first, { kind: 'struct', struct: name })
  }
  addSetting(structs, name, structs.get(name)?.fields as Map<string, FieldType>, rest, type)
}
