import { type Domain, isDomain } from '../../proto/index.ts'
import { compile, ExpressionError, factVariableType, type Program, type Variables } from './cel.ts'
import type { Need, ParameterValue, Rule, RuleSource } from './rule.ts'

/** A part of a rule that cannot be right. `key` says which: `check`, `message`, … */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly key: string
  /** In characters from the beginning of the expression. */
  readonly offset: number
  constructor(key: string, message: string, offset = 0) {
    super(message)
    this.key = key
    this.offset = offset
  }
}

/** Checks every expression of a rule against the types of facts. Throws a RuleError for the first that is wrong. */
export function compileRule(source: RuleSource, origin: string): Rule {
  const needs = [source.needs].flat().map(toNeed)
  const variables = {
    ...baseVariables(source.params),
    ...(source.scope === 'cluster' ? { nodes: 'list<NodeDigest>' } : factVariables(needs)),
  }
  checkShape(source)
  const each = source.for === undefined ? undefined : compileFor(source, variables)
  const inner = each ? { ...variables, [each.name]: each.itemType } : variables
  const check = optional(source, 'check', inner, 'bool')
  const when = optional(source, 'when', inner, 'bool')
  const message = part(source, 'message', inner, 'string')
  const digest =
    source.scope === 'cluster'
      ? part(source, 'digest', { ...baseVariables(source.params), ...factVariables(needs) })
      : undefined
  return {
    id: source.id,
    title: source.title,
    severity: source.severity,
    needs,
    scope: source.scope,
    ...(digest ? { digest } : {}),
    ...(each
      ? {
          each: {
            name: each.name,
            list: each.list,
            subject: part(source, 'subject', inner, 'string', `${each.name}.path`),
          },
        }
      : {}),
    ...(when ? { when } : {}),
    ...(check ? { check } : {}),
    ...(source.review === undefined ? {} : { review: source.review }),
    written: source.written,
    message,
    remediation: source.remediation,
    references: Object.fromEntries(Object.entries(source.references).map(([name, ids]) => [name, [ids].flat()])),
    level: source.level,
    params: source.params,
    usesTime: [check, when, message, each?.list, digest].some((program) => program?.names.has('now')),
    origin,
  }
}

const parts = ['for', 'when', 'check', 'message', 'digest', 'subject'] as const
type Part = (typeof parts)[number]

function checkShape(source: RuleSource): void {
  if (source.check === undefined && source.review === undefined)
    throw new RuleError('check', 'a rule has a check, or a review for a person')
  if (source.scope === 'cluster' && source.digest === undefined)
    throw new RuleError('scope', 'a rule over the cluster says by `digest` what it takes from each node')
  if (source.scope === 'node' && source.digest !== undefined)
    throw new RuleError('digest', 'only a rule with `scope: cluster` has a digest')
  if (source.subject !== undefined && source.for === undefined)
    throw new RuleError('subject', 'only a rule with `for` has subjects')
  checkParameters(source)
}

/** Each parameter is used, and each that is used is there. */
function checkParameters(source: RuleSource): void {
  const used = new Map<string, Part>()
  for (const key of parts) {
    for (const [, name = ''] of (source[key] ?? '').matchAll(/\bparams\.(\w+)/g)) used.set(name, key)
  }
  for (const name of Object.keys(source.params)) {
    if (!used.has(name)) throw new RuleError('params', `the parameter ${name} is used nowhere`)
  }
  if (Object.keys(source.params).length === 0) return
  for (const [name, key] of used) {
    if (!Object.hasOwn(source.params, name)) throw new RuleError(key, `the rule has no parameter ${name}`)
  }
}

function compileFor(source: RuleSource, variables: Variables): { name: string; list: Program; itemType: string } {
  const [, name = '', list = ''] = /^(\w+) in (.+)$/s.exec(source.for ?? '') ?? []
  if (name in variables) throw new RuleError('for', `${name} is a variable already`)
  const program = compilePart('for', list, variables)
  const itemType = /^list<(.+)>$/.exec(program.type)?.[1]
  if (!itemType) throw new RuleError('for', `not a list but ${program.type}`, source.for?.indexOf(list) ?? 0)
  return { name, list: program, itemType }
}

function optional(source: RuleSource, key: Part, variables: Variables, type: string): Program | undefined {
  return source[key] === undefined ? undefined : part(source, key, variables, type)
}

function part(source: RuleSource, key: Part, variables: Variables, type?: string, otherwise = ''): Program {
  const program = compilePart(key, source[key] ?? otherwise, variables)
  if (type !== undefined && program.type !== type) throw new RuleError(key, `not ${type} but ${program.type}`)
  return program
}

function compilePart(key: string, text: string, variables: Variables): Program {
  try {
    return compile(text, variables)
  } catch (error) {
    if (error instanceof ExpressionError) throw new RuleError(key, error.message, error.offset)
    throw error
  }
}

function toNeed(text: string): Need {
  const optional = text.endsWith('?')
  const [domain = '', schema = '1'] = text.replace('?', '').split('/')
  if (!isDomain(domain)) throw new RuleError('needs', `no such domain: ${domain}`)
  return { domain, schema: Number(schema), ...(optional ? { optional } : {}) }
}

function factVariables(needs: readonly Need[]): Variables {
  return Object.fromEntries(needs.map(({ domain }: { domain: Domain }) => [domain, factVariableType(domain)]))
}

function baseVariables(params: Readonly<Record<string, ParameterValue>>): Variables {
  return { now: 'google.protobuf.Timestamp', ...(Object.keys(params).length > 0 ? { params: 'map<string, dyn>' } : {}) }
}
