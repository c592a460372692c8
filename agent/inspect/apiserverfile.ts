// The API server of the node, as far as its arguments name files of their own: which ones, and their content as it is seen
// by the process.
import type { Host } from '../host/host.ts'
import { failed, type Look, seen, type Unseen, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { type FlagDefinition, type ParsedFlags, parseGoFlags } from '../parse/goflags.ts'
import { changedSince } from './changed.ts'
import { flagSource } from './controlplane/flags.ts'
import { nothingSeen } from './controlplane/nothingseen.ts'
import { type Running, runningComponents } from './controlplane/running.ts'
import { embeddingProcesses } from './embedded/components.ts'
import { embeddedRunning } from './embedded/running.ts'
import type { Observation, Read } from './inspector.ts'
import { readSeen } from './sight.ts'
import { readMounted } from './staticpods/mounts.ts'
import { manifestCommands, notRunning, readStaticPods, staticPodReads } from './staticpods.ts'

/** The arguments of the API server, and the files that it sees. */
export interface ApiServer {
  readonly flags: ParsedFlags
  /** What follows the name of a flag in a source; empty for the running process. */
  readonly from: string
  /** The flag with the place where it stands. */
  sourceOf(flag: string): string
  /** Reads a file by the path that a flag has. */
  read(path: string): Promise<Look<ApiServerFile>>
  /** Other API servers of the node, for people. */
  readonly warnings: readonly string[]
  /** Set where only a manifest is seen. */
  readonly notRunning?: string
}

export interface ApiServerFile {
  /** Where it is, for a source: `file /etc/x.yaml:5`, with the container where only that has it. */
  at(line?: number): string
  readonly bytes: Buffer
  /** True when it changed after the API server started; false where nothing runs. */
  readonly changed: boolean
}

/** What finding the API server and reading its file reads. */
export const apiServerReads: readonly Read[] = [
  { glob: '/proc/*/mountinfo', why: 'where the files of a container that cannot be looked into are on the host' },
  ...staticPodReads,
]

/** Names under which it starts, as the kernel keeps them. */
export const apiServerProcesses = ['kube-apiserver', 'hyperkube', ...embeddingProcesses]

/** What is to be told of the file that one flag names. */
export interface NamedFile<Fact> {
  /** The flag that names it. */
  readonly flag: string
  /** All flags that are asked for. */
  readonly flags: readonly FlagDefinition[]
  /** What holds where the flag is not set. */
  without(server: ApiServer): Observation<Fact>
  /** What the file says; `path` as the flag has it. */
  from(server: ApiServer, path: string, file: ApiServerFile): Observation<Fact>
}

/** Looks at a file of the API server: its absence, its content, or why neither can be told. */
export async function inspectNamedFile<Fact>(host: Host, named: NamedFile<Fact>): Promise<Observation<Fact>> {
  const server = await findApiServer(host, named.flags)
  if (server.status === 'absent') return { status: 'absent' }
  if (server.status !== 'observed') return server
  const observation = await lookAt(server.value, named)
  const idle = server.value.notRunning
  return observation.status === 'observed' && idle ? { ...observation, notRunning: idle } : observation
}

async function lookAt<Fact>(server: ApiServer, named: NamedFile<Fact>): Promise<Observation<Fact>> {
  const path = flagText(server, named.flag)
  if (path === '') return named.without(server)
  const file = await server.read(path)
  if (file.status === 'observed') return named.from(server, path, file.value)
  return { status: file.status === 'denied' ? 'denied' : 'failed', reason: `${path}: ${why(file)}` }
}

/**
 * The API server: the running process, else what the manifest of its static pod says. Only the flags that are defined are
 * understood; a wrong one among them is `failed`, for with it no API server starts.
 */
async function findApiServer(host: Host, definitions: readonly FlagDefinition[]): Promise<Look<ApiServer>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const [own, ...others] = runningComponents(host, 'kube-apiserver')
  const first = own ?? (await embeddedRunning(host, 'kube-apiserver'))
  const found = first ? ofProcess(host, first, others, definitions) : await ofManifest(host, definitions, all)
  if (found.status !== 'observed') return found
  const { error } = found.value.flags
  return error ? failed(`does not load: ${error}`) : found
}

/** The text of a flag; empty where it is not set, which is the same to the API server. */
export function flagText({ flags }: ApiServer, name: string): string {
  return String(flags.occurrences.get(name)?.at(-1)?.value ?? '')
}

function ofProcess(
  host: Host,
  { process, args, told, warnings = [] }: Running,
  others: readonly Running[],
  definitions: readonly FlagDefinition[],
): Look<ApiServer> {
  if (args.status !== 'observed') return { ...args, reason: `command line of process ${process.pid}: ${why(args)}` }
  const flags = parseGoFlags(args.value, [...definitions, { name: openshift, kind: 'string' }])
  if (flags.occurrences.has(openshift)) return failed(`flag --${openshift} names a file that is not understood`)
  const open = definitions.find(({ name }) => told?.untold?.has(name))?.name
  if (open !== undefined) return failed(`flag --${open}: ${told?.untold?.get(open)}`)
  return seen({
    flags,
    from: '',
    sourceOf: (flag) => flagSource(flag, told ?? { where: '' }),
    read: (path) => readAsSeen(host, process, path),
    warnings: [...warnings, ...others.map((each) => `another kube-apiserver runs as process ${each.process.pid}`)],
  })
}

/** OpenShift's API server has its flags in a file. */
const openshift = 'openshift-config'

async function ofManifest(
  host: Host,
  definitions: readonly FlagDefinition[],
  processes: Look<unknown>,
): Promise<Look<ApiServer>> {
  const pods = await readStaticPods(host)
  const commands = manifestCommands(pods, 'kube-apiserver')
  const command = commands.findLast(({ live }) => live)
  if (!command) return nothingSeen('an API server', processes, pods.gaps)
  const isAsked = (arg: string) => definitions.some(({ name }) => arg.startsWith(`--${name}=`))
  if (!command.complete || [...command.open].some(isAsked))
    return failed(`${command.path} takes arguments from variables whose values are not known`)
  return seen({
    flags: parseGoFlags(command.args, definitions),
    from: ` in ${command.path}`,
    sourceOf: (flag) => flagSource(flag, { where: ` in ${command.path}` }),
    read: async (path) => {
      const look = await readMounted(host, command, path)
      if (look.status !== 'observed') return missing(look)
      return seen({ at: placeOf(look.value.path), bytes: look.value.bytes, changed: false })
    },
    warnings: [],
    notRunning: notRunning('kube-apiserver', commands),
  })
}

/** A file that is named has to be there: that it is not is a failure, no absence. */
function missing(look: Unseen): Unseen {
  return look.status === 'absent' ? failed(why(look)) : look
}

async function readAsSeen(host: Host, process: Process, written: string): Promise<Look<ApiServerFile>> {
  const look = await readSeen(host, process, written)
  if (look.status !== 'observed') return missing(look)
  const { path, contained, bytes } = look.value
  const at = placeOf(path, contained ? ' in the container of kube-apiserver' : '')
  return seen({ at, bytes, changed: changedSince(process, look.value) })
}

function placeOf(path: string, where = ''): ApiServerFile['at'] {
  return (line) => `file ${path}${line === undefined ? '' : `:${line}`}${where}`
}
