// `merlon prepare`: what has to be written on the node before the agent runs, which can write nothing.
import { printable } from '../../lib/printable.ts'
import { why } from '../host/look.ts'
import { prepareTrace, removeTrace } from '../host/prepare.ts'
import { agentInstance, findTracefs } from '../host/trace/place.ts'
import { TraceError } from './trace.ts'

/** Makes or adopts the agent's trace instance, or takes it away. Throws a TraceError where that is not possible. */
export async function runPrepare(remove: boolean, out: NodeJS.WriteStream): Promise<number> {
  const tracefs = findTracefs()
  if (tracefs.status !== 'observed')
    throw new TraceError(`${why(tracefs)}. Run: mount -t tracefs tracefs /sys/kernel/tracing`)
  const place = `${tracefs.value}/instances/${agentInstance}`
  if (remove) {
    const removed = removeTrace(tracefs.value, agentInstance)
    if (removed.status !== 'observed') throw new TraceError(`${place} cannot be removed: ${why(removed)}`)
    out.write(printable(`${place} is removed.`).concat('\n'))
    return 0
  }
  const prepared = prepareTrace(tracefs.value, agentInstance)
  if (prepared.status !== 'observed') throw new TraceError(`${place} cannot be made: ${why(prepared)}`)
  const { adopted, bytes, cpus, missing } = prepared.value
  const about = `${Math.round(bytes / 1024 / 1024)} MiB for ${cpus} CPUs${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`
  out.write(printable(`${place} is ${adopted ? 'there already' : 'ready'}: ${about}.`).concat('\n'))
  return 0
}
