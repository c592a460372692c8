// What the flags of audit come to together (k8s.io/apiserver, pkg/server/options/audit.go).
import type { Plain } from '../../../proto/value.ts'
import type { View } from '../controlplane/component.ts'
import type { Sourced } from '../kubelet/sourced.ts'
import { isAtLeast } from '../kubelet/version.ts'

/** Records need a policy and a place. */
export function auditRecords({ fields, warnings }: View): Sourced {
  const [policy, log, webhook] = ['audit-policy-file', 'audit-log-path', 'audit-webhook-config-file'].map(
    (name) => fields.get(name) as Sourced,
  ) as [Sourced, Sourced, Sourced]
  if (policy.value === '') {
    if (log.value) warnings.push('no audit policy file provided, no events will be recorded for log backend')
    if (webhook.value) warnings.push('no audit policy file provided, no events will be recorded for webhook backend')
    return concluded(false, [policy])
  }
  const place = [log, webhook].find((each) => each.value)
  const open = [policy, ...(place ? [] : [log, webhook])].find((each) => each.unknown)
  if (open) return { ...open, overridden: [] }
  return place ? concluded(true, [policy, place]) : concluded(false, [log, webhook])
}

function concluded(value: Plain, from: readonly Sourced[]): Sourced {
  return { value, source: [...new Set(from.map((each) => each.source))].join(', '), set: true, overridden: [] }
}

/** What the writer of logs takes where it is told nothing, in megabytes. */
const writersOwn = 100

/** Since 1.36 zero is no rotation; before, the writer of logs took zero for its own default (kubernetes#136478). */
export function auditLogRotation({ fields, version }: View): Sourced {
  const size = fields.get('audit-log-maxsize') as Sourced
  if (size.unknown || size.value !== 0) return { ...size, overridden: [] }
  if (!version.value)
    return { ...size, value: undefined, unknown: `what 0 means depends on the version: ${version.unknown}` }
  if (isAtLeast(version.value, '1.36')) return { ...size, overridden: [] }
  return { ...size, value: writersOwn, source: `${size.source}: before 1.36 zero is ${writersOwn} MB` }
}
