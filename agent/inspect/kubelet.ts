import type { KubeletFact, Setting, SourcedString } from '../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Unseen, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import type { Told } from './controlplane/flags.ts'
import { distributionReads, seeDistribution } from './distribution.ts'
import { toldBy } from './embedded/arguments.ts'
import { embeddedComponent, embeddedReads, embeddingProcesses } from './embedded/components.ts'
import type { Inspector, Observation } from './inspector.ts'
import { changedSinceStart } from './kubelet/changed.ts'
import { fieldOf } from './kubelet/decode.ts'
import { type EffectiveKubelet, effectiveKubelet, environmentNames } from './kubelet/effective.ts'
import { isWrapper, kubeletProcesses, kubeletWrappers } from './kubelet/process.ts'
import type { Fields, Sourced } from './kubelet/sourced.ts'
import { kubeletVersion } from './kubelet/version.ts'
import { rootSeenBy } from './sightroot.ts'

/**
 * The node's own kubelet and the configuration that it runs with. What it reads at start is read again here: a file that
 * changed since is marked, for the kubelet does not notice before it is restarted.
 */
export const kubelet: Inspector<'kubelet'> = {
  domain: 'kubelet',
  schema: 1,
  reads: [
    { origin: 'named by kubelet --config', why: 'the configuration of the kubelet' },
    { origin: 'named by kubelet --config-dir', why: 'drop-ins of the configuration' },
    { origin: 'named by kubelet --client-ca-file or authentication.x509.clientCAFile', why: 'whether it is there' },
    { origin: 'the executable of the kubelet', why: 'the version that it was built from' },
    { glob: '/proc/*/environ', why: 'whether drop-ins are switched on (1.28, 1.29)' },
    { glob: '/var/lib/dpkg/status', why: 'the version of the package kubelet' },
    { glob: '/etc/os-release', why: 'the version of Kubernetes on Bottlerocket' },
    ...distributionReads,
    ...embeddedReads,
  ],
  processes: ['kubelet', ...kubeletWrappers, ...embeddingProcesses],
  inspect: inspectKubelet,
}

/** The same for other inspectors that need what the kubelet is told: worked out once for the pass. */
export function inspectKubelet(host: Host): Promise<Observation<KubeletFact>> {
  return host.shared('kubelet', inspect)
}

async function inspect(host: Host): Promise<Observation<KubeletFact>> {
  const all = host.proc.processes()
  // Not absent: where nothing tells what runs, nothing tells that no kubelet does.
  if (all.status === 'absent')
    return { status: 'failed', reason: 'there is no /proc: whether a kubelet runs cannot be told' }
  if (all.status !== 'observed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const running = kubeletProcesses(host).map(kubeletArguments)
  const [own, ...others] = running
  const first = own ?? (await embeddedKubelet(host))
  if (!first) return { status: 'absent' }
  if (!('args' in first)) return { status: first.status, reason: first.reason }
  const { process, args, wrapped, told, atLeast, startFile } = first
  const version = { ...(await kubeletVersion(host, process)), ...(atLeast !== undefined && { atLeast }) }
  const environment = process.environ(environmentNames)
  const result = await effectiveKubelet({
    ...{ args, version, environment, cwd: process.cwd(), root: rootSeenBy(host, process) },
    ...{ foreignGates: wrapped || (await seeDistribution(host)).name === 'openshift', ...(told && { told }) },
  })
  if (result.status !== 'observed') return result
  const another = others.map((each) => `another kubelet runs as process ${each.process.pid}`)
  const more = [...another, ...(first.warnings ?? [])]
  return { status: 'observed', fact: factOf(result.value, process, version, more, startFile) }
}

type Found =
  | ({ readonly process: Process; readonly args: readonly string[]; readonly wrapped: boolean } & Embedded)
  | { readonly process: Process; readonly status: 'denied' | 'failed'; readonly reason: string }

/** What is known of a kubelet that is part of another program. */
interface Embedded {
  readonly told?: Told
  readonly warnings?: readonly string[]
  readonly atLeast?: string
  readonly startFile?: string
}

async function embeddedKubelet(host: Host): Promise<Found | undefined> {
  const found = await embeddedComponent(host, 'kubelet')
  if (!found) return undefined
  const { args, ...rest } = found
  if (args.status !== 'observed') return unseen(found.process, args)
  const told = toldBy(args.value)
  return { ...rest, args: told.args, wrapped: false, told }
}

function unseen(process: Process, look: Unseen): Found {
  const status = look.status === 'denied' ? 'denied' : 'failed'
  return { process, status, reason: `command line of process ${process.pid}: ${why(look)}` }
}

function kubeletArguments(process: Process): Found {
  const argv = process.argv()
  if (argv.status !== 'observed') return unseen(process, argv)
  const wrapped = isWrapper(process)
  return { process, args: argv.value.slice(wrapped ? 2 : 1), wrapped }
}

function factOf(
  effective: EffectiveKubelet,
  process: Process,
  version: SourcedString,
  more: string[],
  startFile: string | undefined,
): KubeletFact {
  const exe = process.exe()
  const started = process.started()
  return {
    configuration: settingsOf(effective.fields),
    settings: settingsOf(effective.settings),
    process: {
      pid: process.pid,
      executable: exe.status === 'observed' ? exe.value : '',
      started: started.status === 'observed' ? `${new Date(started.value).toISOString().slice(0, 19)}Z` : '',
    },
    version,
    defaults: effective.defaults,
    files: effective.files.map((file): NonNullable<KubeletFact['files']>[number] => ({
      path: file.path,
      role: file.role,
      changedSinceStart: changedSinceStart(file, effective.files, process, startFile),
    })),
    warnings: [...effective.warnings, ...more].sort(),
  }
}

function settingsOf(fields: Fields): Setting[] {
  return byPath([...fields].map(([path, sourced]) => settingOf(path, sourced)))
}

function settingOf(path: string, sourced: Sourced): Setting {
  if (sourced.unknown || sourced.value === undefined)
    return unknown(path, sourced.unknown ?? 'not known', sourced.source)
  const shown = fieldOf.get(path)?.secret ? masked : (value: Plain) => value
  const overridden = sourced.overridden.map((each) => ({ value: shown(each.value), source: each.source }))
  return known(path, shown(sourced.value), { source: sourced.source, overridden })
}

/** The names of secrets, without what they hold. */
function masked(value: Plain): Plain {
  return Object.fromEntries(Object.keys(value as object).map((name) => [name, '<secret>']))
}
