import { apiServerConclusions, apiServerFlags } from './apiserver.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { controllerManagerConclusions, controllerManagerFlags } from './controllermanager.ts'
import { etcdConclusions, etcdSettings } from './etcd.ts'
import { kubeletConfiguration } from './kubelet.ts'
import { kubeletSettings } from './kubeletflags.ts'
import { kubeProxyConclusions, kubeProxyFlags } from './kubeproxy.ts'
import { runtimeSettings } from './runtime.ts'
import { schedulerConclusions, schedulerFlags } from './scheduler.ts'
import { sshdCatalogue } from './sshd.ts'
import { sysctlCatalogue } from './sysctl.ts'

/** Each gate is a setting of its own, true or false, named only where somebody set it. */
const configuration = kubeletConfiguration.map(
  (entry): CatalogueEntry => (entry.kind === 'gates' ? { ...entry, path: `${entry.path}.*`, type: 'bool' } : entry),
)

/** The catalogue of each list of settings in the contract, by message and field. */
export const catalogues: Readonly<Record<string, readonly CatalogueEntry[]>> = {
  'KubeletFact.configuration': configuration,
  'KubeletConfigzFact.configuration': configuration,
  'KubeletFact.settings': kubeletSettings,
  'ApiServerFact.settings': apiServerFlags,
  'ApiServerFact.conclusions': apiServerConclusions,
  'ControllerManagerFact.settings': controllerManagerFlags,
  'ControllerManagerFact.conclusions': controllerManagerConclusions,
  'SchedulerFact.settings': schedulerFlags,
  'SchedulerFact.conclusions': schedulerConclusions,
  'EtcdFact.settings': etcdSettings,
  'EtcdFact.conclusions': etcdConclusions,
  'KubeProxyFact.settings': kubeProxyFlags,
  'KubeProxyFact.conclusions': kubeProxyConclusions,
  'KernelFact.sysctls': sysctlCatalogue,
  'RuntimeFact.Engine.settings': runtimeSettings,
  'SshFact.settings': sshdCatalogue,
  'SshFact.MatchBlock.settings': sshdCatalogue,
}

/** What a list of settings may name. Throws for a list that has no catalogue: that is a mistake in the contract. */
export function catalogueOf(message: string, field: string): readonly CatalogueEntry[] {
  const found = catalogues[`${message}.${field}`]
  if (!found) throw new Error(`no catalogue for ${message}.${field}`)
  return found
}
