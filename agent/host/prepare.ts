// The only code that writes to the host: it makes the trace instance that the agent reads, and takes it away again. It
// needs uid 0 and no capability, and runs before the agent, which can write nothing.
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { traceEvents } from '../parse/traceevent.ts'
import { fromError, type Look, seen, why } from './look.ts'
import { cpusOf } from './trace/place.ts'

/** Most kibibytes of ring a CPU gets, and least: some seconds of a busy node's events. */
const mostPerCpu = 4096
const leastPerCpu = 256
/** Kibibytes of all CPUs together, where the least of each is not more. */
const mostTogether = 64 * 1024

/** An instance that is ready to be read. */
export interface Prepared {
  /** Its directory. */
  readonly directory: string
  /** True where it was there: what it gathered is kept. */
  readonly adopted: boolean
  readonly cpus: number
  /** Bytes of ring of all CPUs together. */
  readonly bytes: number
  /** Events that this kernel does not have, or does not let be switched on. */
  readonly missing: readonly string[]
}

/** Kibibytes of ring for each CPU of so many. */
export function ringSize(cpus: number): number {
  return Math.max(leastPerCpu, Math.min(mostPerCpu, Math.floor(mostTogether / Math.max(1, cpus))))
}

/**
 * Makes the instance or adopts the one that is there, and switches it on. Writing the clock or the size of the ring empties
 * it, so they are written only where they differ. `kibibytes` is the ring of each CPU.
 */
export function prepareTrace(tracefs: string, name: string, kibibytes?: number): Look<Prepared> {
  const directory = join(tracefs, 'instances', name)
  try {
    const adopted = !make(directory)
    const cpus = cpusOf(readdirSync(join(directory, 'per_cpu')))
    const online = cpus.filter((cpu) => ringOf(directory, cpu) > 0).length || cpus.length
    const size = kibibytes ?? ringSize(online)
    const file = (path: string) => join(directory, path)
    if (!/\[boot\]/.test(readFileSync(file('trace_clock'), 'utf8'))) {
      writeFileSync(file('tracing_on'), '0')
      writeFileSync(file('trace_clock'), 'boot')
    }
    set(file('options/overwrite'), '1')
    // The kernel rounds up to whole pages: a ring of about that size is that size.
    if (cpus.some((cpu) => Math.abs(ringOf(directory, cpu) - size) > 64))
      writeFileSync(file('buffer_size_kb'), `${size}`)
    const missing = traceEvents.filter(({ path }) => !enable(file(`events/${path}`))).map(({ path }) => path)
    set(file('tracing_on'), '1')
    const bytes = cpus.reduce((sum, cpu) => sum + ringOf(directory, cpu) * 1024, 0)
    return seen({ directory, adopted, cpus: cpus.length, bytes, missing })
  } catch (error) {
    return fromError(error)
  }
}

/** Takes an instance away; one that is not there is as good as taken away. Not possible while anyone reads it. */
export function removeTrace(tracefs: string, name: string): Look<void> {
  try {
    rmdirSync(join(tracefs, 'instances', name))
    return seen(undefined)
  } catch (error) {
    const look = fromError(error)
    if (look.status === 'absent') return seen(undefined)
    return (error as NodeJS.ErrnoException).code === 'EBUSY'
      ? { status: 'failed', reason: 'someone reads it' }
      : { ...look, reason: why(look) }
  }
}

/** Names of all instances; none where they cannot be listed. */
export function listTraces(tracefs: string): string[] {
  try {
    return readdirSync(join(tracefs, 'instances'))
  } catch {
    return []
  }
}

/** False where it was there already. */
function make(directory: string): boolean {
  try {
    mkdirSync(directory)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** Kibibytes; a ring that is not used yet says `7 (expanded: 1408)`. 0 for a CPU that has none. */
function ringOf(directory: string, cpu: number): number {
  const text = readFileSync(join(directory, `per_cpu/cpu${cpu}/buffer_size_kb`), 'latin1')
  return Number(/^(\d+)/.exec(text)?.[1] ?? 0)
}

function enable(directory: string): boolean {
  try {
    set(join(directory, 'enable'), '1')
    return true
  } catch {
    return false
  }
}

function set(path: string, value: string): void {
  if (readFileSync(path, 'latin1').trim() !== value) writeFileSync(path, value)
}
