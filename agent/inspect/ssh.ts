import type { SourcedBool, SshFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import type { Loaded, SshdResult } from '../parse/sshdconfig.ts'
import type { Inspector, Observation } from './inspector.ts'
import { configurationReads, loadSshd } from './ssh/configuration.ts'
import type { DaemonSearch, RunningSshd } from './ssh/daemon.ts'

/** A process's start is known to about a second: a file that is newer by less may have been read. */
const startTolerance = 2000

/** What sshd is set to: for everyone, for some, and since when. */
export const ssh: Inspector<'ssh'> = {
  domain: 'ssh',
  schema: 1,
  processes: ['sshd'],
  reads: configurationReads,
  inspect,
}

async function inspect(host: Host): Promise<Observation<SshFact>> {
  const sshd = await loadSshd(host)
  if (sshd.status !== 'found') return sshd
  const { search, release, configuration, result, socket } = sshd
  if (result.status !== 'loaded') return unloaded(host, result, configuration.path, search.daemon)
  const activation =
    socket.status === 'observed' ? { socket: { ...socket.value, listen: [...socket.value.listen] } } : {}
  const fact = { ...(await toFact(host, result.loaded, search)), version: release.version, ...activation }
  const unseen = socket.status === 'observed' || socket.status === 'absent' ? [] : [socket.reason]
  const gaps = unseen.map((reason) => ({ path: 'the socket unit of sshd', reason }))
  return { status: 'observed', fact, gaps: [...release.gaps, ...result.loaded.gaps, ...gaps] }
}

async function unloaded(
  host: Host,
  result: Exclude<SshdResult, { status: 'loaded' }>,
  path: string,
  daemon: RunningSshd | undefined,
): Promise<Observation<SshFact>> {
  if (result.status === 'unread') {
    if (result.look.status === 'denied') return { status: 'denied', reason: `${path}: ${result.look.reason}` }
    return { status: 'failed', reason: `${path}: ${why(result.look)}` }
  }
  const reason = `does not load: ${result.refusal.where}: ${result.refusal.reason}`
  const changed = await Promise.all(result.paths.map((each) => changedSince(host, each, daemon?.started)))
  const newer = result.paths.filter((_, at) => changed[at]?.value === true)
  if (daemon === undefined || newer.length === 0) return { status: 'failed', reason }
  const old = `the running sshd (process ${daemon.pid}) still has what it read before ${newer.join(', ')} changed`
  return { status: 'failed', reason: `${reason}; ${old}` }
}

async function toFact(host: Host, loaded: Loaded, search: DaemonSearch): Promise<SshFact> {
  const { daemon } = search
  const files = loaded.paths.map(async (path) => {
    const changed = await changedSince(host, path, daemon?.started)
    return { path, changedSinceStart: daemon === undefined ? { ...changed, unknown: 'no sshd runs' } : changed }
  })
  const fact = {
    settings: loaded.settings,
    matches: loaded.matches,
    files: await Promise.all(files),
    warnings: [...loaded.warnings, ...search.warnings].sort(compare),
  }
  if (daemon === undefined) return fact
  const started = daemon.started === undefined ? '' : toSecond(daemon.started)
  return { ...fact, daemon: { pid: daemon.pid, executable: daemon.executable, started } }
}

function toSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

async function changedSince(host: Host, path: string, started: number | undefined): Promise<SourcedBool> {
  const source = `modification time of ${path}`
  if (started === undefined) return { source, unknown: 'the start of sshd cannot be told' }
  const state = await host.root.stat(path)
  if (state.status !== 'observed') return { source, unknown: why(state) }
  return { source, value: state.value.mtime > started + startTolerance }
}
