// The API server of the node, as far as its arguments name files of their own: which ones, and their content as it is seen
// by the process.
import type { Host } from '../host/host.ts'
import { failed, type Look, seen, type Unseen, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { type FlagDefinition, type ParsedFlags, parseGoFlags } from '../parse/goflags.ts'
import { changedSince } from './changed.ts'
import { componentProcesses } from './components.ts'
import type { Read } from './inspector.ts'
import { readSeen } from './sight.ts'
import { manifestCommands, readStaticPods, staticPodReads } from './staticpods.ts'

/** Largest file that is read, in bytes. */
const fileLimit = 1024 * 1024

/** The arguments of the API server, and the files that it sees. */
export interface ApiServer {
  readonly flags: ParsedFlags
  /** What follows the name of a flag in a source; empty for the running process. */
  readonly from: string
  /** Reads a file by the path that a flag has. */
  read(path: string): Promise<Look<ApiServerFile>>
  /** Other API servers of the node, for people. */
  readonly warnings: readonly string[]
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
export const apiServerProcesses = ['kube-apiserver', 'hyperkube', 'k3s', 'k3s-server', 'kubelite']

/**
 * The API server: the running process, else what the manifest of its static pod says. Only the flags that are defined are
 * understood; a wrong one among them is `failed`, for with it no API server starts.
 */
export async function findApiServer(host: Host, definitions: readonly FlagDefinition[]): Promise<Look<ApiServer>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const [first, ...others] = runningServers(host)
  const found = first ? ofProcess(host, first, others, definitions) : await ofManifest(host, definitions)
  // Where nothing tells what runs, no manifest does not tell that no API server does.
  if (found.status === 'absent' && all.status === 'absent')
    return failed('there is no /proc: whether an API server runs cannot be told')
  if (found.status !== 'observed') return found
  const { error } = found.value.flags
  return error ? failed(`does not load: ${error}`) : found
}

/** The text of a flag; empty where it is not set, which is the same to the API server. */
export function flagText({ flags }: ApiServer, name: string): string {
  return String(flags.occurrences.get(name)?.at(-1)?.value ?? '')
}

interface Running {
  readonly process: Process
  readonly args: Look<readonly string[]>
}

/** Their arguments; an API server that is part of another program has none of its own. */
function runningServers(host: Host): Running[] {
  const own = componentProcesses(host, 'kube-apiserver').map((process) => {
    const argv = process.argv()
    return { process, args: argv.status === 'observed' ? seen(argv.value.slice(1)) : argv }
  })
  const wrapped = componentProcesses(host, 'hyperkube').flatMap((process) => {
    const argv = process.argv()
    if (argv.status !== 'observed' || !/^(kube-)?apiserver$/.test(argv.value[1] ?? '')) return []
    return [{ process, args: seen(argv.value.slice(2)) }]
  })
  const running = [...own, ...wrapped].filter(({ process, args }) => args.status !== 'absent' && !process.zombie())
  return running.length > 0 ? running : embeddedServers(host)
}

/** k3s and MicroK8s have the API server in one process with the rest. */
function embeddedServers(host: Host): Running[] {
  return host.proc.named('k3s', 'k3s-server', 'kubelite').flatMap((process) => {
    const argv = process.argv()
    const line = argv.status === 'observed' ? argv.value.slice(0, 2).join(' ') : ''
    if (!/\bserver$|kubelite\b/.test(line)) return []
    return [{ process, args: failed(`the API server is part of process ${process.pid}, which is not looked into`) }]
  })
}

function ofProcess(
  host: Host,
  { process, args }: Running,
  others: readonly Running[],
  definitions: readonly FlagDefinition[],
): Look<ApiServer> {
  if (args.status !== 'observed') return { ...args, reason: `command line of process ${process.pid}: ${why(args)}` }
  const flags = parseGoFlags(args.value, [...definitions, { name: openshift, kind: 'string' }])
  if (flags.occurrences.has(openshift)) return failed(`flag --${openshift} names a file that is not understood`)
  return seen({
    flags,
    from: '',
    read: (path) => readAsSeen(host, process, path),
    warnings: others.map((each) => `another kube-apiserver runs as process ${each.process.pid}`),
  })
}

/** OpenShift's API server has its flags in a file. */
const openshift = 'openshift-config'

async function ofManifest(host: Host, definitions: readonly FlagDefinition[]): Promise<Look<ApiServer>> {
  const pods = await readStaticPods(host)
  const [command] = manifestCommands(pods, 'kube-apiserver').filter(({ live }) => live)
  const [gap] = pods.gaps
  if (!command) return gap ? failed(`${gap.path}: ${gap.reason}`) : { status: 'absent' }
  const isAsked = (arg: string) => definitions.some(({ name }) => arg.startsWith(`--${name}=`))
  if (!command.complete || [...command.open].some(isAsked))
    return failed(`${command.path} takes arguments from variables whose values are not known`)
  return seen({
    flags: parseGoFlags(command.args, definitions),
    from: ` in ${command.path}`,
    read: async (path) => {
      const look = await host.root.read(path, fileLimit)
      if (look.status !== 'observed') return missing(look)
      return seen({ at: placeOf(path), bytes: look.value.bytes, changed: false })
    },
    warnings: [],
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
