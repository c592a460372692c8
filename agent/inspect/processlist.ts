import type { Gap } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'

/** The node's processes for inspectors that need all of them. */
export interface ProcessList {
  readonly status: 'observed'
  readonly processes: readonly Process[]
  /** Process 1's control groups, empty where they cannot be read: where the node begins. */
  readonly init: string
  /** Set where there may be processes that are not listed. */
  readonly hidden?: Gap
}

/** Lists them. A node has at least one: where there is none, there is nothing to tell. */
export function listProcesses(
  host: Host,
): ProcessList | { readonly status: 'denied' | 'failed'; readonly reason: string } {
  const all = host.proc.processes()
  if (all.status !== 'observed')
    return { status: all.status === 'denied' ? 'denied' : 'failed', reason: `/proc: ${why(all)}` }
  const [first] = all.value
  if (first === undefined) return { status: 'failed', reason: '/proc: holds no process' }
  // With `hidepid` (proc(5)) a user sees only processes of its own. Process 1 is always there.
  if (first.pid !== 1) {
    const hidden = { path: '/proc/1', reason: 'is not listed: other processes may be hidden too' }
    return { status: 'observed', processes: all.value, init: '', hidden }
  }
  const init = first.controlGroups()
  return { status: 'observed', processes: all.value, init: init.status === 'observed' ? init.value : '' }
}

/** Processes between two pauses. */
const stride = 100

/** All of them, with a pause from time to time: what waits in the agent comes first. */
export async function* unhurried(processes: readonly Process[]): AsyncGenerator<Process> {
  for (let at = 0; at < processes.length; at += stride) {
    yield* processes.slice(at, at + stride)
    await new Promise((done) => setImmediate(done))
  }
}
