import { controllerManagerFlags, controllerManagerOtherFlags } from '../../proto/catalogue/controllermanager.ts'
import { checkServing } from './apiserver/refusals.ts'
import { type Component, componentReads, inspectComponent, type View } from './controlplane/component.ts'
import { bindScope } from './controlplane/endpoint.ts'
import { betaGate } from './controlplane/gates.ts'
import { embeddingProcesses } from './embedded/components.ts'
import type { Inspector } from './inspector.ts'
import type { Sourced } from './kubelet/sourced.ts'

const component: Component = {
  program: 'kube-controller-manager',
  flags: controllerManagerFlags,
  others: controllerManagerOtherFlags,
  conclude,
}

/** The node's own controller manager and what it is told. */
export const controllerManager: Inspector<'controllerManager'> = {
  domain: 'controllerManager',
  schema: 1,
  reads: componentReads,
  processes: ['kube-controller-manager', 'kubelet', 'hyperkube', ...embeddingProcesses],
  inspect: (host) => inspectComponent(host, component),
}

async function conclude({ fields, program }: View): Promise<ReadonlyMap<string, Sourced>> {
  checkServing(fields, 0)
  const gates = fields.get('feature-gates') as Sourced
  return new Map([
    ['bindScope', bindScope(fields)],
    ['featureGateRotateKubeletServerCertificate', betaGate(gates, 'RotateKubeletServerCertificate', program)],
  ])
}
