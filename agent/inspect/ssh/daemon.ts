import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { nameOf, type Process } from '../../host/proc.ts'
import { type CommandLine, readArguments, readTitle } from '../../parse/sshd/commandline.ts'

/** The sshd that listens on the node. */
export interface RunningSshd {
  readonly pid: number
  readonly executable: string
  /** Milliseconds since 1970; undefined when it cannot be told. */
  readonly started: number | undefined
  readonly commandLine: CommandLine
}

export interface DaemonSearch {
  readonly daemon?: RunningSshd
  readonly warnings: readonly string[]
  /** Set when its options, or whether there is one, cannot be told. */
  readonly hidden?: { readonly path: string; readonly reason: string }
}

/** Finds the listening sshd of the node itself: not its sessions, not those of containers. Of several the oldest pid. */
export function findDaemon(host: Host): DaemonSearch {
  const all = host.proc.processes()
  if (all.status === 'absent') return { warnings: [] }
  if (all.status !== 'observed') return { warnings: [], hidden: { path: '/proc', reason: why(all) } }
  const candidates = all.value.filter((each) => isSshd(each) && !each.contained() && isRoots(host, each))
  const [daemon, ...others] = candidates.flatMap(asDaemon)
  if (daemon === undefined) {
    const closed = candidates.flatMap(hiddenArguments)[0]
    return closed === undefined ? { warnings: [] } : { warnings: [], hidden: closed }
  }
  const ids = others.map((each) => each.found.pid).join(', ')
  const warnings = ids === '' ? [] : [`more than one sshd listens: this is process ${daemon.found.pid}, also ${ids}`]
  if (!daemon.cutOff) return { daemon: daemon.found, warnings }
  const hidden = { path: `/proc/${daemon.found.pid}/cmdline`, reason: 'the command line is cut off' }
  return { daemon: daemon.found, warnings, hidden }
}

/** By its executable; by its title where that cannot be read. */
function isSshd(process: Process): boolean {
  if (nameOf(process) === 'sshd') return true
  const argv = process.argv()
  return process.exe().status !== 'observed' && argv.status === 'observed' && !!argv.value[0]?.startsWith('sshd: ')
}

/** Anyone can start an sshd, with a title that says anything; the node's own is root's. */
function isRoots(host: Host, process: Process): boolean {
  const status = host.proc.read(`${process.pid}/status`)
  if (status.status !== 'observed') return true
  // Real, effective, saved and file-system user id (proc_pid_status(5)).
  const effective = /^Uid:\s+\d+\s+(\d+)/m.exec(status.value.toString())?.[1]
  return effective === undefined || effective === '0'
}

function hiddenArguments(process: Process): { path: string; reason: string }[] {
  const argv = process.argv()
  // One that is gone by now was not the daemon.
  if (argv.status === 'observed' || argv.status === 'absent') return []
  return [{ path: `/proc/${process.pid}/cmdline`, reason: argv.reason }]
}

function asDaemon(process: Process): { found: RunningSshd; cutOff: boolean }[] {
  const argv = process.argv()
  if (argv.status !== 'observed') return []
  const [first = ''] = argv.value
  const title = argv.value.length === 1 ? readTitle(first) : undefined
  const [program, ...args] = title?.args ?? (first.startsWith('/') ? argv.value : [])
  const commandLine = readArguments(args)
  if (program === undefined || commandLine.notDaemon) return []
  const exe = process.exe()
  const started = process.started()
  const found = {
    pid: process.pid,
    executable: exe.status === 'observed' ? exe.value : program,
    started: started.status === 'observed' ? started.value : undefined,
    commandLine,
  }
  return [{ found, cutOff: title?.cutOff === true }]
}
