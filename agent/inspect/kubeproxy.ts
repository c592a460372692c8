import type { KubeProxyFact, Setting } from '../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import type { Process } from '../host/proc.ts'
import { answered } from './answered.ts'
import { changedSince } from './changed.ts'
import { type ReadFlags, readFlags, type Told } from './controlplane/flags.ts'
import { nothingSeen } from './controlplane/nothingseen.ts'
import { initGroups, processFact, type Running } from './controlplane/running.ts'
import { componentVersion } from './controlplane/version.ts'
import { embeddingProcesses } from './embedded/components.ts'
import type { Inspector, Observation } from './inspector.ts'
import type { Fields } from './kubelet/sourced.ts'
import { effectiveKubeProxy, endpointsOf, kubeProxyComponent, scopesOf } from './kubeproxy/effective.ts'
import { runningKubeProxies } from './kubeproxy/running.ts'
import { readSeen } from './sight.ts'
import { readMounted } from './staticpods/mounts.ts'
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

/** The node's own kube-proxy and what it runs with. */
export const kubeProxy: Inspector<'kubeProxy'> = {
  domain: 'kubeProxy',
  schema: 1,
  reads: [
    ...staticPodReads,
    { origin: 'named by kube-proxy --config', why: 'the configuration that takes the place of most flags' },
    { origin: 'the executable of kube-proxy', why: 'the version that it was built from' },
    { glob: '/proc/*/{status,mountinfo}', why: 'as whom it runs, and which files of the host it sees' },
    { glob: '/proc/*/ns/net', why: "whether it is in the node's network" },
  ],
  processes: ['kube-proxy', ...embeddingProcesses],
  inspect,
}

async function inspect(host: Host): Promise<Observation<KubeProxyFact>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const [running, ...others] = await runningKubeProxies(host)
  const process = running?.process
  const pods = await readStaticPods(host)
  const commands = manifestCommands(pods, 'kube-proxy')
  const live = commands.find((each) => each.live)
  // Many clusters have none: their network does the work.
  if (!process && !live) return nothingSeen('kube-proxy', all, pods.gaps)
  const told = toldTo(running, live)
  if ('status' in told) return told
  const warnings = [
    ...others.map((each) => `another kube-proxy runs as process ${each.process.pid}`),
    ...(running?.warnings ?? []),
    ...conflictWarnings(commands),
    ...(process ? [] : [`no process is seen: these are the settings of ${live?.path}`]),
  ]
  const manifests = componentManifests(commands)
  const observation = await described(host, process, told, live, warnings)
  if (observation.status !== 'observed') return observation
  const idle = running ? running.unsure : notRunning('kube-proxy', commands)
  const fact = { ...observation.fact, manifests }
  return { status: 'observed', fact, gaps: pods.gaps, ...(idle !== undefined && { notRunning: idle }) }
}

function toldTo(
  running: Running | undefined,
  live: ManifestCommand | undefined,
): Told | { readonly status: 'denied' | 'failed'; readonly reason: string } {
  if (running?.told) return running.told
  const args = running?.args
  if (args?.status === 'observed') return { args: args.value, open: new Set(), complete: true, where: '' }
  if (!args && live) {
    if (live.complete) return { ...live, where: ` in ${live.path}` }
    return { status: 'failed', reason: `no process is seen, and ${live.path} takes arguments from variables` }
  }
  const status = args?.status === 'denied' ? 'denied' : 'failed'
  const reason = args && 'reason' in args ? args.reason : 'does not exist'
  return { status, reason: `command line of process ${running?.process.pid}: ${reason}` }
}

async function described(
  host: Host,
  process: Process | undefined,
  told: Told,
  live: ManifestCommand | undefined,
  warnings: readonly string[],
): Promise<Observation<KubeProxyFact>> {
  const answer = await answered(() => factOf(host, process, told, live, warnings))
  return answer.status === 'observed' ? { status: 'observed', fact: answer.value } : answer
}

async function factOf(
  host: Host,
  process: Process | undefined,
  told: Told,
  live: ManifestCommand | undefined,
  warnings: readonly string[],
): Promise<KubeProxyFact> {
  const version = await componentVersion(host, process, live)
  const result = await effectiveKubeProxy(told, version, (path) =>
    process || !live ? readSeen(host, process, path) : readMounted(host, live, path),
  )
  const { settings, file } = result
  const changed =
    process && file && changedSince(process, file) ? [`${file.path} was changed after kube-proxy started`] : []
  return {
    settings: settingsOf(settings),
    ...(process && { process: processFact(process, initGroups(host)) }),
    version,
    drift: process && live ? driftOf(result.set, live) : [],
    endpoints: endpointsOf(settings),
    warnings: [...new Set([...result.warnings, ...changed, ...warnings])].sort(),
    conclusions: settingsOf(scopesOf(settings)),
  }
}

function settingsOf(fields: Fields): Setting[] {
  return byPath(
    [...fields].map(([path, { value, source, overridden, unknown: reason }]) =>
      value === undefined ? unknown(path, reason ?? 'not known', source) : known(path, value, { source, overridden }),
    ),
  )
}

function driftOf(running: ReadonlyMap<string, Plain>, live: ManifestCommand) {
  const noVersion = { source: '', unknown: 'not asked for' }
  const written: ReadFlags = readFlags(kubeProxyComponent, { ...live, where: '' }, noVersion)
  const closed = [...running].filter(([name]) => !written.fields.get(name)?.unknown)
  return driftBetween(new Map(closed), written.set, live)
}
