import { schedulerFlags, schedulerOtherFlags } from '../../proto/catalogue/scheduler.ts'
import { checkServing } from './apiserver/refusals.ts'
import { type Component, componentReads, inspectComponent, type View } from './controlplane/component.ts'
import { bindScope } from './controlplane/endpoint.ts'
import { embeddingProcesses } from './embedded/components.ts'
import type { Inspector } from './inspector.ts'
import type { Sourced } from './kubelet/sourced.ts'
import { applyConfig } from './scheduler/config.ts'

const component: Component = {
  program: 'kube-scheduler',
  flags: schedulerFlags,
  others: schedulerOtherFlags,
  conclude,
}

/** The node's own scheduler and what it is told. */
export const scheduler: Inspector<'scheduler'> = {
  domain: 'scheduler',
  schema: 1,
  reads: [
    ...componentReads,
    { origin: 'named by --config of the scheduler', why: 'settings that it takes from there' },
  ],
  processes: ['kube-scheduler', 'kubelet', 'hyperkube', ...embeddingProcesses],
  inspect: (host) => inspectComponent(host, component),
}

async function conclude(view: View): Promise<ReadonlyMap<string, Sourced>> {
  checkServing(view.fields, 0)
  await applyConfig(view)
  return new Map([['bindScope', bindScope(view.fields)]])
}
