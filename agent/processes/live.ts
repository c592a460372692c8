// A running process, read from /proc and proven to be the one that is meant.
import { type Look, seen } from '../host/look.ts'
import { textOf } from '../host/names.ts'
import { type Proc, parseStat } from '../host/proc.ts'

/** A process as of one moment. */
export interface LiveProcess {
  /** Clock ticks after the machine started. */
  readonly startTicks: number
  readonly parent: number
  /** The text of /proc/PID/exe, ` (deleted)` included; not there for what has ended and for threads of the kernel. */
  readonly exe: Look<string>
  readonly argv: readonly string[]
  /** Effective; undefined where it is not understood. */
  readonly uid: number | undefined
  /** Effective capabilities, hexadecimal. */
  readonly capabilities: string
  readonly groups: string
  /** Address of the arguments, another one after each exec; 0 where it may not be known. */
  readonly argumentsAt: number
  readonly isKernel: boolean
  /** Which files it sees, the same text for all that see the same; empty where it may not be known. */
  readonly sees: string
}

/** PF_KTHREAD in the flags of /proc/PID/stat. */
const kernelThread = 0x200000
/** Column of `arg_start` behind the name in parentheses (proc_pid_stat(5)): the 48th of all. */
const argumentsColumn = 45

/**
 * Undefined where it is gone. The start time is read last: it shows that what was read before it was this process and no
 * later one with the same pid.
 */
export function readLive(proc: Proc, pid: number): LiveProcess | undefined {
  const status = proc.read(`${pid}/status`)
  if (status.status !== 'observed') return undefined
  const exe = linkAsSeen(proc, pid, 'exe')
  const cmdline = proc.read(`${pid}/cmdline`)
  const groups = proc.read(`${pid}/cgroup`)
  const sees = seesOf(proc, pid)
  const stat = proc.read(`${pid}/stat`)
  const fields = stat.status === 'observed' ? parseStat(stat.value) : undefined
  if (stat.status !== 'observed' || !fields) return undefined
  const text = status.value.toString('latin1')
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(text)?.[1]
  return {
    startTicks: fields.startTicks,
    parent: fields.parent,
    exe,
    argv: cmdline.status === 'observed' && cmdline.value.length > 0 ? splitArguments(cmdline.value) : [],
    uid: uid === undefined ? undefined : Number(uid),
    capabilities: /^CapEff:\s+([0-9a-f]{16})$/m.exec(text)?.[1] ?? '',
    groups: groups.status === 'observed' ? textOf(groups.value) : '',
    argumentsAt: argumentsAtOf(stat.value),
    sees,
    isKernel: (fields.flags & kernelThread) !== 0,
  }
}

/** What tells one program of a process from another, at little cost; undefined where it is gone. */
export function readStamp(proc: Proc, pid: number): Pick<LiveProcess, 'startTicks' | 'argumentsAt'> | undefined {
  const stat = proc.read(`${pid}/stat`)
  const fields = stat.status === 'observed' ? parseStat(stat.value) : undefined
  if (stat.status !== 'observed' || !fields) return undefined
  return { startTicks: fields.startTicks, argumentsAt: argumentsAtOf(stat.value) }
}

/** Its namespace of mounts and its root in it. */
export function seesOf(proc: Proc, pid: number): string {
  const [mounts, root] = [proc.link(`${pid}/ns/mnt`), proc.link(`${pid}/root`)]
  return mounts.status === 'observed' && root.status === 'observed' ? `${mounts.value} ${root.value}` : ''
}

/**
 * Where a link of a process leads, from its own root. The kernel writes the path from the root of the namespace of mounts:
 * for who was put below a directory of it by chroot(2) alone, that directory is in front.
 */
export function linkAsSeen(proc: Proc, pid: number, name: 'exe' | 'cwd'): Look<string> {
  const look = proc.link(`${pid}/${name}`)
  const root = proc.link(`${pid}/root`)
  if (look.status !== 'observed' || root.status !== 'observed' || root.value === '/') return look
  if (look.value === root.value) return seen('/')
  return look.value.startsWith(`${root.value}/`) ? seen(look.value.slice(root.value.length)) : look
}

/** The process that a thread is of, now; undefined where it is gone. */
export function readProcessOf(proc: Proc, thread: number): number | undefined {
  const status = proc.read(`${thread}/status`)
  if (status.status !== 'observed') return undefined
  const id = /^Tgid:\s+(\d+)$/m.exec(status.value.toString('latin1'))?.[1]
  return id === undefined ? undefined : Number(id)
}

function splitArguments(bytes: Buffer): string[] {
  return textOf(bytes.at(-1) === 0 ? bytes.subarray(0, -1) : bytes).split('\0')
}

/** A double holds addresses of 48 bits exactly; of longer ones enough to tell two apart. */
function argumentsAtOf(stat: Buffer): number {
  const columns = stat.toString('latin1', stat.lastIndexOf(')') + 2).split(' ')
  return Number(columns[argumentsColumn] ?? 0) || 0
}
