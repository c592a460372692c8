import { apiServerFlags, apiServerOtherFlags } from '../../proto/catalogue/apiserver.ts'
import type { Plain } from '../../proto/value.ts'
import { admissionPlugins, checkPlugins } from './apiserver/admission.ts'
import { anonymousRequests } from './apiserver/anonymous.ts'
import { authorizationModes, checkModes, completeModes } from './apiserver/authorization.ts'
import { checkApiServer } from './apiserver/refusals.ts'
import { type Component, componentReads, inspectComponent, type View } from './controlplane/component.ts'
import { bindScope } from './controlplane/endpoint.ts'
import type { Inspector } from './inspector.ts'
import { type Fields, type Sourced, Unreadable } from './kubelet/sourced.ts'

const component: Component = {
  program: 'kube-apiserver',
  title: 'the API server',
  flags: apiServerFlags,
  others: apiServerOtherFlags,
  conclude,
}

/** The node's own API server: what it is told, and what follows for who may do what. */
export const apiServer: Inspector<'apiServer'> = {
  domain: 'apiServer',
  schema: 1,
  reads: [
    ...componentReads,
    { origin: 'named by --authentication-config', why: 'whether anonymous requests are served' },
    { origin: 'named by --authorization-config', why: 'who decides what a request may do' },
  ],
  processes: ['kube-apiserver', 'kubelet', 'hyperkube'],
  inspect: (host) => inspectComponent(host, component),
}

async function conclude(view: View): Promise<ReadonlyMap<string, Sourced>> {
  const { fields } = view
  refuseForeign(view)
  completeModes(fields)
  checkModes(fields)
  checkPlugins(fields, view.version, view.plain)
  checkApiServer(fields)
  const modes = await authorizationModes(view)
  const anonymous = await anonymousRequests(view)
  return new Map<string, Sourced>([
    ['admissionPlugins', admissionPlugins(view)],
    ['anonymousPaths', anonymous.paths],
    ['anonymousRequests', anonymous.requests],
    ['auditRecords', auditRecords(view)],
    ['authorizationModes', modes],
    ['encryptionConfigured', isSet(fields, 'encryption-provider-config')],
    ['secureBindScope', bindScope(fields)],
  ])
}

/** OpenShift's API server reads all its arguments from a file of its own kind: its flags say nothing. */
function refuseForeign({ unknownFlags }: View): void {
  if (unknownFlags.includes('openshift-config'))
    throw new Unreadable('failed', 'told by --openshift-config, which is not understood')
}

function isSet(fields: Fields, name: string): Sourced {
  const field = fields.get(name) as Sourced
  return field.unknown ? field : { ...field, value: field.value !== '', overridden: [] }
}

/** Records need a policy and a place (k8s.io/apiserver, pkg/server/options/audit.go). */
function auditRecords({ fields, warnings }: View): Sourced {
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
