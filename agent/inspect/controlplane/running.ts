// Which process is a component of the node's control plane.
import type { ApiServerFact } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { attribute } from '../../processes/attribution.ts'
import { componentProcesses } from '../components.ts'
import type { Told } from './flags.ts'

type ComponentProcess = NonNullable<ApiServerFact['process']>

/** A process of the component with its arguments behind the program's name. */
export interface Running {
  readonly process: Process
  readonly args: Look<readonly string[]>
  /** Where the arguments stand, for a component that is part of another program. */
  readonly told?: Told
  /** What people should know of those places. */
  readonly warnings?: readonly string[]
  /** Why it may not run at all. */
  readonly unsure?: string
}

/** The program that is many: it starts the components as `hyperkube kube-apiserver`, old ones as `hyperkube apiserver`. */
const wrapper = 'hyperkube'

/**
 * The processes of a component, the likeliest to be the node's own first: any user can call a program so, but not as
 * root, nor in a static pod.
 */
export function runningComponents(host: Host, program: string): Running[] {
  const own = componentProcesses(host, program).map((process) => ({ process, args: argumentsOf(process, 1) }))
  const wrapped = componentProcesses(host, wrapper).flatMap((process): Running[] => {
    const args = argumentsOf(process, 1)
    // What cannot be read may be this component.
    if (args.status !== 'observed') return [{ process, args }]
    const [name = '', ...rest] = args.value
    return name === program || `kube-${name}` === program ? [{ process, args: seen(rest) }] : []
  })
  const all = [...own, ...wrapped].filter(({ process, args }) => args.status !== 'absent' && !process.zombie())
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
