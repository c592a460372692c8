// Where the trace is: tracefs, and Merlon's own instance in it. The kernel's first, nameless instance is never touched.

import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { absent, fromError, type Look, seen } from '../look.ts'

/** The agent's instance. Its name never changes: what the ring gathered while no agent ran is read by the next one. */
export const agentInstance = 'merlon'
/** How often the ring is read, milliseconds. */
export const drainInterval = 250
/** Where it is mounted where nobody says otherwise. */
const usualPlace = '/sys/kernel/tracing'
/** Process ids are the machine's own in the first namespace of all, whose inode is fixed (PROC_PID_INIT_INO). */
const initialPids = 'pid:[4026531836]'

/** Directory of tracefs: the usual one, or where else this process has it mounted. */
export function findTracefs(mountinfo = '/proc/self/mountinfo'): Look<string> {
  try {
    const bytes = readFileSync(mountinfo)
    const points = (isUtf8(bytes) ? bytes.toString() : '').split('\n').flatMap((line) => {
      const [mount = '', kind = ''] = line.split(' - ')
      const point = mount.split(' ')[4]
      return kind.startsWith('tracefs ') && point !== undefined ? [point] : []
    })
    const found = points.find((point) => point === usualPlace) ?? points[0]
    return found === undefined ? { ...absent, reason: `tracefs is not mounted at ${usualPlace}` } : seen(found)
  } catch (error) {
    return fromError(error)
  }
}

/** Undefined where the ids in the ring are those of /proc; a reason where they are not, or nobody can tell. */
export function foreignPids(link: Look<string>): string | undefined {
  if (link.status !== 'observed')
    return 'the namespace of process ids cannot be read: events could not be matched to processes'
  if (link.value === initialPids) return undefined
  return 'process ids here are not the machine’s own: events speak of ids that mean nothing here'
}

/** The CPUs of a ring, by number. */
export function cpusOf(names: readonly string[]): number[] {
  return names
    .flatMap((name) => /^cpu(\d{1,5})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}
