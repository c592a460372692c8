// Which rules of an audit policy some request reaches. A rule that names users, groups, namespaces or objects lets the
// others through to the rules behind it, and so what it hides from them is part of the question.
import type { AuditRule } from '../../parse/auditpolicy.ts'

/** Requests of one kind: by any user, in any namespace, for any object that the kind allows. */
export interface Target {
  /** Empty for the core group. */
  readonly group: string
  /** With its subresource: `serviceaccounts/token`. */
  readonly resource: string
  readonly verb: string
  /** Whether such requests are made in a namespace: `maybe` for those that can ask for all at once. */
  readonly namespaced: Possible
  /** Whether such requests name an object. */
  readonly named: Possible
}

export type Possible = 'always' | 'never' | 'maybe'

/** The requests that fit a rule, whatever the resource. What is `undefined` fits any. */
export interface Scope {
  readonly rule: AuditRule
  readonly users: ReadonlySet<string> | undefined
  readonly groups: ReadonlySet<string> | undefined
  readonly namespaces: ReadonlySet<string> | undefined
}

/** The requests of a target that fit a rule, or no rule in particular. */
interface Box extends Partial<Scope> {
  readonly names: ReadonlySet<string> | undefined
}

/** One request. An `undefined` user, namespace or name is one that the policy does not mention. */
interface Request {
  readonly user: string | undefined
  readonly groups: readonly string[]
  readonly namespace: string | undefined
  readonly name: string | undefined
}

/** How much work may still be done for a policy: requests compared with rules. */
export interface Budget {
  left: number
}

/** The rules made ready for being asked about many targets. */
export function scopesOf(rules: readonly AuditRule[]): Scope[] {
  const setOf = (values: readonly string[]) => (values.length === 0 ? undefined : new Set(values))
  return rules.map((rule) => {
    return { rule, users: setOf(rule.users), groups: setOf(rule.groups), namespaces: setOf(rule.namespaces) }
  })
}

/**
 * The rules that decide about some request of the target, in their order; `undefined` stands for no rule. Nothing at all
 * when the budget does not suffice.
 */
export function reachable(
  scopes: readonly Scope[],
  target: Target,
  budget: Budget,
): readonly (AuditRule | undefined)[] | undefined {
  const before: Box[] = []
  const reached: (AuditRule | undefined)[] = []
  for (const box of [...scopes.flatMap((scope) => boxesOf(scope, target)), { names: undefined }]) {
    const found = isReached(box, before, target, budget)
    if (found === undefined) return undefined
    if (found) reached.push(box.rule)
    if (!box.users && !box.groups && !box.namespaces && !box.names) break
    before.push(box)
  }
  return reached
}

/** One, or none where the rule has nothing to do with the target. */
function boxesOf(scope: Scope, target: Target): Box[] {
  const { verbs } = scope.rule
  const names = namesOf(scope.rule, target)
  return !names || (verbs.length > 0 && !verbs.includes(target.verb)) ? [] : [{ ...scope, ...names }]
}

/** The objects that the rule is about; nothing when it is not about this resource. */
function namesOf(rule: AuditRule, target: Target): { readonly names: ReadonlySet<string> | undefined } | undefined {
  if (rule.urls.length > 0) return undefined
  if (rule.resources.length === 0) return { names: undefined }
  const names = new Set<string>()
  for (const each of rule.resources) {
    if (each.group !== '*' && each.group !== target.group) continue
    if (each.resources.length > 0 && !each.resources.some((written) => matches(written, target.resource))) continue
    if (each.names.length === 0) return { names: undefined }
    for (const name of each.names) names.add(name)
  }
  return names.size === 0 ? undefined : { names }
}

/** A star before the slash is any resource with that subresource, one behind it the resource and all of its own. */
function matches(written: string, asked: string): boolean {
  if (written === '*' || written === asked) return true
  const [resource, subresource] = asked.split('/')
  if (subresource && written.startsWith('*/') && written.slice(2) === subresource) return true
  return written.endsWith('/*') && written.slice(0, -2) === resource
}

/** Whether a request fits the box and none before it; `undefined` when there is no budget to tell. */
function isReached(box: Box, before: readonly Box[], target: Target, budget: Budget): boolean | undefined {
  for (const request of requestsOf(box, target)) {
    budget.left -= before.length + 1
    if (budget.left < 0) return undefined
    if (!before.some((each) => fits(request, each))) return true
  }
  return false
}

function fits({ user, groups, namespace, name }: Request, box: Box): boolean {
  return (
    has(box.users, user) &&
    has(box.namespaces, namespace) &&
    has(box.names, name) &&
    (!box.groups || groups.some((each) => box.groups?.has(each)))
  )
}

function has(values: ReadonlySet<string> | undefined, value: string | undefined): boolean {
  return !values || (value !== undefined && values.has(value))
}

/** The requests that fit the box and as little else as possible: if one of these does not reach it, none does. */
function* requestsOf(box: Box, target: Target): Generator<Request> {
  for (const identity of identitiesOf(box))
    for (const namespace of valuesOf(box.namespaces, target.namespaced))
      for (const name of valuesOf(box.names, target.named)) yield { ...identity, namespace, name }
}

const anonymous = { user: 'system:anonymous', groups: ['system:unauthenticated'] }
const authenticated = 'system:authenticated'

/** Everybody who is not anonymous is in the group `system:authenticated`, and may be in any other. */
function* identitiesOf({ users, groups }: Box): Generator<Pick<Request, 'user' | 'groups'>> {
  if (has(users, anonymous.user) && (!groups || groups.has('system:unauthenticated'))) yield anonymous
  const free = !groups || groups.has(authenticated)
  for (const user of users ?? [undefined]) {
    if (user === anonymous.user) continue
    if (free) yield { user, groups: [authenticated] }
    else
      for (const group of groups) if (group !== 'system:unauthenticated') yield { user, groups: [authenticated, group] }
  }
}

function* valuesOf(values: ReadonlySet<string> | undefined, possible: Possible): Generator<string | undefined> {
  if (possible === 'never') {
    if (has(values, '')) yield ''
    return
  }
  if (!values) yield undefined
  else for (const value of values) if (value !== '' || possible === 'maybe') yield value
}
