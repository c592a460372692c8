import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { noRoot } from '../../../agent/host/root.ts'
import { scheduledJobs } from '../../../agent/inspect/scheduledjobs.ts'
import { v1 } from '../../../proto/index.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const system = '/usr/lib/systemd/system'
const wants = '/etc/systemd/system/timers.target.wants'
const timer = (more = '') => `[Unit]\nDescription=x\n[Timer]\nOnCalendar=daily\nPersistent=true\n${more}`
const on = (name: string) => ({ [`${wants}/${name}`]: { link: `${system}/${name}` } })

/** Debian with timers and cron. */
const debian: HostSpec = {
  files: {
    [`${system}/logrotate.timer`]: timer(),
    [`${system}/fstrim.timer`]: timer('Unit=discard.service\n'),
    [`${system}/backup@.timer`]: timer(),
    [`${system}/off.timer`]: timer(),
    [`${system}/masked.timer`]: timer(),
    '/etc/systemd/system/masked.timer': { link: '/dev/null' },
    '/etc/systemd/system/fstrim.timer.d/own.conf': '[Timer]\nUnit=fstrim.service\n',
    ...on('logrotate.timer'),
    ...on('fstrim.timer'),
    ...on('masked.timer'),
    ...on('gone.timer'),
    [`${wants}/backup@home.timer`]: { link: `${system}/backup@.timer` },
    '/var/lib/systemd/timers/stamp-logrotate.timer': { content: '', mtime: 1_767_225_600 },
    [`${system}/cron.service`]: '[Service]\nExecStart=/usr/sbin/cron -f\n',
    '/etc/crontab': 'SHELL=/bin/sh\n17 * * * * root cd / && run-parts --report /etc/cron.hourly\n',
    '/etc/cron.d/sysstat': '# a\n5-55/10 * * * * root /usr/lib/sysstat/debian-sa1 --password=secret\n',
    '/etc/cron.d/sysstat.dpkg-old': '* * * * * root /old\n',
    '/etc/cron.d/.placeholder': '',
    '/etc/cron.daily/dpkg': { content: '#!/bin/sh\n', mode: '0755' },
    '/etc/cron.daily/README': 'not a program\n',
    '/var/spool/cron/crontabs/alice': '@daily /home/alice/bin/sync\n',
  },
}

const job = (name: string, unit: string, programs: string[] = [], last = 0) => ({ name, unit, programs, last })

async function itemsOf(spec: HostSpec) {
  const look = await scheduledJobs.inspect(openHost(makeHost(spec)))
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  return { items: look.fact.items, gaps: look.gaps }
}

test('timers that are switched on, and all that cron starts', async () => {
  expect(await itemsOf(debian)).toEqual({
    items: [
      job('/etc/cron.d/sysstat:2', 'cron.service', ['/usr/lib/sysstat/debian-sa1']),
      job('/etc/cron.daily/dpkg', 'cron.service', ['/etc/cron.daily/dpkg']),
      job('/etc/crontab:2', 'cron.service', ['run-parts']),
      job('/var/spool/cron/crontabs/alice:1', 'cron.service', ['/home/alice/bin/sync']),
      job('backup@home.timer', 'backup@home.service'),
      job('fstrim.timer', 'fstrim.service'),
      job('logrotate.timer', 'logrotate.service', [], 1_767_225_600_000),
    ],
    gaps: [],
  })
})

test.each<[string, NonNullable<HostSpec['files']>, string[]]>([
  ['anacron takes what is not hourly', { [`${system}/anacron.service`]: '' }, ['cron.service', 'anacron.service']],
  ['where no cron is, nothing starts them', { [`${system}/cron.service`]: { link: '/dev/null' } }, ['', '']],
])('%s', async (_, files, units) => {
  const program = { content: '#!/bin/sh\n', mode: '0755' }
  const base = { [`${system}/cron.service`]: '', '/etc/cron.hourly/a': program, '/etc/cron.weekly/b': program }
  const { items } = await itemsOf({ files: { ...base, ...files } })
  expect(items?.map(({ unit }) => unit)).toEqual(units)
})

test('names with dots count where crond runs', async () => {
  const program = { content: '#!/bin/sh\n', mode: '0755' }
  const files = {
    [`${system}/crond.service`]: '',
    ...{ '/etc/cron.daily/man-db.cron': program, '/etc/cron.daily/a.rpmsave': program, '/etc/cron.daily/b~': program },
    '/var/spool/cron/root': '@hourly /usr/bin/x\nwhat is this\n',
  }
  expect(await itemsOf({ files })).toEqual({
    items: [
      job('/etc/cron.daily/man-db.cron', 'crond.service', ['/etc/cron.daily/man-db.cron']),
      job('/var/spool/cron/root:1', 'crond.service', ['/usr/bin/x']),
    ],
    gaps: [{ path: '/var/spool/cron/root', reason: 'line 2 is not understood' }],
  })
})

test('a node without any has none', async () => {
  expect(await scheduledJobs.inspect(openHost(makeHost({ files: { '/etc/hostname': 'a' } })))).toEqual({
    status: 'absent',
  })
})

test('what may not be read is denied, and a gap beside what could be', async () => {
  const refused = async () => denied('permission denied')
  const none = { ...noRoot, read: refused, list: refused, stat: refused }
  expect(await scheduledJobs.inspect(hostOf(none, noProc))).toEqual({
    status: 'denied',
    reason: '/etc/systemd/system/timers.target.wants: permission denied',
  })
  const host = openHost(makeHost(debian))
  const read: typeof host.root.read = (path, limit) =>
    path === '/etc/crontab' ? refused() : host.root.read(path, limit)
  const look = await scheduledJobs.inspect(hostOf({ ...host.root, read }, noProc))
  expect(look).toMatchObject({ status: 'observed', gaps: [{ path: '/etc/crontab', reason: 'permission denied' }] })
})

test('it reads what it declares, and no argument leaves the node', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(debian)))
  const look = await scheduledJobs.inspect(host)
  expect(undeclared(scheduledJobs.reads, recording)).toEqual([])
  if (look.status !== 'observed') throw new Error(look.status)
  const bytes = v1.ScheduledJobsFact.encode(look.fact).finish()
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('secret')
  expect(v1.ScheduledJobsFact.decode(bytes).items).toHaveLength(7)
})
