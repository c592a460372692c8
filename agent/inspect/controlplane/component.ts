// How the API server, the controller manager and the scheduler are looked at: what runs counts, and the manifest of its
// static pod where nothing runs.
import type { ApiServerFact, Setting, SourcedString } from '../../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import type { Look } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { answered } from '../answered.ts'
import { embeddedRunning } from '../embedded/running.ts'
import type { Observation, Read } from '../inspector.ts'
import { DoesNotLoad, type Fields, type Sourced, Unreadable } from '../kubelet/sourced.ts'
import { readSeen, type SeenFile } from '../sight.ts'
import { readMounted } from '../staticpods/mounts.ts'
import {
  componentManifests,
  conflictWarnings,
  driftBetween,
  type ManifestCommand,
  manifestCommands,
  notRunning,
  readStaticPods,
  staticPodReads,
} from '../staticpods.ts'
import { secureEndpoints } from './endpoint.ts'
import { type ComponentFlags, isPlainVersion, readFlags, refusalOf, type Told } from './flags.ts'
import { checkGates } from './gates.ts'
import { nothingSeen } from './nothingseen.ts'
import { initGroups, processFact, type Running, runningComponents } from './running.ts'
import { componentVersion } from './version.ts'

/** The facts of the three have the same fields. */
export type ComponentFact = ApiServerFact

/** What is known when conclusions are drawn. */
export interface View {
  readonly host: Host
  readonly program: string
  readonly version: SourcedString
  /** True for a release of Kubernetes itself whose flags and gates are all known. */
  readonly plain: boolean
  /** Absent where only the manifest is seen. */
  readonly process: Process | undefined
  /** Reads a file as the component has it. */
  readonly read: (path: string) => Promise<Look<SeenFile>>
  readonly fields: Fields
  /** What the component ignores or warns of, to add to. */
  readonly warnings: string[]
}

export interface Component extends ComponentFlags {
  /**
   * What several settings come to, by name; may change fields that others overrule. Throws `DoesNotLoad` for what the
   * component refuses and `Unreadable` for what decides everything and cannot be read.
   */
  conclude(view: View): Promise<ReadonlyMap<string, Sourced>>
}

/** What looking at any of them reads. */
export const componentReads: readonly Read[] = [
  ...staticPodReads,
  { glob: '/proc/*/{status,mountinfo}', why: 'as whom the component runs, and which files of the host it sees' },
  { origin: 'the executable of the component', why: 'the version that it was built from' },
]

/** Looks at one component. */
export async function inspectComponent(host: Host, component: Component): Promise<Observation<ComponentFact>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const [own, ...others] = runningComponents(host, component.program)
  const first = own ?? (await embeddedRunning(host, component.program))
  const pods = await readStaticPods(host)
  const commands = manifestCommands(pods, component.program)
  if (first?.args.status === 'denied' || first?.args.status === 'failed')
    return { status: first.args.status, reason: `command line of process ${first.process.pid}: ${first.args.reason}` }
  if (!first && commands.length === 0) return nothingSeen(component.program, all, pods.gaps)
  const another = others.map((each) => `another ${component.program} runs as process ${each.process.pid}`)
  const more = [...another, ...(first?.warnings ?? [])]
  const observation = await described(host, component, first, commands, [...more, ...conflictWarnings(commands)])
  if (observation.status !== 'observed') return observation
  return { ...observation, gaps: pods.gaps, ...(!first && { notRunning: notRunning(component.program, commands) }) }
}

async function described(
  host: Host,
  component: Component,
  running: Running | undefined,
  commands: readonly ManifestCommand[],
  warnings: readonly string[],
): Promise<Observation<ComponentFact>> {
  const answer = await answered(() => factOf(host, component, running, commands, warnings))
  return answer.status === 'observed' ? { status: 'observed', fact: answer.value } : answer
}

async function factOf(
  host: Host,
  component: Component,
  running: Running | undefined,
  commands: readonly ManifestCommand[],
  warnings: readonly string[],
): Promise<ComponentFact> {
  const live = commands.filter((each) => each.live)
  const told = toldOf(running, live)
  const nearest = nearestManifest(component, told, live)
  const version = await componentVersion(host, running?.process, nearest)
  const read = readFlags(component, told, version)
  const where = running ? '' : `${nearest?.path}: `
  const refusal = refusalOf(read, version)
  if (refusal) throw new DoesNotLoad(where + refusal)
  refuseForeign(read.unknown)
  const plain = isPlainVersion(version)
  const view: View = {
    ...{ host, program: component.program, version, plain, process: running?.process, fields: read.fields },
    read: (path) => (running || !nearest ? readSeen(host, running?.process, path) : readMounted(host, nearest, path)),
    warnings: [...warnings, ...unknownFlags(read.unknown), ...seenBy(running, nearest, live)],
  }
  view.warnings.push(...checkGates(view.fields.get('feature-gates'), plain, version))
  const conclusions = await component.conclude(view)
  return {
    settings: settingsOf(view.fields),
    ...(running && { process: processFact(running.process, initGroups(host)) }),
    version,
    manifests: componentManifests(commands),
    drift: running && nearest ? driftOf(component, read.set, nearest) : [],
    endpoints: secureEndpoints(view.fields),
    warnings: [...new Set(view.warnings)].sort(),
    conclusions: settingsOf(conclusions),
  }
}

/** OpenShift's components take arguments from a file of its own kind, too: their flags alone say nothing. */
function refuseForeign(unknownFlags: readonly string[]): void {
  if (unknownFlags.includes('openshift-config'))
    throw new Unreadable('failed', 'told by --openshift-config, which is not understood')
}

function toldOf(running: Running | undefined, live: readonly ManifestCommand[]): Told {
  if (running?.told) return running.told
  if (running) {
    const args = running.args.status === 'observed' ? running.args.value : []
    return { args, open: new Set(), complete: true, where: '' }
  }
  return manifestTold(live.at(-1) as ManifestCommand)
}

function manifestTold({ args, open, complete, path }: ManifestCommand): Told {
  return { args, open, complete, where: ` in ${path}` }
}

/** Of several live manifests the one that says most nearly the same: each pod has its own process. */
function nearestManifest(
  component: Component,
  told: Told,
  live: readonly ManifestCommand[],
): ManifestCommand | undefined {
  if (told.where !== '') return live.at(-1)
  const { set } = readFlags(component, told, noVersion)
  const distance = (each: ManifestCommand) => driftOf(component, set, each).length
  return live.toSorted((a, b) => distance(a) - distance(b))[0]
}

const noVersion: SourcedString = { source: '', unknown: 'not asked for' }

function driftOf(component: Component, running: ReadonlyMap<string, Plain>, manifest: ManifestCommand) {
  const written = readFlags(component, manifestTold(manifest), noVersion)
  const comparable = new Map([...running].filter(([name]) => !written.open.has(name)))
  return driftBetween(comparable, written.set, manifest)
}

function unknownFlags(names: readonly string[]): string[] {
  return names.map((name) => `flag --${name} is not known`)
}

function seenBy(
  running: Running | undefined,
  nearest: ManifestCommand | undefined,
  live: readonly ManifestCommand[],
): string[] {
  const several =
    live.length > 1 ? [`${live.length} live manifests start it: ${live.map((each) => each.path).join(', ')}`] : []
  return running ? several : [...several, `no process is seen: these are the settings of ${nearest?.path}`]
}

function settingsOf(fields: ReadonlyMap<string, Sourced>): Setting[] {
  return byPath([...fields].map(([path, sourced]) => settingOf(path, sourced)))
}

function settingOf(path: string, { value, unknown: reason, source, overridden }: Sourced): Setting {
  if (reason || value === undefined) return unknown(path, reason ?? 'not known', source)
  return known(path, value, { source, overridden })
}
