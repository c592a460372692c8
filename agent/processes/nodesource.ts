// The source of starts on the agent's node: what was prepared before, or what it prepares itself where it may.
import { availableParallelism } from 'node:os'
import { type Look, why } from '../host/look.ts'
import { prepareTrace, removeTrace } from '../host/prepare.ts'
import { isLive, openProc } from '../host/proc.ts'
import { agentInstance, findTracefs, foreignPids } from '../host/trace/place.ts'
import { openSource, type Source } from './source.ts'

/** Where the trace is. */
export interface TracePlace {
  readonly tracefs: Look<string>
  /** Name of the instance in it. */
  readonly instance: string
}

export interface NodeSource extends Source {
  /** True where the ring went on while nobody read it: what happened meanwhile is in it, or counted as lost. */
  readonly continued: boolean
  /** Takes away the instance that this process made; one that was there before stays, and goes on. */
  remove(): void
}

export interface NodeSourceOptions {
  /** Where the node's files are. */
  readonly prefix: string
  /** Mebibytes of ring of all CPUs together, where it is made; 0: by the number of CPUs. */
  readonly mebibytes: number
  readonly place?: TracePlace
}

/** As root it makes the instance where there is none; else it reads the one that was prepared. */
export function openNodeSource({ prefix, mebibytes, place }: NodeSourceOptions): NodeSource {
  const keep = { continued: false, remove: () => undefined }
  const proc = `${prefix.replace(/\/+$/, '')}/proc`
  // Events are of this machine: they say nothing of a node whose files only lie here.
  if (!isLive(proc)) return { ...keep, source: 'unavailable', reason: `${proc} is not that of a running machine` }
  const pids = openProc('/').link('self/ns/pid')
  const { tracefs, instance } = place ?? { tracefs: findTracefs(), instance: agentInstance }
  const mayMake = process.geteuid?.() === 0 && foreignPids(pids) === undefined
  if (!mayMake || tracefs.status !== 'observed') {
    const source = openSource(tracefs, instance, pids)
    return { ...source, ...keep, continued: source.trace !== undefined }
  }
  const prepared = prepareTrace(tracefs.value, instance, sizeOfEach(mebibytes))
  const source = openSource(tracefs, instance, pids)
  if (prepared.status !== 'observed') {
    const reason = `the trace instance cannot be made: ${why(prepared)}`
    return { ...source, ...(source.trace ? {} : { reason }), ...keep }
  }
  const remove = () => void removeTrace(tracefs.value, instance)
  return prepared.value.adopted
    ? { ...source, ...keep, continued: source.trace !== undefined }
    : { ...source, continued: false, remove }
}

/** Kibibytes of one CPU; undefined where nobody said. */
function sizeOfEach(mebibytes: number): number | undefined {
  if (mebibytes === 0) return undefined
  return Math.max(64, Math.floor((mebibytes * 1024) / availableParallelism()))
}
