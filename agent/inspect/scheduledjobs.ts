import type { Gap, ScheduledJobsFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import type { Inspector, Observation } from './inspector.ts'
import { cronReads, findCronJobs } from './scheduledjobs/cron.ts'
import { findTimers, timerReads } from './scheduledjobs/timers.ts'

/** Most jobs that a fact holds. */
const maxJobs = 5000

/** What the node starts by the clock: a profile is complete when all of it was seen. */
export const scheduledJobs: Inspector<'scheduledJobs'> = {
  domain: 'scheduledJobs',
  schema: 1,
  reads: [...timerReads, ...cronReads],
  inspect,
}

async function inspect(host: Host): Promise<Observation<ScheduledJobsFact>> {
  const gaps: Gap[] = []
  const found = [...(await findTimers(host, gaps)), ...(await findCronJobs(host, gaps))]
  const items = found.sort((a, b) => compare(a.name, b.name))
  const [first] = gaps
  if (items.length === 0 && first) {
    const isDenied = gaps.some(({ reason }) => reason === 'permission denied')
    return { status: isDenied ? 'denied' : 'failed', reason: `${first.path}: ${first.reason}` }
  }
  if (items.length === 0) return { status: 'absent' }
  if (items.length > maxJobs) gaps.push({ path: '/etc/cron*', reason: `${items.length - maxJobs} more jobs` })
  return { status: 'observed', fact: { items: items.slice(0, maxJobs) }, gaps }
}
