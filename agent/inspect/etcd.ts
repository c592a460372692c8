import type { EtcdFact, Gap } from '../../proto/index.ts'
import type { Plain } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Look, seen, type Unseen, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { changedSince } from './changed.ts'
import { nothingSeen } from './controlplane/nothingseen.ts'
import { initGroups, processFact, type Running, runningComponents } from './controlplane/running.ts'
import { k3sEtcd, k3sEtcdReads, k3sPrograms } from './embedded/k3s/state.ts'
import type { Placed } from './etcd/conclusions.ts'
import { type ConfigFile, type EffectiveEtcd, effectiveEtcd } from './etcd/effective.ts'
import { factOf } from './etcd/fact.ts'
import { environmentNames, isProxy, toldTo } from './etcd/given.ts'
import { fromManifest } from './etcd/manifest.ts'
import { openSettings } from './etcd/open.ts'
import { etcdVersion } from './etcd/version.ts'
import type { Inspector, Observation } from './inspector.ts'
import { absolutePath, readSeen, sightOf } from './sight.ts'
import {
  componentManifests,
  conflictWarnings,
  driftBetween,
  type ManifestCommand,
  manifestCommands,
  notRunning,
  readStaticPods,
  staticPodReads,
} from './staticpods.ts'

/** Longest time after its own start at which k3s writes the configuration of the etcd within it, in milliseconds. */
const k3sStartup = 10 * 60_000

/** The node's own etcd and what it runs with; where none runs, what a static pod's manifest would start it with. */
export const etcd: Inspector<'etcd'> = {
  domain: 'etcd',
  schema: 1,
  reads: [
    ...staticPodReads,
    { origin: 'named by etcd --config-file or ETCD_CONFIG_FILE', why: 'the configuration that beats flags' },
    ...k3sEtcdReads,
    { origin: 'the executable of etcd', why: 'the version that it was built from' },
    { glob: '/proc/*/environ', why: 'settings of etcd, by their declared names (ETCD_...)' },
    { glob: '/proc/*/status', why: 'the user that etcd runs as' },
    { glob: '/proc/*/mountinfo', why: "where the host has etcd's directories" },
  ],
  processes: ['etcd', ...k3sPrograms],
  inspect,
}

async function inspect(host: Host): Promise<Observation<EtcdFact>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const { pods, gaps } = await readStaticPods(host)
  const commands = manifestCommands({ pods, gaps }, 'etcd')
  const [running, ...others] = runningComponents(host, 'etcd').filter(isServer)
  const found = running ? await fromProcess(host, running, commands) : await withoutProcess(host, commands)
  if (found.status === 'absent') return nothingSeen('etcd', all, gaps)
  if (found.status !== 'observed') return found
  const more = others.map(({ process }) => `another etcd runs as process ${process.pid}`)
  const fact: EtcdFact = {
    ...found.fact,
    manifests: componentManifests(commands),
    warnings: [...(found.fact.warnings ?? []), ...conflictWarnings(commands), ...more].sort(),
  }
  const idle = fact.process ? {} : { notRunning: notRunning('etcd', commands) }
  return { status: 'observed', fact, gaps: [...gaps, ...(found.gaps ?? [])], ...idle }
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
  const fact = await runningFact(host, process, result.value, commands)
  const live = commands.filter((each) => each.live)
  if (live.length === 0) return { status: 'observed', fact }
  if (environment.status !== 'observed')
    return { status: 'observed', fact, gaps: [unreadEnvironment(process, environment)] }
  const running = toldTo(args.value, environment.value) ?? new Map()
  const compared = live.map((each) => driftOf(running, each))
  return {
    status: 'observed',
    fact: { ...fact, drift: compared.flatMap((each) => ('gap' in each ? [] : each.drift)) },
    gaps: compared.flatMap((each) => ('gap' in each ? [each.gap] : [])),
  }
}

/** A file that is named beats the environment, but what the process was told cannot be compared without it. */
function unreadEnvironment({ pid }: Process, look: Unseen): Gap {
  return { path: `/proc/${pid}/environ`, reason: why(look) }
}

async function runningFact(
  host: Host,
  process: Process,
  effective: EffectiveEtcd,
  commands: readonly ManifestCommand[],
  startup = 0,
): Promise<EtcdFact> {
  const { file, warnings } = effective
  const changed =
    file && changedSince(process, file.content, startup) ? [`${file.path} was changed after etcd started`] : []
  return {
    ...factOf(effective.settings, placeFor(host, process)),
    process: processFact(process, initGroups(host)),
    version: await etcdVersion(host, process, liveOf(commands)),
    drift: [],
    warnings: [...warnings, ...changed],
  }
}

async function withoutProcess(host: Host, commands: readonly ManifestCommand[]): Promise<Observation<EtcdFact>> {
  const command = liveOf(commands)
  return command ? fromManifest(host, command) : fromK3s(host)
}

function liveOf(commands: readonly ManifestCommand[]): ManifestCommand | undefined {
  return commands.find((each) => each.live)
}

/** k3s runs etcd within itself where it keeps its data so, with a file that it writes (pkg/etcd of k3s). */
async function fromK3s(host: Host): Promise<Observation<EtcdFact>> {
  const found = await k3sEtcd(host)
  if (found.status !== 'observed') return found
  const { process, path } = found.value
  const read = (file: string) => readConfig(host, process, file)
  const result = await effectiveEtcd({ args: [`--config-file=${path}`], environment: seen(new Map()), read })
  if (result.status !== 'observed') return result
  result.value.settings.set('config-file', { value: path, source: 'k3s built-in', set: true, overridden: [] })
  return { status: 'observed', fact: await runningFact(host, process, result.value, [], k3sStartup) }
}

async function readConfig(host: Host, process: Process, written: string): Promise<Look<ConfigFile>> {
  const look = await readSeen(host, process, written)
  const path = absolutePath(written, process.cwd()) ?? written
  return look.status === 'observed' ? seen({ path, content: look.value }) : look
}

/** Directories of etcd by the host's paths, where its mounts lead to some. */
function placeFor(host: Host, process: Process): (path: string) => Placed {
  return (path) => {
    const place = sightOf(host, process).place(path)
    if ('gap' in place) return { unknown: place.gap.reason }
    return place.unseen === undefined ? { path: place.path } : { unknown: place.unseen }
  }
}

type Compared = { readonly drift: NonNullable<EtcdFact['drift']> } | { readonly gap: Gap }

function driftOf(running: ReadonlyMap<string, Plain>, command: ManifestCommand): Compared {
  const written = toldTo(command.args, command.environment)
  if (!written) return { gap: { path: command.path, reason: 'cannot be compared: etcd does not take what it says' } }
  const open = openSettings(command)
  const told = (map: ReadonlyMap<string, Plain>) => new Map([...map].filter(([name]) => !open.has(name)))
  return { drift: driftBetween(told(running), told(written), command) }
}
