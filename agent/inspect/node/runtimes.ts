import type { NodeFact, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { dpkgDatabase, dpkgLimit, installedVersion, upstreamVersion } from '../../parse/dpkg.ts'
import { goBuildInfo } from '../../parse/gobuildinfo.ts'

type Runtime = NonNullable<NodeFact['runtimes']>[number]

interface Kind {
  readonly name: string
  /** Packages of Debian that bring it. */
  readonly packages: readonly string[]
  /** Go modules that the program is. */
  readonly modules: readonly string[]
  /** The variable that the linker gives the version, in the settings of the build. */
  readonly linked?: RegExp
}

/** Program → the runtime that it is. */
const runtimes: Readonly<Record<string, Kind>> = {
  containerd: {
    name: 'containerd',
    packages: ['containerd.io', 'containerd'],
    modules: ['github.com/containerd/containerd/v2', 'github.com/containerd/containerd'],
    linked: /\/containerd(?:\/v2)?\/version\.Version=(v?\d[\w.+-]*)/,
  },
  crio: { name: 'cri-o', packages: ['cri-o'], modules: ['github.com/cri-o/cri-o'] },
  dockerd: {
    name: 'docker',
    packages: ['docker-ce', 'docker.io'],
    modules: ['github.com/moby/moby/v2', 'github.com/docker/docker'],
    linked: /\/dockerversion\.Version=(v?\d[\w.+-]*)/,
  },
}

/** Names of the programs. */
export const runtimePrograms: readonly string[] = Object.keys(runtimes)

/** The container runtimes that run on the node itself, sorted by name. */
export async function findRuntimes(host: Host): Promise<Runtime[]> {
  const found: Runtime[] = []
  for (const [program, kind] of Object.entries(runtimes)) {
    const process = host.proc.named(program)[0]
    if (process) found.push({ name: kind.name, version: await versionOf(host, process, kind) })
  }
  return found
}

/** What the program says of itself comes first: databases of packages other than Debian's are not read. */
async function versionOf(host: Host, process: Process, kind: Kind): Promise<SourcedString> {
  return (await versionInProgram(host, process, kind)) ?? fromPackages(host, process, kind.packages)
}

async function versionInProgram(host: Host, process: Process, kind: Kind): Promise<SourcedString | undefined> {
  const exe = process.exe()
  if (exe.status !== 'observed' || process.deleted()) return undefined
  const root = process.contained() ? host.rootOf(process.pid) : host.root
  const info = await goBuildInfo((offset, length) => root.readRange(exe.value, offset, length))
  const candidates = [
    kind.linked?.exec(info?.settings ?? '')?.[1],
    ...kind.modules.map((each) => info?.modules.get(each)),
  ]
  const value = candidates.find((each) => each && /^v?\d+\.\d+/.test(each) && !/^v?0\.0\.0-/.test(each))
  return value ? { value: value.replace(/^v/, ''), source: `build info of ${exe.value}` } : undefined
}

async function fromPackages(host: Host, process: Process, packages: readonly string[]): Promise<SourcedString> {
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
