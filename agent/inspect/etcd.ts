import type { EtcdFact, Setting } from '../../proto/index.ts'
import { byPath, known, type Plain } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { absent, type Look, seen } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { changedSince } from './changed.ts'
import { processFact, type Running, runningComponents } from './controlplane/running.ts'
import { conclusionsOf, endpointsOf, type Placed } from './etcd/conclusions.ts'
import { type ConfigFile, type EffectiveEtcd, effectiveEtcd } from './etcd/effective.ts'
import { environmentNames, isProxy, toldTo } from './etcd/given.ts'
import { etcdVersion } from './etcd/version.ts'
import type { Inspector, Observation } from './inspector.ts'
import type { Fields } from './kubelet/sourced.ts'
import { absolutePath, readSeen, sightOf } from './sight.ts'
import {
  componentManifests,
  conflictWarnings,
  driftBetween,
  type ManifestCommand,
  manifestCommands,
  readStaticPods,
  staticPodReads,
} from './staticpods.ts'

/** Where k3s writes the configuration of the etcd within itself. */
const k3sConfig = '/var/lib/rancher/k3s/server/db/etcd/config'

/** The node's own etcd and what it runs with; where none runs, what a static pod's manifest would start it with. */
export const etcd: Inspector<'etcd'> = {
  domain: 'etcd',
  schema: 1,
  reads: [
    ...staticPodReads,
    { origin: 'named by etcd --config-file or ETCD_CONFIG_FILE', why: 'the configuration that beats flags' },
    { glob: k3sConfig, why: 'the configuration of the etcd within k3s' },
    { origin: 'the executable of etcd', why: 'the version that it was built from' },
    { glob: '/proc/*/environ', why: 'settings of etcd, by their declared names (ETCD_...)' },
    { glob: '/proc/*/status', why: 'the user that etcd runs as' },
    { glob: '/proc/*/mountinfo', why: "where the host has etcd's directories" },
  ],
  processes: ['etcd', 'k3s-server'],
  inspect,
}

async function inspect(host: Host): Promise<Observation<EtcdFact>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const { pods, gaps } = await readStaticPods(host)
  const commands = manifestCommands({ pods, gaps }, 'etcd')
  const [running, ...others] = runningComponents(host, 'etcd').filter(isServer)
  const found = running ? await fromProcess(host, running, commands) : await withoutProcess(host, commands)
  const [gap] = gaps
  // Where manifests cannot be read, one of etcd may be among them.
  if (found.status === 'absent' && gap) return { status: 'failed', reason: `${gap.path}: ${gap.reason}` }
  if (found.status === 'absent' && all.status === 'absent')
    return { status: 'failed', reason: 'there is no /proc: whether etcd runs cannot be told' }
  if (found.status !== 'observed') return found
  const more = others.map(({ process }) => `another etcd runs as process ${process.pid}`)
  const fact: EtcdFact = {
    ...found.fact,
    manifests: componentManifests(commands),
    warnings: [...(found.fact.warnings ?? []), ...conflictWarnings(commands), ...more].sort(),
  }
  return { status: 'observed', fact, gaps }
}

function isServer({ args }: Running): boolean {
  return args.status !== 'observed' || !isProxy(args.value)
}

async function fromProcess(
  host: Host,
  { process, args }: Running,
  commands: readonly ManifestCommand[],
): Promise<Observation<EtcdFact>> {
  if (args.status === 'absent') return { status: 'absent' }
  if (args.status !== 'observed')
    return { status: args.status, reason: `command line of process ${process.pid}: ${args.reason}` }
  const environment = process.environ(environmentNames)
  const read = (path: string) => readConfig(host, process, path)
  const result = await effectiveEtcd({ args: args.value, environment, read })
  if (result.status !== 'observed') return result
  const running = environment.status === 'observed' ? toldTo(args.value, environment.value) : undefined
  const drift = running ? driftOf(running, commands) : []
  return { status: 'observed', fact: { ...(await runningFact(host, process, result.value, commands)), drift } }
}

async function runningFact(
  host: Host,
  process: Process,
  effective: EffectiveEtcd,
  commands: readonly ManifestCommand[],
): Promise<EtcdFact> {
  const { file, warnings } = effective
  const changed = file && changedSince(process, file.content) ? [`${file.path} was changed after etcd started`] : []
  return {
    ...factOf(effective, placeFor(host, process)),
    process: processFact(process),
    version: await etcdVersion(host, process, liveOf(commands)),
    drift: [],
    warnings: [...warnings, ...changed],
  }
}

async function withoutProcess(host: Host, commands: readonly ManifestCommand[]): Promise<Observation<EtcdFact>> {
  return commands.some((each) => each.live) ? fromManifest(host, commands) : fromK3s(host)
}

/** k3s runs etcd within itself where it keeps its data so, with a file that it writes (pkg/etcd of k3s). */
async function fromK3s(host: Host): Promise<Observation<EtcdFact>> {
  const [server] = host.proc.named('k3s', 'k3s-server')
  const config = server ? await host.root.lstat(k3sConfig) : absent
  if (!server || config.status === 'absent') return { status: 'absent' }
  const read = (path: string) => readConfig(host, server, path)
  const result = await effectiveEtcd({ args: [`--config-file=${k3sConfig}`], environment: seen(new Map()), read })
  if (result.status !== 'observed') return result
  const named = { value: k3sConfig, source: `k3s (process ${server.pid})`, set: true, overridden: [] }
  result.value.settings.set('config-file', named)
  return { status: 'observed', fact: await runningFact(host, server, result.value, []) }
}

/** What etcd would run with. What only the kubelet or the container knows cannot be told. */
async function fromManifest(host: Host, commands: readonly ManifestCommand[]): Promise<Observation<EtcdFact>> {
  const command = liveOf(commands)
  if (!command) return { status: 'absent' }
  const { path, args, environment } = command
  const words = `no etcd runs that can be seen, only ${path}`
  if (command.open.size > 0 || !command.complete)
    return { status: 'failed', reason: `${words}, which leaves variables open` }
  const environ = seen(new Map([...environment].filter(([name]) => environmentNames.includes(name))))
  const read = (file: string) => readConfig(host, undefined, file)
  const result = await effectiveEtcd({ args, environment: environ, read })
  if (result.status !== 'observed') return { ...result, reason: `${words}: ${result.reason}` }
  const place = (directory: string): Placed =>
    directory.startsWith('/') ? { path: directory } : { unknown: `${words}: ${directory} is in its container` }
  const version = await etcdVersion(host, undefined, command)
  const warnings = [...result.value.warnings, `${words}: settings are those of the manifest`]
  return { status: 'observed', fact: { ...factOf(result.value, place), version, drift: [], warnings } }
}

function liveOf(commands: readonly ManifestCommand[]): ManifestCommand | undefined {
  return commands.find((each) => each.live)
}

async function readConfig(host: Host, process: Process | undefined, written: string): Promise<Look<ConfigFile>> {
  const look = await readSeen(host, process, written)
  const path = (process && absolutePath(written, process.cwd())) ?? written
  return look.status === 'observed' ? seen({ path, content: look.value }) : look
}

function factOf({ settings }: EffectiveEtcd, place: (path: string) => Placed): EtcdFact {
  return {
    settings: settingsOf(settings),
    endpoints: endpointsOf(settings),
    conclusions: conclusionsOf(settings, place),
  }
}

function settingsOf(fields: Fields): Setting[] {
  return byPath(
    [...fields].map(([path, { value = '', source, overridden }]) => known(path, value, { source, overridden })),
  )
}

/** Directories of etcd by the host's paths, where its mounts lead to some. */
function placeFor(host: Host, process: Process): (path: string) => Placed {
  return (path) => {
    const place = sightOf(host, process).place(path)
    if ('gap' in place) return { unknown: place.gap.reason }
    return place.unseen === undefined ? { path: place.path } : { unknown: place.unseen }
  }
}

function driftOf(running: ReadonlyMap<string, Plain>, commands: readonly ManifestCommand[]) {
  return commands
    .filter((each) => each.live)
    .flatMap((command) => {
      const written = toldTo(command.args, command.environment)
      const open = new Set([...command.open].map((each) => /^--?([\w-]+)/.exec(each)?.[1]))
      const told = (map: ReadonlyMap<string, Plain>) => new Map([...map].filter(([name]) => !open.has(name)))
      return written ? driftBetween(told(running), told(written), command) : []
    })
}
