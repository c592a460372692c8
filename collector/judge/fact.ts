import { type Json, type JsonObject, plainText } from '../../proto/view.ts'
import type { FieldType, Scalar, Struct } from './types.ts'

/** A value that a rule looked at. */
export interface Read {
  readonly field: string
  readonly value: string
  readonly source: string
  readonly overridden?: readonly { readonly value: string; readonly source: string }[]
  /** Why the value cannot be told; then there is none. */
  readonly unknown?: string
}

/** Thrown where an expression reads a value that cannot be told: `||`, `&&` and the quantifiers go on without it. */
export class UnknownValue extends Error {
  override readonly name = 'UnknownValue'
}

/** Most values that one finding shows. */
const maxReads = 50

let reads: Map<string, Read> | undefined

/** Runs `evaluate` and returns what it read meanwhile, in the order of the first look. */
export function trackReads<T>(evaluate: () => T): { result: T; reads: Read[] } {
  const outer = reads
  reads = new Map()
  try {
    const result = evaluate()
    return { result, reads: [...reads.values()] }
  } finally {
    reads = outer
  }
}

/** What was read until an error was thrown is evidence too: so errors are results here. */
export function attempt<T>(evaluate: () => T): { value: T } | { error: Error } {
  const { stackTraceLimit } = Error
  // What cannot be told is thrown, often: a trace that nobody reads would cost more than the evaluation.
  Error.stackTraceLimit = 0
  try {
    return { value: evaluate() }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function note(read: Read): void {
  if (!reads || reads.size >= maxReads || reads.has(read.field)) return
  reads.set(read.field, read)
}

/** A fact as rules read it: an object of its struct's class, its fields made when they are asked for. */
export type FactObject = object

type Constructor = new (raw: JsonObject, path: string, source: string) => FactObject

/** The classes of all structs, by name: the types that are registered with CEL. */
export type FactClasses = ReadonlyMap<string, Constructor>

/** Makes one class a struct. Fields are getters: reading one is what makes it evidence. */
export function defineClasses(structs: ReadonlyMap<string, Struct>): FactClasses {
  const classes = new Map<string, Constructor>()
  for (const struct of structs.values()) {
    classes.set(struct.name, struct.sourced ? sourcedClass(struct.sourced) : structClass(struct, classes))
  }
  return classes
}

/** What an object of a fact is made from; under a symbol, since facts have fields of any name. */
const state = Symbol('state')

interface State {
  readonly raw: JsonObject
  readonly path: string
  /** Where plain fields were read: the thing's own source or path, else that of what it belongs to. */
  readonly from: string
  readonly made: Map<string, Made>
}

/** A field once it was asked for. */
interface Made {
  readonly value: unknown
  /** What makes it evidence; absent for what only leads to other fields. */
  readonly read?: Read
}

function structClass(struct: Struct, classes: FactClasses): Constructor {
  const made = class {
    readonly [state]: State
    constructor(raw: JsonObject, path: string, from: string) {
      this[state] = { raw, path, from: textOf(raw['source']) ?? textOf(raw['path']) ?? from, made: new Map() }
    }
  }
  for (const [name, type] of struct.fields) {
    Object.defineProperty(made.prototype, name, {
      get(this: InstanceType<typeof made>) {
        return readField(this[state], name, type, classes)
      },
    })
  }
  return made
}

/** The JSON that a fact was made from: for functions that look at more than they make evidence. */
export function rawOf(fact: FactObject): JsonObject {
  return (fact as { readonly [state]: State })[state].raw
}

function readField({ raw, path, from, made }: State, name: string, type: FieldType, classes: FactClasses): unknown {
  if (type.kind === 'complete') return readComplete(raw, join(path, name), from)
  const found = made.get(name) ?? make({ raw, path, from }, name, type, classes)
  made.set(name, found)
  if (found.read) note(found.read)
  return found.value
}

function make(
  { raw, path, from }: Omit<State, 'made'>,
  name: string,
  type: Exclude<FieldType, { kind: 'complete' }>,
  classes: FactClasses,
): Made {
  const field = join(path, name)
  const value = child(classes, type, raw[name], field, from)
  if (type.kind !== 'scalar') return { value }
  return { value, read: { field, value: plainText(raw[name] ?? scalarDefault(type.scalar)), source: from } }
}

/** Throws when parts of the domain could not be read. */
function readComplete(raw: JsonObject, path: string, from: string): true {
  const [first, ...others] = (raw['gaps'] ?? []) as JsonObject[]
  if (!first) {
    note({ field: path, value: 'true', source: from })
    return true
  }
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  const unknown = `not all could be read: ${textOf(first['path']) ?? ''}: ${textOf(first['reason']) ?? ''}${more}`
  note({ field: path, value: '', source: from, unknown })
  throw new UnknownValue(unknown)
}

function child(
  classes: FactClasses,
  type: Exclude<FieldType, { kind: 'complete' }>,
  raw: Json | undefined,
  path: string,
  from: string,
): unknown {
  if (type.kind === 'scalar') return toCel(type.scalar, raw ?? scalarDefault(type.scalar))
  if (type.kind === 'scalars') return ((raw ?? []) as Json[]).map((each) => toCel(type.scalar, each))
  const Class = classes.get(type.struct) as Constructor
  if (type.kind === 'list') {
    return ((raw ?? []) as JsonObject[]).map((each, index) => new Class(each, `${path}[${label(each, index)}]`, from))
  }
  if (raw === undefined || raw === null) return undefined
  if (type.kind === 'struct') return new Class(raw as JsonObject, path, from)
  return new Map(
    Object.entries(raw).map(([name, each]) => [name, new Class(each as JsonObject, join(path, name), from)]),
  )
}

function label(item: JsonObject, index: number): string {
  return textOf(item['name']) ?? textOf(item['path']) ?? String(index)
}

function sourcedClass(type: Scalar | 'list' | 'object'): Constructor {
  return class {
    readonly raw: JsonObject
    readonly path: string
    #made: Required<Made> | undefined
    constructor(raw: JsonObject, path: string) {
      this.raw = raw
      this.path = path
    }
    get value(): unknown {
      this.#made ??= makeSourced(this.raw, this.path, type)
      const { value, read } = this.#made
      note(read)
      if (read.unknown !== undefined) throw new UnknownValue(`${this.path}: ${read.unknown}`)
      return value
    }
    get source(): string {
      return textOf(this.raw['source']) ?? ''
    }
    get known(): boolean {
      return this.raw['unknown'] === undefined && isOfType(type, this.raw['value'] ?? null)
    }
  }
}

function makeSourced(raw: JsonObject, field: string, type: Scalar | 'list' | 'object'): Required<Made> {
  const source = textOf(raw['source']) ?? ''
  const value = raw['value'] ?? null
  const unknown = textOf(raw['unknown']) ?? whyNoValue(type, value)
  if (unknown !== undefined) return { value: undefined, read: { field, value: '', source, unknown } }
  const overridden = ((raw['overridden'] ?? []) as JsonObject[]).map((each) => ({
    value: plainText(each['value'] ?? null),
    source: textOf(each['source']) ?? '',
  }))
  const read = { field, value: plainText(value), source, ...(overridden.length > 0 ? { overridden } : {}) }
  return { value: celValue(type, value), read }
}

function whyNoValue(type: Scalar | 'list' | 'object', value: Json): string | undefined {
  if (isOfType(type, value)) return undefined
  if (value === null) return 'the agent sent no value'
  return `the agent sent something else than ${type === 'int' ? 'a whole number' : `a ${type}`}`
}

function celValue(type: Scalar | 'list' | 'object', value: Json): unknown {
  if (type === 'list') return (value as Json[]).map(plainText)
  return type === 'object' ? toDynamic(value) : toCel(type, value)
}

/** The contract lets a setting hold any type of value: one of a wrong type is no value, least of all an empty one. */
function isOfType(type: Scalar | 'list' | 'object', value: Json): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return value !== null && typeof value === 'object' && !Array.isArray(value)
  if (type === 'int') return Number.isSafeInteger(value)
  return typeof value === { bool: 'boolean', double: 'number', string: 'string' }[type]
}

/** Whole numbers are integers for CEL, at any depth. */
function toDynamic(value: Json): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(toDynamic)
  if (value === null || typeof value !== 'object') return value
  return new Map(Object.entries(value).map(([name, each]) => [name, toDynamic(each)]))
}

function toCel(type: Scalar, value: Json): unknown {
  if (value === null) return undefined
  if (type === 'int') return BigInt(Math.trunc(Number(value)))
  if (type === 'double') return Number(value)
  return value
}

function scalarDefault(type: Scalar): Json {
  if (type === 'bool') return false
  return type === 'string' ? '' : 0
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
