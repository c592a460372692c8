import { expect, test } from 'vitest'
import type { HostKey } from '../../../collector/allowlist/key.ts'
import type { Evidence, Profile } from '../../../collector/allowlist/profile.ts'
import { readiness } from '../../../collector/allowlist/readiness.ts'
import { type NodeJobs, scheduledIn } from '../../../collector/allowlist/scheduled.ts'
import type { ScheduledJobsFact } from '../../../proto/index.ts'
import { hostPlace, hour, learned, seen, start, web } from '../../support/allowlist.ts'

type Job = NonNullable<ScheduledJobsFact['items']>[number]

const cron: HostKey = { kind: 'host', pool: '', unit: 'cron.service' }
const logrotate: HostKey = { kind: 'host', pool: '', unit: 'logrotate.service' }
const timer: Job = { name: 'logrotate.timer', unit: 'logrotate.service', programs: [], last: 0 }
const line: Job = { name: '/etc/crontab:2', unit: 'cron.service', programs: ['run-parts'] }
const daily: Job = { name: '/etc/cron.daily/dpkg', unit: 'cron.service', programs: ['/etc/cron.daily/dpkg'] }

const jobs = (...items: Job[]): NodeJobs => new Map([['node-a', { items }]])

/** A profile that saw these programs on node-a while it learned. */
function saw(key: HostKey, programs: { path: string; script?: string }[], changes: Partial<Evidence> = {}): Profile {
  const place = { ...hostPlace, unit: key.unit }
  const profile = learned(
    programs.map(({ path, script = '' }, at) => ({
      ...seen({ place, path, script }),
      entry: `host-packaged:${path}:${at}`,
    })),
    key,
  )
  const evidence = { ...profile.evidence, nodes: ['node-a'], sources: ['events'], ...changes }
  return { ...profile, evidence }
}

const runParts = { path: '/usr/bin/run-parts' }
const dpkg = { path: '/usr/bin/dash', script: '/etc/cron.daily/dpkg' }
const rotating = { path: '/usr/sbin/logrotate' }

test.each<[string, Profile, NodeJobs, readonly (readonly [string, boolean])[] | undefined]>([
  [
    'a line of cron by the name of its program',
    saw(cron, [runParts]),
    jobs(line, daily),
    [
      ['/etc/cron.daily/dpkg', false],
      ['/etc/crontab:2', true],
    ],
  ],
  ['a script of cron', saw(cron, [dpkg]), jobs(daily), [['/etc/cron.daily/dpkg', true]]],
  ['another program of that unit', saw(cron, [{ path: '/usr/sbin/cron' }]), jobs(line), [['/etc/crontab:2', false]]],
  ['a line that does not tell', saw(cron, [runParts]), jobs({ ...line, programs: [] }), [['/etc/crontab:2', false]]],
  ['a timer whose service ran', saw(logrotate, [rotating]), jobs(timer), [['logrotate.timer', true]]],
  ['a timer whose service was never seen', saw(logrotate, []), jobs(timer), [['logrotate.timer', false]]],
  [
    'one that fired and started nothing',
    saw(logrotate, []),
    jobs({ ...timer, last: start + 1 }),
    [['logrotate.timer', true]],
  ],
  ['one that fired before', saw(logrotate, []), jobs({ ...timer, last: start - 1 }), [['logrotate.timer', false]]],
  [
    'one that fired while nobody saw all',
    saw(logrotate, [], { sources: ['events', 'sampled'] }),
    jobs({ ...timer, last: start + 1 }),
    [['logrotate.timer', false]],
  ],
  ['jobs of other units', saw(cron, []), jobs(timer), []],
  ['a node that did not say', saw(cron, [runParts]), new Map([['node-a', undefined]]), undefined],
  ['a node of which nothing is known', saw(cron, [runParts]), new Map(), undefined],
  ['no node at all', saw(cron, [runParts], { nodes: [] }), jobs(line), undefined],
])('%s', (_, profile, told, expected) => {
  expect(scheduledIn(profile, told)?.map(({ name, fired }) => [name, fired])).toEqual(expected)
})

test('what was seen before it learned anew does not count', () => {
  const profile = { ...saw(logrotate, [rotating]), learningAt: start + hour }
  expect(scheduledIn(profile, jobs(timer))).toEqual([{ name: 'logrotate.timer', fired: false }])
})

test('on one of the nodes is enough; each has to say what it has', () => {
  const profile = saw(logrotate, [rotating], { nodes: ['node-a', 'node-b'] })
  expect(scheduledIn(profile, jobs(timer))).toBeUndefined()
  const both = new Map([...jobs(timer), ['node-b', { items: [{ ...timer, last: 5 }] }]])
  expect(scheduledIn(profile, both)).toEqual([{ name: 'logrotate.timer', fired: true }])
})

test('a workload has no jobs of the host', () => {
  expect(scheduledIn(learned([seen()], web), jobs(timer))).toBeUndefined()
})

test('the criterion is met by evidence, and names what has not come yet', () => {
  const criterion = (profile: Profile, told: NodeJobs) =>
    readiness(profile, { scheduled: scheduledIn(profile, told) }, start).find(({ name }) => name === 'scheduled-work')
  expect(criterion(saw(cron, [runParts, dpkg]), jobs(line, daily))).toMatchObject({ have: 2, required: 2, met: true })
  expect(criterion(saw(cron, [runParts]), jobs(line, daily))).toMatchObject({
    ...{ have: 1, required: 2, met: false, note: 'not fired: /etc/cron.daily/dpkg' },
  })
  expect(criterion(saw(cron, []), jobs())).toMatchObject({ have: 0, required: 0, met: true })
  expect(criterion(saw(cron, []), new Map())).toMatchObject({ have: undefined, met: false, note: 'not known' })
})
