// The one file that knows the CEL library.
import { Environment } from '@marcbachmann/cel-js'
import { type Domain, isCollectorDomain } from '../../proto/index.ts'
import type { JsonObject, ObservationView } from '../../proto/view.ts'
import { attempt, defineClasses, type FactObject, type Read, trackReads, UnknownValue } from './fact.ts'
import { addFunctions } from './functions.ts'
import { type FieldType, factStructs, type Struct, structOf } from './types.ts'

/** A checked expression. */
export interface Program {
  readonly text: string
  /** Type of the result, as CEL names it. */
  readonly type: string
  /** The names that it mentions: `now` makes it a matter of time. */
  readonly names: ReadonlySet<string>
  run(context: Context): unknown
}

/** Variables of an evaluation, by name. */
export type Context = Readonly<Record<string, unknown>>

/** What came of an evaluation: a value; or that it cannot be told; or that the expression is at fault. With all that was read. */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown; readonly reads: readonly Read[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly reads: readonly Read[] }
  | { readonly kind: 'error'; readonly reason: string; readonly reads: readonly Read[] }

/** Thrown for an expression that cannot be right, when rules are loaded. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  /** Where in the expression, in characters from its beginning. */
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

type Gap = NonNullable<ObservationView['gaps']>[number]

/** Names and types that an expression may use. */
export type Variables = Readonly<Record<string, string>>

/** What a rule over the whole cluster knows of one node. */
export class NodeDigest {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly #digest: unknown
  readonly #unknown: string | undefined
  constructor(node: { id: string; name: string; roles: readonly string[]; digest: unknown; unknown?: string }) {
    this.id = node.id
    this.name = node.name
    this.roles = node.roles
    this.#digest = node.digest
    this.#unknown = node.unknown
  }
  /** False when the digest cannot be told; reading it then makes the answer unknown. */
  get known(): boolean {
    return this.#unknown === undefined
  }
  get digest(): unknown {
    if (this.#unknown !== undefined) throw new UnknownValue(`${this.name}: ${this.#unknown}`)
    return this.#digest
  }
}

const structs = factStructs()
const classes = defineClasses(structs)
const base = makeBase()

/** Checks an expression against the types of facts. Throws an ExpressionError for one that is wrong. */
export function compile(text: string, variables: Variables): Program {
  const environment = environmentOf(variables)
  let parsed: ReturnType<Environment['parse']>
  try {
    parsed = environment.parse(text)
  } catch (error) {
    throw toExpressionError(error)
  }
  const check = parsed.check()
  if (!check.valid) throw toExpressionError(check.error)
  return { text, type: check.type ?? 'dyn', names: namesIn(text), run: (context) => parsed(context) }
}

/** One for all expressions with the same variables: to make one costs more than to check an expression. */
const environments = new Map<string, Environment>()

function environmentOf(variables: Variables): Environment {
  const key = JSON.stringify(variables)
  const made = environments.get(key)
  if (made) return made
  const environment = base.clone()
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type)
  environments.set(key, environment)
  return environment
}

/** Evaluates; nothing is thrown. */
export function evaluate(program: Program, context: Context): Evaluation {
  const { result, reads } = trackReads(() => attempt(() => program.run(context)))
  if ('value' in result) return { kind: 'value', value: result.value, reads }
  if (result.error instanceof UnknownValue) return { kind: 'unknown', reason: result.error.message, reads }
  const error = result.error as Error & { code?: string; summary?: string }
  const reason = error.summary ?? error.message
  // A field that the contract has and this fact lacks: an agent that says less, not a rule that is wrong.
  if (error.code === 'no_such_key')
    return { kind: 'unknown', reason: `the fact has no ${reason.replace('No such key: ', '')}`, reads }
  return { kind: 'error', reason, reads }
}

/** A fact's JSON, and what of it could not be read, as the variable that rules read. */
export function factVariable(domain: Domain, fact: JsonObject, gaps: readonly Gap[] = []): FactObject {
  const Class = classes.get(structOf(domain))
  if (!Class) throw new Error(`no type for the domain ${domain}`)
  // Its fields have the names of the kubelet's own: in evidence the two must be told apart.
  const path = isCollectorDomain(domain) ? domain : ''
  return new Class({ ...fact, gaps: gaps.map(({ path, reason }) => ({ path, reason })) }, path, `the node's ${domain}`)
}

/** Type of a domain's variable. */
export function factVariableType(domain: Domain): string {
  return structOf(domain)
}

/** The types of facts with their fields, for the reference and for editors. */
export function factTypes(): ReadonlyMap<string, Struct> {
  return structs
}

function makeBase(): Environment {
  const environment = new Environment({ homogeneousAggregateLiterals: false })
  // Every name first: types refer to each other.
  for (const struct of structs.values()) {
    environment.registerType(struct.name, {
      ctor: classes.get(struct.name) as new () => object,
      fields: fieldTypes(struct),
    })
  }
  environment.registerType('NodeDigest', {
    ctor: NodeDigest,
    fields: { id: 'string', name: 'string', roles: 'list<string>', known: 'bool', digest: 'dyn' },
  })
  addFunctions(environment)
  return environment
}

function fieldTypes(struct: Struct): Record<string, string> {
  if (struct.sourced) {
    const value = { list: 'list<string>', object: 'map<string, dyn>' }[struct.sourced as string] ?? struct.sourced
    return { value, source: 'string', known: 'bool' }
  }
  return Object.fromEntries([...struct.fields].map(([name, type]) => [name, celType(type)]))
}

function celType(type: FieldType): string {
  if (type.kind === 'scalar') return type.scalar
  if (type.kind === 'scalars') return `list<${type.scalar}>`
  if (type.kind === 'list') return `list<${type.struct}>`
  if (type.kind === 'complete') return 'bool'
  return type.kind === 'map' ? `map<string, ${type.struct}>` : type.struct
}

function toExpressionError(error: unknown): ExpressionError {
  const found = error as Error & { summary?: string; range?: { start: number } }
  return new ExpressionError(found.summary ?? found.message, found.range?.start ?? 0)
}

/** Words of the expression outside of strings: more than its variables, never fewer. */
function namesIn(text: string): ReadonlySet<string> {
  const withoutStrings = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ' ')
  return new Set(withoutStrings.match(/[A-Za-z_]\w*/g))
}
