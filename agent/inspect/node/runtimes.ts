import type { NodeFact, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { dpkgDatabase, dpkgLimit, installedVersion, upstreamVersion } from '../../parse/dpkg.ts'

type Runtime = NonNullable<NodeFact['runtimes']>[number]

/** Program → the runtime that it is, and the packages that bring it. */
const runtimes: Readonly<Record<string, { readonly name: string; readonly packages: readonly string[] }>> = {
  containerd: { name: 'containerd', packages: ['containerd.io', 'containerd'] },
  crio: { name: 'cri-o', packages: ['cri-o'] },
  dockerd: { name: 'docker', packages: ['docker-ce', 'docker.io'] },
}

/** Names of the programs. */
export const runtimePrograms: readonly string[] = Object.keys(runtimes)

/** The container runtimes that run on the node itself, sorted by name. */
export async function findRuntimes(host: Host): Promise<Runtime[]> {
  const found: Runtime[] = []
  for (const [program, { name, packages }] of Object.entries(runtimes)) {
    const process = host.proc.named(program)[0]
    if (process) found.push({ name, version: await versionOf(host, process, packages) })
  }
  return found
}

async function versionOf(host: Host, process: Process, packages: readonly string[]): Promise<SourcedString> {
  const source = `file ${dpkgDatabase}`
  const other = notFromPackage(host, process)
  if (other !== undefined) return { source, unknown: other }
  const file = await host.root.read(dpkgDatabase, dpkgLimit)
  if (file.status !== 'observed') return { source, unknown: why(file) }
  const database = file.value.bytes.toString()
  for (const name of packages) {
    const version = installedVersion(database, name)
    if (version) return { value: upstreamVersion(version), source: `package ${name} ${version} (${dpkgDatabase})` }
  }
  return { source, unknown: `none of ${packages.join(', ')} is installed` }
}

/** Why no package says the version of what runs: it was replaced since, or is a distribution's own copy elsewhere. */
function notFromPackage(host: Host, process: Process): string | undefined {
  const link: Look<string> = host.proc.link(`${process.pid}/exe`)
  if (link.status !== 'observed') return undefined
  if (link.value.endsWith(' (deleted)')) return `${link.value.slice(0, -10)} was replaced or removed after it started`
  return /^(\/usr)?\/s?bin\//.test(link.value) ? undefined : `${link.value} is from no package`
}
