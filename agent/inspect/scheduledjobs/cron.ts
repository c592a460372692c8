// What cron starts: its tables, and directories of programs.
import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { parseCrontab } from '../../parse/crontab.ts'
import { unitDirectories } from '../embedded/service.ts'
import type { Read } from '../inspector.ts'
import type { Job } from './job.ts'

const crontab = '/etc/crontab'
const tables = '/etc/cron.d'
const periods = ['/etc/cron.hourly', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.monthly']
/** Debian's, and everyone else's. A directory of the first is below one of the second: it is no table. */
const spools = ['/var/spool/cron/crontabs', '/var/spool/cron']
/** Services of cron; where the second runs, names of files may have dots. */
const services = ['cron.service', 'crond.service', 'cronie.service']
/** Makes up for what a machine that was off has missed. */
const anacron = 'anacron.service'
const maxFiles = 1000
const limit = 256 * 1024

export const cronReads: readonly Read[] = [
  { glob: crontab, why: 'what cron starts' },
  ...[tables, ...spools].map((path) => ({ glob: `${path}/*`, why: 'the same' })),
  ...periods.map((path) => ({ glob: `${path}/*`, why: 'the same (names and modes only)' })),
  ...unitDirectories.flatMap((path) =>
    [...services, anacron].map((name) => ({ glob: `${path}/${name}`, why: 'whether cron is there (state only)' })),
  ),
]

export async function findCronJobs(host: Host, gaps: Gap[]): Promise<Job[]> {
  const unit = await firstUnit(host, services)
  const dots = unit !== '' && unit !== services[0]
  const daily = (await firstUnit(host, [anacron])) || unit
  const jobs: Job[] = []
  const table = async (path: string, withUser: boolean) => {
    const look = await host.root.read(path, limit)
    if (look.status === 'absent') return
    if (look.status !== 'observed') return void gaps.push({ path, reason: why(look) })
    const { lines, broken } = parseCrontab(look.value.bytes.toString(), withUser)
    if (broken.length > 0) gaps.push({ path, reason: `line ${broken[0]} is not understood` })
    for (const { line, programs } of lines)
      jobs.push({ name: `${path}:${line}`, unit, programs: [...programs], last: 0 })
  }
  await table(crontab, true)
  for (const path of await filesIn(host, tables, dots, gaps)) await table(path, true)
  for (const spool of spools) for (const path of await filesIn(host, spool, true, gaps)) await table(path, false)
  for (const period of periods) {
    const own = period === periods[0] ? unit : daily
    for (const path of await filesIn(host, period, dots, gaps)) {
      const look = await host.root.stat(path)
      const runs = look.status === 'observed' && look.value.type === 'file' && (look.value.mode & 0o111) !== 0
      if (runs) jobs.push({ name: path, unit: own, programs: [path], last: 0 })
    }
  }
  return jobs
}

async function firstUnit(host: Host, names: readonly string[]): Promise<string> {
  for (const name of names)
    for (const directory of unitDirectories) {
      const look = await host.root.stat(`${directory}/${name}`)
      if (look.status === 'observed' && look.value.target !== '/dev/null') return name
    }
  return ''
}

/** Files whose names cron takes: it leaves out hidden ones, and those that editors and packages leave behind. */
async function filesIn(host: Host, directory: string, dots: boolean, gaps: Gap[]): Promise<string[]> {
  const list = await host.root.list(directory, maxFiles)
  if (list.status === 'absent') return []
  if (list.status !== 'observed') {
    gaps.push({ path: directory, reason: why(list) })
    return []
  }
  const isTaken = (name: string) =>
    dots ? /^[^.].*(?<![~,])$/.test(name) && !/\.(rpm(save|orig|new)|swp|cfsaved)$/.test(name) : /^[\w-]+$/.test(name)
  const files = list.value.filter(({ name, type }) => type !== 'directory' && isTaken(name))
  return files.map(({ name }) => `${directory}/${name}`)
}
