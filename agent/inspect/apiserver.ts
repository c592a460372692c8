import { apiServerFlags, apiServerOtherFlags } from '../../proto/catalogue/apiserver.ts'
import { admissionPlugins, checkPlugins } from './apiserver/admission.ts'
import { anonymousRequests } from './apiserver/anonymous.ts'
import { auditLogRotation, auditRecords } from './apiserver/audit.ts'
import { authorizationModes, checkModes, completeModes } from './apiserver/authorization.ts'
import { checkApiServer } from './apiserver/refusals.ts'
import { type Component, componentReads, inspectComponent, type View } from './controlplane/component.ts'
import { bindScope } from './controlplane/endpoint.ts'
import { embeddingProcesses } from './embedded/components.ts'
import type { Inspector } from './inspector.ts'
import type { Fields, Sourced } from './kubelet/sourced.ts'

const component: Component = {
  program: 'kube-apiserver',
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
  processes: ['kube-apiserver', 'kubelet', 'hyperkube', ...embeddingProcesses],
  inspect: (host) => inspectComponent(host, component),
}

async function conclude(view: View): Promise<ReadonlyMap<string, Sourced>> {
  const { fields } = view
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
    ['auditLogRotation', auditLogRotation(view)],
    ['auditRecords', auditRecords(view)],
    ['authorizationModes', modes],
    ['encryptionConfigured', isSet(fields, 'encryption-provider-config')],
    ['secureBindScope', bindScope(fields)],
  ])
}

function isSet(fields: Fields, name: string): Sourced {
  const field = fields.get(name) as Sourced
  return field.unknown ? field : { ...field, value: field.value !== '', overridden: [] }
}
