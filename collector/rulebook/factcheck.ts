import type { Domain } from '../../proto/index.ts'
import { enumWord, fieldsOf, valuesOf } from '../../proto/schema.ts'
import { factTypes } from '../judge/cel.ts'
import { type FieldType, type Scalar, type Struct, structOf } from '../judge/types.ts'

/** Something in a fact's JSON that no agent can send. */
export interface FactProblem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Checks the JSON of a fact against the contract and the catalogues: unknown fields and values of a wrong type. */
export function checkFact(domain: Domain, fact: unknown): FactProblem[] {
  return checkStruct(factTypes().get(structOf(domain)) as Struct, fact, [])
}

function checkStruct(struct: Struct, value: unknown, path: readonly PropertyKey[]): FactProblem[] {
  if (struct.sourced) return checkSourced(struct.sourced, value, path)
  if (!isObject(value)) return [{ path, message: `not an object: ${show(value)}` }]
  return Object.entries(value).flatMap(([name, each]) => {
    const type = struct.fields.get(name)
    // What could not be read is said beside the fact, as in an observation.
    if (!type || type.kind === 'complete' || name === 'gaps' || name === 'absent')
      return [{ path: [...path, name], message: `the contract has no such field: ${name}` }]
    return checkField(struct, name, type, each, [...path, name])
  })
}

function checkField(
  struct: Struct,
  name: string,
  type: Exclude<FieldType, { kind: 'complete' }>,
  value: unknown,
  path: readonly PropertyKey[],
): FactProblem[] {
  const structs = factTypes()
  if (type.kind === 'scalar') return checkScalar(type.scalar, value, path, wordsOf(struct, name))
  if (type.kind === 'struct') return checkStruct(structs.get(type.struct) as Struct, value, path)
  if (type.kind === 'map') {
    if (!isObject(value)) return [{ path, message: `not an object: ${show(value)}` }]
    return Object.entries(value).flatMap(([key, each]) =>
      checkStruct(structs.get(type.struct) as Struct, each, [...path, key]),
    )
  }
  if (!Array.isArray(value)) return [{ path, message: `not a list: ${show(value)}` }]
  return value.flatMap((each, index) => {
    const at = [...path, index]
    return type.kind === 'list'
      ? checkStruct(structs.get(type.struct) as Struct, each, at)
      : checkScalar(type.scalar, each, at)
  })
}

/** The words of an enum's field. */
function wordsOf(struct: Struct, name: string): string[] | undefined {
  const type = fieldsOf(struct.name)?.find((field) => field.name === name)?.type ?? ''
  const values = valuesOf(type)
  return values && Object.values(values).map((number) => enumWord(type, number))
}

const sourcedKeys = ['value', 'source', 'unknown', 'overridden']

function checkSourced(type: Scalar | 'list' | 'object', value: unknown, path: readonly PropertyKey[]): FactProblem[] {
  if (!isObject(value)) return [{ path, message: `not a value with its source: ${show(value)}` }]
  const foreign = Object.keys(value).filter((key) => !sourcedKeys.includes(key))
  if (foreign.length > 0) return [{ path, message: `a value with its source has no ${foreign.join(', ')}` }]
  if ('value' in value === 'unknown' in value) return [{ path, message: 'either a value or why it is unknown' }]
  const texts = ['source', 'unknown'].filter((key) => key in value && typeof value[key] !== 'string')
  if (texts.length > 0)
    return [{ path: [...path, texts[0] as string], message: `not a text: ${show(value[texts[0] as string])}` }]
  return 'value' in value ? checkValue(type, value['value'], [...path, 'value']) : []
}

function checkValue(type: Scalar | 'list' | 'object', value: unknown, path: readonly PropertyKey[]): FactProblem[] {
  if (type === 'list') return Array.isArray(value) ? [] : [{ path, message: `not a list: ${show(value)}` }]
  if (type === 'object') return isObject(value) ? [] : [{ path, message: `not an object: ${show(value)}` }]
  return checkScalar(type, value, path)
}

function checkScalar(
  type: Scalar,
  value: unknown,
  path: readonly PropertyKey[],
  words?: readonly string[],
): FactProblem[] {
  if (words && !words.includes(value as string))
    return [{ path, message: `not one of ${words.join(', ')}: ${show(value)}` }]
  const fits = {
    bool: typeof value === 'boolean',
    int: Number.isSafeInteger(value),
    double: typeof value === 'number',
    string: typeof value === 'string',
  }[type]
  return fits ? [] : [{ path, message: `not ${type}: ${show(value)}` }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 100) ?? 'nothing'
}
