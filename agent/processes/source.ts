// Which source of starts this node offers, from the best to none, and why not a better one.
import { join } from 'node:path'
import { type Look, why } from '../host/look.ts'
import { openProc } from '../host/proc.ts'
import { foreignPids } from '../host/trace/place.ts'
import { openTrace, type Trace } from '../host/trace.ts'
import type { ProcessSource } from './observation.ts'

export interface Source {
  readonly source: ProcessSource
  /** Why it is no better one; empty for `events`. */
  readonly reason: string
  /** Set for `events` and `events-degraded`. */
  readonly trace?: Trace
}

/**
 * Opens the instance of that name. Where events cannot be had, processes are looked for in /proc; where another Merlon
 * reads the events, there is nothing: two would learn the same node.
 */
export function openSource(tracefs: Look<string>, instance: string, link = openProc('/').link('self/ns/pid')): Source {
  const foreign = foreignPids(link)
  if (foreign !== undefined) return { source: 'sampled', reason: foreign }
  if (tracefs.status !== 'observed') return { source: 'sampled', reason: why(tracefs) }
  const directory = join(tracefs.value, 'instances', instance)
  const trace = openTrace(directory)
  if (trace.status === 'observed') return { ...trace.value.quality(), trace: trace.value }
  if (trace.status === 'absent') return { source: 'sampled', reason: `there is no trace instance at ${directory}` }
  const isBusy = trace.status === 'failed' && trace.reason.startsWith('another Merlon')
  return { source: isBusy ? 'unavailable' : 'sampled', reason: why(trace) }
}
