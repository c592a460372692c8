import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { posix } from 'node:path'
import { namedByNode } from '../processes/attribution.ts'
import { absent, failed, fromError, type Look, seen } from './look.ts'
import { isMounted, mountedParts, type PartsOf, unmountedIsDenied } from './mounts.ts'
import { textOf } from './names.ts'
import { once } from './once.ts'

/** Most bytes read of one file below /proc. An argv can be 2 MiB by default and more by limit; 16 MiB bounds it. */
const readLimit = 16 * 1024 * 1024
/** Most processes that are listed. */
const maxProcesses = 100_000
/** Most open files of one process that are looked at, from the lowest on: servers open their sockets before the rest. */
const maxOpenFiles = 65_536
/** Kind of file system that the kernel's own /proc is, and a copy of one is not (PROC_SUPER_MAGIC). */
const procMagic = 0x9fa0
/** A bit of the flags in /proc/PID/stat (PF_KTHREAD). */
const kernelThreadFlag = 0x200000
/** Clock ticks a second: USER_HZ, 100 on every Linux that Kubernetes runs on. */
const ticksPerSecond = 100
/**
 * Pods live in control groups named so: cgroupfs `kubepods/burstable/pod<uid>`, systemd `kubepods-burstable-pod<uid>.slice`.
 * Seen from within one (a container has a control group namespace of its own) only `../../pod<uid>` may be left.
 */
const podControlGroup = /(^|[/-])(kubepods([./-]|$)|pod[0-9a-f]{8}([-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12}([./]|$))/m

/**
 * Talos runs etcd and the kubelet in containers of its own, whose groups nobody else makes at the top of the node; seen
 * from within a pod the top is above.
 */
const talosControlGroup = /^\d+:[^:]*:(\/\.\.)*\/podruntime\/(etcd|kubelet)$/m

/** One process, read when asked for and then remembered: a pass sees it as of one moment. */
export interface Process {
  readonly pid: number
  /** The arguments, split at NUL. Empty for kernel threads. */
  argv(): Look<string[]>
  /** The executable's path as the process sees it, ` (deleted)` removed. */
  exe(): Look<string>
  /** The current directory as the process sees it. */
  cwd(): Look<string>
  /** The environment, only for names that the caller declares: it is full of secrets. */
  environ(names: readonly string[]): Look<Map<string, string>>
  /** At most 15 bytes, and the process may choose them: never an identity. */
  comm(): Look<string>
  parent(): Look<number>
  /** When it started, milliseconds since 1970, exact to about a second. */
  started(): Look<number>
  /** True when it has process ids, files or control groups of a container: it may see other files than the node. */
  contained(): boolean
  /**
   * True when it is of a pod or of a node within the node: it has a pod's control group, or process ids of a container. A
   * container without ids of its own may hold a part of the node itself: so Talos and RKE1 run the kubelet.
   */
  foreign(): boolean
  /** True when the executable's file was deleted or replaced since. */
  deleted(): boolean
  /** Effective user id. */
  uid(): Look<number>
  /** The lines of its control groups. */
  controlGroups(): Look<string>
  /** Which network namespace it is in, for example `net:[4026531840]`. */
  network(): Look<string>
  /** True for what runs in the kernel alone. */
  kernelThread(): boolean
  /** True when all of it has ended and only its parent does not know yet. */
  zombie(): boolean
  /** Which of these sockets, by inode, it holds open. Not remembered. */
  sockets(wanted: ReadonlySet<number>): Look<HeldSockets>
}

export interface HeldSockets {
  readonly inodes: readonly number[]
  /** True when it has more open files than are looked at. */
  readonly more: boolean
}

/** The node's processes, from `/proc` below the host's root. */
export interface Proc {
  /** Every process now, by pid. */
  processes(): Look<Process[]>
  /** The processes of the node itself (not foreign ones) whose executable or first argument has one of these names. */
  named(...names: string[]): Process[]
  /** A file below /proc, for example `meminfo`. */
  read(path: string): Look<Buffer>
  /** The same, only as far as `more` says so of each part (some kilobytes, cut anywhere). */
  readWhile(path: string, more: (part: Buffer) => boolean): Look<Buffer>
  /** Target of a link below /proc, for example `self/ns/pid`. */
  link(path: string): Look<string>
}

/** Reads `<prefix>/proc`. One object serves one pass: what it has read it remembers. */
export function openProc(prefix: string, partsOf: PartsOf = mountedParts): Proc {
  const root = prefix === '/' ? '' : prefix.replace(/\/+$/, '')
  if (isMounted('/proc', partsOf(root)) !== 'inside') return unmountedProc
  const base = `${root}/proc`
  const bootTime = once(() => bootTimeOf(readFile(`${base}/stat`)))
  const hostRoot = once(() => identity(`${root}/`))
  const live = once(() => isLive(base))
  const processes = once(() => list(base, { bootTime, hostRoot, live }))
  return {
    processes,
    named: (...names) => {
      const all = processes()
      return all.status === 'observed'
        ? all.value.filter((each) => names.includes(nameOf(each)) && !each.foreign())
        : []
    },
    read: (path) => readFile(`${base}/${path}`),
    readWhile: (path, more) => readFile(`${base}/${path}`, more),
    link: (path) => readLink(`${base}/${path}`),
  }
}

/** Basename of the executable; of the first argument where the executable cannot be read. */
export function nameOf(process: Process): string {
  const exe = process.exe()
  if (exe.status === 'observed') return posix.basename(exe.value)
  const argv = process.argv()
  return argv.status === 'observed' ? posix.basename(argv.value[0] ?? '') : ''
}

/** What all processes of a pass share. */
interface Machine {
  readonly bootTime: () => Look<number>
  readonly hostRoot: () => Look<string>
  readonly live: () => boolean
}

/** True for the kernel's own /proc, false for a copy of one. */
export function isLive(base: string): boolean {
  try {
    return statfsSync(base).type === procMagic
  } catch {
    return false
  }
}

function list(base: string, machine: Machine): Look<Process[]> {
  let names: string[]
  try {
    names = readdirSync(base)
  } catch (error) {
    return fromError(error)
  }
  const pids = names.filter((name) => /^[1-9]\d{0,9}$/.test(name)).map(Number)
  if (pids.length > maxProcesses) return failed(`more than ${maxProcesses} processes`)
  return seen(pids.sort((a, b) => a - b).map((pid) => openProcess(`${base}/${pid}`, pid, machine)))
}

function openProcess(dir: string, pid: number, machine: Machine): Process {
  const stat = once(() => readStat(dir))
  const exe = once(() => map(readLink(`${dir}/exe`), (text) => executableOf(dir, text, machine.live())))
  const argv = once(() => argumentsOf(map(readFile(`${dir}/cmdline`), splitArguments), exe))
  const groups = once(() => map(readFile(`${dir}/cgroup`), textOf))
  const status = once(() => map(readFile(`${dir}/status`), parseStatus))
  return {
    pid,
    argv,
    exe: () => map(exe(), ({ path }) => path),
    cwd: once(() => readLink(`${dir}/cwd`)),
    environ: (names) => map(readFile(`${dir}/environ`), (bytes) => pick(bytes, names)),
    comm: () => map(stat(), (fields) => fields.comm),
    parent: () => map(stat(), (fields) => fields.parent),
    started: once(() => {
      const boot = machine.bootTime()
      if (boot.status !== 'observed') return boot
      return map(stat(), (fields) => boot.value + (fields.startTicks / ticksPerSecond) * 1000)
    }),
    contained: once(() => isForeign(groups(), status()) || isNested(status()) || hasOwnRoot(dir, machine.hostRoot())),
    foreign: once(() => isForeign(groups(), status())),
    deleted: () => {
      const look = exe()
      return look.status === 'observed' && look.value.deleted
    },
    uid: () => {
      const look = status()
      if (look.status !== 'observed') return look
      return look.value.uid === undefined ? failed('not understood') : seen(look.value.uid)
    },
    controlGroups: groups,
    network: once(() => readLink(`${dir}/ns/net`)),
    kernelThread: () => isKernelThread(pid, stat(), exe, argv),
    zombie: () => {
      const fields = stat()
      // Its first thread may end before the others do: then it looks like a zombie and runs on.
      return fields.status === 'observed' && /[ZX]/.test(fields.value.state) && fields.value.threads <= 1
    },
    sockets: (wanted) => heldSockets(dir, wanted),
  }
}

interface Executable {
  readonly path: string
  readonly deleted: boolean
}

/** The kernel adds ` (deleted)` to a path that is gone, and a file may have that name: only where it is the same file. */
function executableOf(dir: string, text: string, live: boolean): Executable {
  const path = text.replace(/ \(deleted\)$/, '')
  if (path === text) return { path, deleted: false }
  const file = live ? identity(`${dir}/exe`) : absent
  const named = live ? identity(`${dir}/root${text}`) : absent
  const isName = file.status === 'observed' && named.status === 'observed' && file.value === named.value
  return isName ? { path: text, deleted: false } : { path, deleted: true }
}

/** Where the flags do not tell: the kernel's threads are children of its process 2 and have neither file nor arguments. */
function isKernelThread(
  pid: number,
  stat: Look<StatFields>,
  exe: () => Look<unknown>,
  argv: () => Look<string[]>,
): boolean {
  if (stat.status !== 'observed') return false
  if ((stat.value.flags & kernelThreadFlag) !== 0) return true
  if (stat.value.parent !== 2 && !(pid === 2 && stat.value.parent === 0)) return false
  const args = argv()
  return exe().status === 'absent' && args.status === 'observed' && args.value.length === 0
}

/** Links are `socket:[INODE]` (proc_pid_fd(5)). One that is gone by now was closed meanwhile. */
function heldSockets(dir: string, wanted: ReadonlySet<number>): Look<HeldSockets> {
  try {
    const names = readdirSync(`${dir}/fd`)
    const inodes = new Set<number>()
    for (const name of names.slice(0, maxOpenFiles)) {
      const inode = socketInode(`${dir}/fd/${name}`)
      if (inode !== undefined && wanted.has(inode)) inodes.add(inode)
    }
    return seen({ inodes: [...inodes], more: names.length > maxOpenFiles })
  } catch (error) {
    // Who may list a directory may not always read the links in it.
    return fromError(error)
  }
}

function socketInode(path: string): number | undefined {
  try {
    const target = readlinkSync(path)
    return target.startsWith('socket:[') ? Number.parseInt(target.slice('socket:['.length), 10) : undefined
  } catch (error) {
    if (fromError(error).status === 'denied') throw error
    return undefined
  }
}

/** What is used of /proc/PID/status. */
interface StatusFields {
  /** The effective one: the second of four. */
  readonly uid: number | undefined
  /** True when it has process ids in more than one namespace. */
  readonly nested: boolean
}

function parseStatus(bytes: Buffer): StatusFields {
  const text = bytes.toString('latin1')
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(text)?.[1]
  const ids = /^NSpid:\s*(.+)$/m.exec(text)?.[1]
  return { uid: uid === undefined ? undefined : Number(uid), nested: (ids?.trim().split(/\s+/).length ?? 1) > 1 }
}

function readStat(dir: string): Look<StatFields> {
  const bytes = readFile(`${dir}/stat`)
  if (bytes.status !== 'observed') return bytes
  const fields = parseStat(bytes.value)
  return fields === undefined ? failed('not understood') : seen(fields)
}

/** Where there is no sign to read (a directory of files), a process counts as the node's own. */
function isForeign(groups: Look<string>, status: Look<StatusFields>): boolean {
  const named = groups.status === 'observed' ? namedByNode(groups.value) : ''
  if (podControlGroup.test(named)) return true
  if (talosControlGroup.test(named)) return false
  return isNested(status)
}

function isNested(status: Look<StatusFields>): boolean {
  return status.status === 'observed' && status.value.nested
}

function hasOwnRoot(dir: string, hostRoot: Look<string>): boolean {
  const own = identity(`${dir}/root/`)
  return own.status === 'observed' && hostRoot.status === 'observed' && own.value !== hostRoot.value
}

function identity(path: string): Look<string> {
  try {
    const { dev, ino } = statSync(path)
    return seen(`${dev}:${ino}`)
  } catch (error) {
    return fromError(error)
  }
}

/** What is used of /proc/PID/stat. */
export interface StatFields {
  readonly comm: string
  /** One letter. */
  readonly state: string
  readonly parent: number
  readonly flags: number
  readonly threads: number
  /** Clock ticks after the machine started. */
  readonly startTicks: number
}

/** The name stands in parentheses and may hold any byte, parentheses too: the last one ends it (proc_pid_stat(5)). */
export function parseStat(bytes: Buffer): StatFields | undefined {
  const begin = bytes.indexOf('(')
  const end = bytes.lastIndexOf(')')
  if (begin < 0 || end < begin) return undefined
  const fields = bytes.toString('latin1', end + 2).split(' ')
  const number = (at: number) => Number.parseInt(fields[at] ?? '', 10)
  const numbers = { parent: number(1), flags: number(6), threads: number(17), startTicks: number(19) }
  if (!Object.values(numbers).every(Number.isSafeInteger)) return undefined
  return { comm: textOf(bytes.subarray(begin + 1, end)), state: fields[0] ?? '', ...numbers }
}

/** Linux gives every program an argument at least, but only after the executable is its own: none means not yet. */
function argumentsOf(argv: Look<string[]>, exe: () => Look<unknown>): Look<string[]> {
  if (argv.status !== 'observed' || argv.value.length > 0 || exe().status !== 'observed') return argv
  return failed('no arguments yet: the program is being started')
}

function splitArguments(bytes: Buffer): string[] {
  if (bytes.length === 0) return []
  const end = bytes[bytes.length - 1] === 0 ? bytes.length - 1 : bytes.length
  return textOf(bytes.subarray(0, end)).split('\0')
}

function pick(bytes: Buffer, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of textOf(bytes).split('\0')) {
    const at = entry.indexOf('=')
    const name = entry.slice(0, at)
    // Of a name that stands twice, the first counts: getenv(3) finds that one.
    if (at > 0 && names.includes(name) && !found.has(name)) found.set(name, entry.slice(at + 1))
  }
  return found
}

function bootTimeOf(stat: Look<Buffer>): Look<number> {
  if (stat.status !== 'observed') return stat
  const seconds = /^btime (\d+)$/m.exec(stat.value.toString())?.[1]
  return seconds ? seen(Number(seconds) * 1000) : failed('/proc/stat names no boot time')
}

function map<A, B>(look: Look<A>, change: (value: A) => B): Look<B> {
  return look.status === 'observed' ? seen(change(look.value)) : look
}

function readLink(path: string): Look<string> {
  try {
    return seen(textOf(readlinkSync(path, { encoding: 'buffer' })))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EINVAL' ? failed('not a link') : fromError(error)
  }
}

/** One for all reads, none of which waits: a buffer each would be megabytes of garbage a pass. */
const scratch = Buffer.alloc(16_384)

/** Synchronous on purpose: /proc answers from memory, and thousands of promises would cost more than the reads. */
function readFile(path: string, more: (part: Buffer) => boolean = () => true): Look<Buffer> {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY)
    if (!fstatSync(descriptor).isFile()) return failed('not a regular file')
    const chunks: Buffer[] = []
    let length = 0
    for (;;) {
      const count = readSync(descriptor, scratch)
      const chunk = Buffer.from(scratch.subarray(0, count))
      if (count === 0) return seen(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))
      length += count
      if (length > readLimit) return failed(`larger than ${readLimit} bytes`)
      chunks.push(chunk)
      if (!more(chunk)) return seen(Buffer.concat(chunks))
    }
  } catch (error) {
    return fromError(error)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** An empty answer for what has no `/proc`. */
export const noProc: Proc = {
  processes: () => absent,
  named: () => [],
  read: () => absent,
  readWhile: () => absent,
  link: () => absent,
}

const unmounted = () => unmountedIsDenied('/proc')
/** Where /proc is not mounted into the agent. */
const unmountedProc: Proc = {
  processes: unmounted,
  named: () => [],
  read: unmounted,
  readWhile: unmounted,
  link: unmounted,
}
