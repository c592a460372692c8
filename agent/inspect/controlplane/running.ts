// Which process is a component of the node's control plane.
import type { ApiServerFact } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import { nameOf, type Process } from '../../host/proc.ts'
import { attribute } from '../../processes/attribution.ts'
import { componentProcesses } from '../components.ts'

type ComponentProcess = NonNullable<ApiServerFact['process']>

/** A process of the component with its arguments behind the program's name. */
export interface Running {
  readonly process: Process
  readonly args: Look<readonly string[]>
}

/** The program that is many: OpenShift starts the components as `hyperkube NAME`. */
const wrapper = 'hyperkube'

/**
 * The processes of a component, the likeliest to be the node's own first: any user can call a program so, but not as
 * root, nor in a static pod.
 */
export function runningComponents(host: Host, program: string): Running[] {
  const own = componentProcesses(host, program).map((process) => ({ process, args: argumentsOf(process, 1) }))
  const wrapped = componentProcesses(host, wrapper).flatMap((process) => {
    const argv = process.argv()
    if (argv.status !== 'observed' || argv.value[1] !== program) return []
    return [{ process, args: argumentsOf(process, 2) }]
  })
  const all = [...own, ...wrapped].filter(({ args }) => args.status !== 'absent')
  return all.sort((a, b) => rank(a.process) - rank(b.process))
}

function argumentsOf(process: Process, from: number): Look<readonly string[]> {
  const argv = process.argv()
  return argv.status === 'observed' ? { status: 'observed', value: argv.value.slice(from) } : argv
}

function rank(process: Process): number {
  const uid = process.uid()
  return (uid.status === 'observed' && uid.value !== 0 ? 2 : 0) + (process.contained() ? 0 : 1)
}

/** The process as facts have it. A node may be a container itself: `init` is the control group where it begins. */
export function processFact(process: Process, init = ''): ComponentProcess {
  const [exe, started, uid, groups] = [process.exe(), process.started(), process.uid(), process.controlGroups()]
  const source = `/proc/${process.pid}/status`
  return {
    pid: process.pid,
    executable: exe.status === 'observed' ? exe.value : '',
    started: started.status === 'observed' ? `${new Date(started.value).toISOString().slice(0, 19)}Z` : '',
    container: groups.status === 'observed' ? attribute(groups.value, init).container : '',
    uid: uid.status === 'observed' ? { value: uid.value, source } : { source, unknown: why(uid) },
  }
}

/** The control groups of process 1; empty where they cannot be read. */
export function initGroups(host: Host): string {
  const look = host.proc.read('1/cgroup')
  return look.status === 'observed' ? look.value.toString('latin1') : ''
}

/** Program → the word behind its name with which it runs the control plane within itself; none where it always does. */
const embedding: ReadonlyMap<string, string | undefined> = new Map([
  ['k3s', 'server'],
  ['k3s-server', undefined],
  ['kubelite', undefined],
])

/** What is said of a node on which one program is everything; nothing where there is none. */
export function embeddedIn(host: Host, component: string): string | undefined {
  const all = host.proc.processes()
  if (all.status !== 'observed') return undefined
  const found = all.value.find((each) => !each.contained() && isEmbedding(each))
  if (!found) return undefined
  return `${nameOf(found)} (process ${found.pid}) runs ${component} within itself: what it is told cannot be seen`
}

/** k3s replaces its arguments by one text that begins with its name and `server`. */
function isEmbedding(process: Process): boolean {
  const name = nameOf(process)
  if (!embedding.has(name)) return false
  const word = embedding.get(name)
  const argv = process.argv()
  return word === undefined || (argv.status === 'observed' && argv.value.join(' ').split(/\s+/)[1] === word)
}
