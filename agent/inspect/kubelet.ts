import type { KubeletFact, Setting, SourcedBool, SourcedString } from '../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import type { Process } from '../host/proc.ts'
import type { Inspector, Observation } from './inspector.ts'
import { fieldOf } from './kubelet/decode.ts'
import { type ConfigFile, type EffectiveKubelet, effectiveKubelet, environmentNames } from './kubelet/effective.ts'
import type { Fields, Sourced } from './kubelet/sourced.ts'
import { kubeletVersion } from './kubelet/version.ts'

/** A file counts as changed when it is younger than the process by more than the clocks' exactness, in milliseconds. */
const tolerance = 2000
/** Programs that become the kubelet when `kubelet` is their first argument: OpenShift's wrapper, and the old hyperkube. */
const wrappers = ['kubenswrapper', 'hyperkube']

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
  ],
  processes: ['kubelet', ...wrappers],
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
  const running = rootFirst(host.proc.named('kubelet', ...wrappers)).flatMap(kubeletArguments)
  const [first, ...others] = running
  if (!first) return { status: 'absent' }
  if (!('args' in first)) return { status: first.status, reason: first.reason }
  const { process, args, wrapped } = first
  const version = await kubeletVersion(host, process)
  const environment = process.environ(environmentNames)
  const result = await effectiveKubelet({
    ...{ args, version, environment, cwd: process.cwd(), root: host.root },
    foreignGates: wrapped,
  })
  if (result.status !== 'observed') return result
  const more = others.map((each) => `another kubelet runs as process ${each.process.pid}`)
  return { status: 'observed', fact: factOf(result.value, process, version, more) }
}

/** Any user can call a program kubelet. The node's own is root's, but for rootless nodes. */
function rootFirst(processes: readonly Process[]): Process[] {
  const ownedBy = (process: Process) => {
    const uid = process.uid()
    return uid.status === 'observed' && uid.value !== 0 ? 1 : 0
  }
  return [...processes].sort((a, b) => ownedBy(a) - ownedBy(b))
}

type Found =
  | { readonly process: Process; readonly args: readonly string[]; readonly wrapped: boolean }
  | { readonly process: Process; readonly status: 'denied' | 'failed'; readonly reason: string }

function kubeletArguments(process: Process): Found[] {
  const argv = process.argv()
  if (argv.status === 'absent') return []
  if (argv.status !== 'observed')
    return [{ process, status: argv.status, reason: `command line of process ${process.pid}: ${argv.reason}` }]
  const wrapped = wrappers.includes(argv.value[0]?.split('/').at(-1) ?? '')
  if (!wrapped) return [{ process, args: argv.value.slice(1), wrapped }]
  return argv.value[1] === 'kubelet' ? [{ process, args: argv.value.slice(2), wrapped }] : []
}

function factOf(effective: EffectiveKubelet, process: Process, version: SourcedString, more: string[]): KubeletFact {
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
      changedSinceStart: changedSince(file, process),
    })),
    warnings: [...effective.warnings, ...more].sort(),
  }
}

function changedSince(file: ConfigFile, process: Process): SourcedBool {
  const started = process.started()
  const source = `modification time of ${file.path}, start of process ${process.pid}`
  if (started.status !== 'observed') return { source, unknown: 'the start of the kubelet cannot be told' }
  return { source, value: file.mtime > started.value + tolerance }
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
