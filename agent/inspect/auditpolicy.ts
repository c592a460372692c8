import type { AuditPolicyFact } from '../../proto/index.ts'
import { type AuditPolicy, type AuditRule, levels, parseAuditPolicy, type Stage } from '../parse/auditpolicy.ts'
import type { FlagDefinition } from '../parse/goflags.ts'
import {
  type ApiServer,
  type ApiServerFile,
  apiServerProcesses,
  apiServerReads,
  flagText,
  inspectNamedFile,
} from './apiserverfile.ts'
import { type Budget, reachable, type Scope, scopesOf } from './auditpolicy/reach.ts'
import { type Watched, watched } from './auditpolicy/watched.ts'
import type { Inspector, Observation } from './inspector.ts'

type Resource = NonNullable<AuditPolicyFact['resources']>[number]
type Place = ApiServerFile['at']

const policyFlag = 'audit-policy-file'
/** Where events go. Without any of them a policy has no effect. */
const backendFlags = ['audit-log-path', 'audit-webhook-config-file']
const flags = [policyFlag, ...backendFlags].map((name): FlagDefinition => ({ name, kind: 'string' }))

/** Requests that are compared with rules before a policy is given up: some tenths of a second. */
const budgetOfPolicy = 5_000_000
/** Most warnings that are told. */
const maxWarnings = 50

/**
 * The audit policy of the node's API server, worked out: what the first matching rule leaves for whom, by the order of
 * pkg/audit/policy/checker.go.
 */
export const auditPolicy: Inspector<'auditPolicy'> = {
  domain: 'auditPolicy',
  schema: 1,
  reads: [{ origin: 'named by kube-apiserver --audit-policy-file', why: 'the audit policy' }, ...apiServerReads],
  processes: apiServerProcesses,
  inspect: (host) => inspectNamedFile(host, { flag: policyFlag, flags, without: withoutPolicy, from: withPolicy }),
}

/** Whatever backends there are: without a policy the API server records nothing. */
function withoutPolicy(server: ApiServer): Observation<AuditPolicyFact> {
  const source = `flag --${policyFlag} is not set${server.from}`
  const idle = backendFlags.filter((name) => flagText(server, name) !== '')
  const fact: AuditPolicyFact = {
    file: { value: '', source },
    resources: watched.map((each) => unrecorded(each, `nothing is recorded: ${source}`)),
    warnings: [
      ...server.warnings,
      ...idle.map((name) => `flag --${name} records nothing without --${policyFlag}`),
    ].sort(),
    rules: 0,
  }
  return { status: 'observed', fact }
}

function unrecorded({ name }: Watched, source: string): Resource {
  return {
    resource: name,
    highest: { value: 'None', source },
    lowestWrite: { value: 'None', source },
    leaks: false,
    unseenWrites: true,
  }
}

function withPolicy(server: ApiServer, path: string, file: ApiServerFile): Observation<AuditPolicyFact> {
  const { at } = file
  const parsed = parseAuditPolicy(file.bytes)
  if (!parsed.ok) return { status: 'failed', reason: `does not load: ${at(parsed.line)}: ${parsed.reason}` }
  const policy = parsed.value
  const isIdle = backendFlags.every((name) => flagText(server, name) === '')
  const idle = `neither --${backendFlags.join(' nor --')} is set${server.from}`
  const resources = isIdle
    ? watched.map((each) => unrecorded(each, `nothing is recorded: ${idle}`))
    : recorded(policy, at)
  if (!resources) return { status: 'failed', reason: `${at()}: too many rules to be worked out` }
  const warnings = [
    ...server.warnings,
    ...(isIdle ? [`flag --${policyFlag} has no effect: ${idle}`] : []),
    ...(file.changed ? [`${at()} changed after the API server started, which knows what it held before`] : []),
    ...told(policy, at),
  ]
  const named = { value: path, source: server.sourceOf(policyFlag) }
  return { status: 'observed', fact: { file: named, resources, warnings: warnings.sort(), rules: policy.rules.length } }
}

function told({ warnings }: AuditPolicy, at: Place): string[] {
  const more = warnings.length - maxWarnings
  return [
    ...warnings.slice(0, maxWarnings).map(({ line, text }) => `${at(line)}: ${text}`),
    ...(more > 0 ? [`${at()}: ${more} more warnings`] : []),
  ]
}

/** The answers for all resources; nothing when the policy is too large to be worked out. */
function recorded(policy: AuditPolicy, at: Place): Resource[] | undefined {
  const budget = { left: budgetOfPolicy }
  const scopes = scopesOf(policy.rules)
  const resources = watched.map((each) => resourceOf(each, scopes, at, budget))
  return resources.every((each) => each !== undefined) ? resources : undefined
}

interface Outcome {
  readonly verb: string
  /** Index in `levels`. */
  readonly level: number
  readonly rule: AuditRule | undefined
}

function resourceOf(resource: Watched, scopes: readonly Scope[], at: Place, budget: Budget): Resource | undefined {
  const outcomes: Outcome[] = []
  for (const target of resource.targets) {
    const rules = reachable(scopes, target, budget)
    if (!rules) return undefined
    for (const rule of rules) outcomes.push({ verb: target.verb, level: levels.indexOf(rule?.level ?? 'None'), rule })
  }
  const sourceOf = ({ rule }: Outcome) => (rule ? at(rule.line) : `${at()}: no rule matches`)
  const highest = outcomes.reduce((a, b) => (b.level > a.level ? b : a))
  const writes = outcomes.filter(({ verb }) => resource.writes.includes(verb))
  const lowest = writes
    .map((each) => (isOmitted(each, resource) ? { ...each, level: 0 } : each))
    .reduce((a, b) => (b.level < a.level ? b : a))
  const omits = isOmitted(lowest, resource) ? ', which omits the stages of such requests' : ''
  return {
    resource: resource.name,
    highest: { value: levels[highest.level] as string, source: sourceOf(highest) },
    lowestWrite: { value: levels[lowest.level] as string, source: sourceOf(lowest) + omits },
    leaks: outcomes.some((each) => isLeak(each, resource)),
    unseenWrites: lowest.level === 0,
  }
}

/** A rule with a level records nothing when it leaves out every stage that a request has without an accident. */
function isOmitted({ rule }: Outcome, { longRunning }: Watched): boolean {
  if (!rule || rule.level === 'None') return false
  const had: readonly Stage[] = ['RequestReceived', 'ResponseComplete']
  return (longRunning ? [...had, 'ResponseStarted' as const] : had).every((stage) => rule.omitStages.includes(stage))
}

function isLeak({ verb, level }: Outcome, { secretRequests, secretResponses }: Watched): boolean {
  const [request, response] = [levels.indexOf('Request'), levels.indexOf('RequestResponse')]
  return (level >= request && secretRequests.includes(verb)) || (level >= response && secretResponses.includes(verb))
}
