// What keeps the node in order: updates that wait for a start, the audit daemon, the clock.
import type { Gap, KernelFact, SourcedBool, SourcedString } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { seen, why } from '../../host/look.ts'
import { nameOf } from '../../host/proc.ts'
import { isNewer } from '../../parse/kernelrelease.ts'
import type { Read } from '../inspector.ts'
import { readText, sourced } from './read.ts'

const rebootFiles = ['/run/reboot-required', '/var/run/reboot-required'] as const
const packagesFile = '/run/reboot-required.pkgs'
const modulesDirectory = '/lib/modules'
const auditFile = '/etc/audit/audit.rules'
const synchronizedFile = '/run/systemd/timesync/synchronized'
/** Programs that set the clock from the network or from the hypervisor. */
const timeDaemons = ['chronyd', 'systemd-timesyncd', 'ntpd', 'openntpd', 'ntpd-rs', 'ntp-daemon', 'timemaster', 'ptp4l']
/** Most packages that are named. */
const maxPackages = 200

/** Programs whose start or end changes the answer. */
export const upkeepProcesses: readonly string[] = ['auditd', ...timeDaemons]

/** What it reads. */
export const upkeepReads: readonly Read[] = [
  ...rebootFiles.map((glob) => ({ glob, why: 'whether updates wait for a start (Debian and Ubuntu, state only)' })),
  { glob: packagesFile, why: 'which packages ask for it' },
  { glob: modulesDirectory, why: 'whether a newer kernel is installed (names only)' },
  { glob: auditFile, why: 'how many rules of audit there are' },
  { glob: synchronizedFile, why: 'whether systemd-timesyncd has set the clock (state only)' },
]

type Upkeep = Pick<
  KernelFact,
  | 'rebootPending'
  | 'rebootPackages'
  | 'auditDaemon'
  | 'auditRules'
  | 'auditRulesFixed'
  | 'timeDaemon'
  | 'timeSynchronized'
>

export async function readUpkeep(host: Host, release: string | undefined, gaps: Gap[]): Promise<Upkeep> {
  const daemon = timeDaemonOf(host)
  return {
    rebootPending: await rebootPending(host, release),
    rebootPackages: await packagesOf(host, gaps),
    auditDaemon: runs(host, 'auditd'),
    ...(await auditRules(host)),
    timeDaemon: daemon,
    timeSynchronized: await synchronized(host, daemon),
  }
}

async function rebootPending(host: Host, release: string | undefined): Promise<SourcedBool> {
  for (const path of rebootFiles) {
    const state = await host.root.stat(path)
    if (state.status === 'observed') return { value: true, source: `${path} exists` }
    if (state.status !== 'absent') return { source: path, unknown: state.reason }
  }
  const source = `names in ${modulesDirectory}`
  if (release === undefined) return { source, unknown: 'the release of the running kernel is not known' }
  const kernels = await host.root.list(modulesDirectory)
  if (kernels.status !== 'observed') return { source, unknown: why(kernels) }
  const names = kernels.value.map((each) => each.name)
  if (names.some((each) => isNewer(each, release))) return { value: true, source }
  // Without the running one nothing tells whether the others came later.
  return names.includes(release) ? { value: false, source } : { source, unknown: `${release} is not among them` }
}

async function packagesOf(host: Host, gaps: Gap[]): Promise<string[]> {
  const text = await readText(host, packagesFile)
  if (text.status === 'denied' || text.status === 'failed') gaps.push({ path: packagesFile, reason: text.reason })
  if (text.status !== 'observed') return []
  const names = new Set(text.value.split('\n').filter((each) => /^[\w.+:~-]{1,200}$/.test(each)))
  return [...names].sort(compare).slice(0, maxPackages)
}

function runs(host: Host, name: string): SourcedBool {
  const all = host.proc.processes()
  if (all.status !== 'observed') return { source: '/proc', unknown: why(all) }
  if (host.proc.named(name).length > 0) return { value: true, source: 'processes' }
  return hidden(host) ?? { value: false, source: 'processes' }
}

/** Without process 1 (proc(5), `hidepid`) others may be hidden too. */
function hidden(host: Host): { source: string; unknown: string } | undefined {
  const all = host.proc.processes()
  if (all.status !== 'observed') return { source: '/proc', unknown: why(all) }
  if (all.value[0]?.pid === 1) return undefined
  return { source: 'processes', unknown: 'process 1 is not listed: others may be hidden too' }
}

async function auditRules(host: Host): Promise<Pick<KernelFact, 'auditRules' | 'auditRulesFixed'>> {
  const read = await readText(host, auditFile)
  // Without the file auditd starts with none.
  const text = read.status === 'absent' ? seen('') : read
  return {
    auditRules: sourced(auditFile, text, (content) => content.match(/^\s*-[aAw]\s/gm)?.length ?? 0),
    auditRulesFixed: sourced(auditFile, text, (content) => /^\s*-e\s+2\s*$/m.test(content)),
  }
}

function timeDaemonOf(host: Host): SourcedString {
  const [found] = host.proc.named(...timeDaemons)
  if (found) return { value: nameOf(found), source: `process ${nameOf(found)}` }
  return hidden(host) ?? { value: '', source: 'processes' }
}

async function synchronized(host: Host, daemon: SourcedString): Promise<SourcedBool> {
  const source = `state of ${synchronizedFile}`
  if (daemon.value === undefined || daemon.value === null) return { source, unknown: daemon.unknown ?? '' }
  if (daemon.value !== 'systemd-timesyncd')
    return {
      source,
      unknown: daemon.value === '' ? 'nothing sets the clock' : `${daemon.value} leaves no sign in files`,
    }
  const state = await host.root.stat(synchronizedFile)
  if (state.status === 'denied' || state.status === 'failed') return { source, unknown: state.reason }
  return { value: state.status === 'observed', source }
}
