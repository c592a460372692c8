// Timers of systemd that are switched on: systemd.timer(5).
import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { parseUnit } from '../../parse/systemdunit.ts'
import { filesOf, unitDirectories } from '../embedded/service.ts'
import type { Read } from '../inspector.ts'
import type { Job } from './job.ts'

const nothing = '/dev/null'
const stamps = '/var/lib/systemd/timers'
const target = 'timers.target.wants'
/** Most timers that are read. */
const maxTimers = 1000

export const timerReads: readonly Read[] = [
  ...unitDirectories.flatMap((path) => [
    { glob: `${path}/${target}/*`, why: 'which timers are switched on (names only)' },
    { glob: `${path}/*.timer`, why: 'what a timer starts' },
    { glob: `${path}/*.timer.d/*`, why: 'the same' },
  ]),
  { glob: `${stamps}/stamp-*.timer`, why: 'when a timer fired last (state only)' },
]

export async function findTimers(host: Host, gaps: Gap[]): Promise<Job[]> {
  const names = new Set<string>()
  for (const directory of unitDirectories) {
    const path = `${directory}/${target}`
    const list = await host.root.list(path, maxTimers)
    if (list.status === 'denied' || list.status === 'failed') gaps.push({ path, reason: list.reason })
    if (list.status !== 'observed') continue
    for (const { name } of list.value) if (name.endsWith('.timer')) names.add(name)
  }
  const jobs: Job[] = []
  for (const name of [...names].sort().slice(0, maxTimers)) {
    const job = await timerOf(host, name, gaps)
    if (job) jobs.push(job)
  }
  return jobs
}

/** Undefined for one that is masked, that is not there, or that cannot be read: then there is a gap. */
async function timerOf(host: Host, name: string, gaps: Gap[]): Promise<Job | undefined> {
  if (await isMasked(host, name)) return undefined
  const template = name.replace(/@.+\.timer$/, '@.timer')
  const own = await filesOf(host, name)
  const files = own.status === 'absent' && template !== name ? await filesOf(host, template) : own
  if (files.status === 'absent') return undefined
  if (files.status !== 'observed') {
    gaps.push({ path: name, reason: files.reason })
    return undefined
  }
  const entries = files.value.flatMap(({ bytes }) => parseUnit(bytes.toString()))
  const unit = entries.findLast((each) => each.section === 'Timer' && each.name === 'Unit')?.value ?? ''
  const started = unit === '' || unit.includes('%') ? name.replace(/\.timer$/, '.service') : unit
  return { name, unit: started, programs: [], last: await firedAt(host, name, gaps) }
}

/** A unit that leads to nothing is switched off for good. */
async function isMasked(host: Host, name: string): Promise<boolean> {
  for (const directory of unitDirectories) {
    const look = await host.root.stat(posix.join(directory, name))
    if (look.status === 'observed') return look.value.target === nothing
    if (look.status === 'absent' && look.missing === nothing) return true
  }
  return false
}

/** systemd sets the time of an empty file whenever a timer that outlives reboots fires. */
async function firedAt(host: Host, name: string, gaps: Gap[]): Promise<number> {
  const path = `${stamps}/stamp-${name}`
  const look = await host.root.stat(path)
  if (look.status === 'observed') return Math.max(0, Math.floor(look.value.mtime))
  if (look.status !== 'absent') gaps.push({ path, reason: why(look) })
  return 0
}
