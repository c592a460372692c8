import type { Gap, KernelFact } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import { parseKernelCommandLine } from '../parse/kernelcmdline.ts'
import type { Inspector, Observation } from './inspector.ts'
import { moduleReads, readModules } from './kernel/modules.ts'
import { listReads, readSwaps, readTaints, readVulnerabilities } from './kernel/processor.ts'
import { readText, sourced } from './kernel/read.ts'
import { readSecurity, securityReads } from './kernel/security.ts'
import { readSysctls, sysctlReads } from './kernel/sysctls.ts'
import { readUpkeep, upkeepProcesses, upkeepReads } from './kernel/upkeep.ts'

const commandLine = '/proc/cmdline'
/** A variable that every kernel has: without it, /proc/sys is not the kernel's. */
const releaseFile = '/proc/sys/kernel/osrelease'

/** How the kernel protects the node, as it runs and as the files would start it. */
export const kernel: Inspector<'kernel'> = {
  domain: 'kernel',
  schema: 1,
  processes: upkeepProcesses,
  reads: [
    { glob: commandLine, why: 'options that weaken or strengthen the kernel' },
    ...sysctlReads,
    ...securityReads,
    ...moduleReads,
    ...listReads,
    ...upkeepReads,
  ],
  inspect,
}

/** A node always has a kernel: where it does not show itself, there is nothing to tell. */
async function inspect(host: Host): Promise<Observation<KernelFact>> {
  const text = await readText(host, releaseFile)
  if (text.status !== 'observed')
    return { status: text.status === 'denied' ? 'denied' : 'failed', reason: `${releaseFile}: ${why(text)}` }
  const release = /^[\w.+~-]{1,200}$/.exec(text.value.trim())?.[0]
  const gaps: Gap[] = []
  const fact: KernelFact = {
    ...(await readSysctls(host, gaps)),
    parameters: sourced(commandLine, await readText(host, commandLine), parseKernelCommandLine),
    ...(await readSecurity(host, gaps)),
    modules: await readModules(host, release, gaps),
    swaps: await readSwaps(host, gaps),
    ...(await readUpkeep(host, release, gaps)),
    vulnerabilities: await readVulnerabilities(host, gaps),
    taints: await readTaints(host),
  }
  return { status: 'observed', fact, gaps }
}
