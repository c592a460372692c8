/** What the API server knows of a request when it decides at which level it is recorded. */
export interface AuditedRequest {
  readonly user: string
  readonly groups: readonly string[]
  readonly verb: string
  readonly namespace: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
}

/** A rule as people write it. */
export interface WrittenRule {
  readonly level: string
  readonly users?: readonly string[]
  readonly userGroups?: readonly string[]
  readonly verbs?: readonly string[]
  readonly namespaces?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
  readonly resources?: readonly {
    readonly group?: string
    readonly resources?: readonly string[]
    readonly resourceNames?: readonly string[]
  }[]
}

/** The position of the rule that decides about one request, -1 for none: the plain way, rule by rule. */
export function decidingRule(rules: readonly WrittenRule[], request: AuditedRequest): number {
  return rules.findIndex((rule) => {
    const allows = (list: readonly string[] | undefined, value: string) => !list?.length || list.includes(value)
    if (!allows(rule.users, request.user) || !allows(rule.verbs, request.verb)) return false
    if (rule.userGroups?.length && !rule.userGroups.some((each) => request.groups.includes(each))) return false
    if (rule.nonResourceURLs?.length || !allows(rule.namespaces, request.namespace)) return false
    return !rule.resources?.length || rule.resources.some((each) => isAbout(each, request))
  })
}

type WrittenResources = NonNullable<WrittenRule['resources']>[number]

function isAbout({ group = '', resources = [], resourceNames = [] }: WrittenResources, request: AuditedRequest) {
  if (group !== '*' && group !== request.group) return false
  if (resources.length === 0) return true
  if (resourceNames.length > 0 && !resourceNames.includes(request.name)) return false
  const { resource, subresource } = request
  const fitting = ['*', `${resource}/*`, subresource ? `${resource}/${subresource}` : resource]
  if (subresource) fitting.push(`*/${subresource}`)
  return resources.some((each) => fitting.includes(each))
}

/** A policy file with these rules. */
export function policyOf(rules: readonly WrittenRule[]): string {
  return JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules })
}
