import type { Gap, ProcessesFact, SourcedString } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Accounts } from '../host/accounts.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { attribute } from '../processes/attribution.ts'
import type { Inspector, Observation } from './inspector.ts'
import { listProcesses, unhurried } from './processlist.ts'

/** Most programs that a fact holds, and most characters in all of them: an observation has a limit too. */
const maxPrograms = 20_000
const maxCharacters = 4 * 1024 * 1024
/** The user id that nobody has, `(uid_t) -1`. */
const noUser = 0xffffffff

type Program = NonNullable<ProcessesFact['items']>[number]

/** What runs on the node, without arguments and environments: those hold secrets. */
export const processes: Inspector<'processes'> = {
  domain: 'processes',
  schema: 1,
  reads: [
    { glob: '/proc/*/exe', why: 'the executable' },
    {
      glob: '/proc/*/stat',
      why: 'what is a thread of the kernel, what has ended, and the name of what has no executable',
    },
    { glob: '/proc/*/cmdline', why: 'whether there are arguments at all' },
    { glob: '/proc/*/status', why: 'the user' },
    { glob: '/proc/*/cgroup', why: 'which unit, pod and container' },
    { glob: '/etc/passwd', why: 'names of users' },
    { glob: '/etc/group', why: 'read with it' },
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<ProcessesFact>> {
  const list = listProcesses(host)
  if (list.status !== 'observed') return list
  const accounts = await host.accounts()
  const programs = new Map<string, Program>()
  const missing = { user: false, groups: false }
  let unreadable = 0
  for await (const process of unhurried(list.processes)) {
    if (process.kernelThread() || process.zombie() || isGone(process)) continue
    const program = programOf(process, accounts, list.init)
    if (hasEnded(host, process)) continue
    programs.set(JSON.stringify(program), program)
    if (process.exe().status !== 'observed') unreadable += 1
    missing.user ||= program.uid === noUser
    missing.groups ||= process.controlGroups().status !== 'observed'
  }
  const sorted = [...programs].sort(([, a], [, b]) => byPlace(a, b))
  const { items, left } = bounded(sorted)
  const gaps = [
    ...(list.hidden ? [list.hidden] : []),
    ...(missing.user ? [gap('/proc/*/status', 'cannot be read for some: their user is not known')] : []),
    ...(missing.groups ? [gap('/proc/*/cgroup', 'cannot be read for some: where they belong is not known')] : []),
    ...(left > 0 ? [gap('/proc', `${left} more programs than are listed`)] : []),
  ]
  return { status: 'observed', fact: { items, unreadable }, gaps }
}

function gap(path: string, reason: string): Gap {
  return { path, reason }
}

/** One that has ended since the list was made. */
function isGone(process: Process): boolean {
  return [process.exe(), process.comm(), process.argv()].every((look) => look.status === 'absent')
}

/**
 * One that ended while it was looked at: something of it was not there, and now nothing is. Without this every
 * short-lived process would make a gap that comes and goes.
 */
function hasEnded(host: Host, process: Process): boolean {
  const looks = [process.exe(), process.uid(), process.controlGroups()]
  return looks.some((look) => look.status === 'absent') && host.proc.read(`${process.pid}/cmdline`).status === 'absent'
}

function programOf(process: Process, accounts: Accounts, init: string): Program {
  const uid = process.uid()
  const groups = process.controlGroups()
  return {
    executable: executableOf(process),
    deleted: process.deleted(),
    uid: uid.status === 'observed' ? uid.value : noUser,
    user: uid.status === 'observed' ? accounts.user(uid.value) : 'unknown',
    ...attribute(groups.status === 'observed' ? groups.value : '', init),
  }
}

/** No process ids in the source: the fact says what runs, not how often it was started. */
function executableOf(process: Process): SourcedString {
  const exe = process.exe()
  if (exe.status === 'observed') return { value: exe.value, source: '/proc/PID/exe' }
  const comm = process.comm()
  if (comm.status !== 'observed') return { source: '/proc/PID/exe', unknown: why(exe) }
  return { value: comm.value, source: `name in /proc/PID/stat, which it may choose; the executable: ${why(exe)}` }
}

function byPlace(a: Program, b: Program): number {
  const text = (key: 'place' | 'unit' | 'pod' | 'container') => compare(a[key] ?? '', b[key] ?? '')
  return (
    text('place') ||
    text('unit') ||
    text('pod') ||
    text('container') ||
    compare(a.executable?.value ?? '', b.executable?.value ?? '') ||
    (a.uid ?? 0) - (b.uid ?? 0) ||
    Number(a.deleted) - Number(b.deleted)
  )
}

/** As many as the limits let in. */
function bounded(programs: readonly (readonly [string, Program])[]): { items: Program[]; left: number } {
  const items: Program[] = []
  let characters = 0
  for (const [text, program] of programs) {
    characters += text.length
    if (items.length === maxPrograms || characters > maxCharacters) break
    items.push(program)
  }
  return { items, left: programs.length - items.length }
}
