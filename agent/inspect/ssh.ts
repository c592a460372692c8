import { posix } from 'node:path'
import type { SourcedBool, SshFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Look, seen, why } from '../host/look.ts'
import { readOptionsFile } from '../parse/sshd/commandline.ts'
import { expandGlob } from '../parse/sshd/glob.ts'
import { type Loaded, type Option, readSshdConfig, type SshdFiles, type SshdResult } from '../parse/sshdconfig.ts'
import type { Inspector, Observation } from './inspector.ts'
import { type DaemonSearch, findDaemon, type RunningSshd } from './ssh/daemon.ts'
import { findRelease } from './ssh/release.ts'

const mainFile = '/etc/ssh/sshd_config'
/** Where openSUSE ships the configuration that one in /etc replaces. */
const vendorFile = '/usr/etc/ssh/sshd_config'
const binaries = ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd']
/** Variables with options for sshd that the services of Debian and of Red Hat read. */
const optionFiles = [
  { path: '/etc/default/ssh', variable: 'SSHD_OPTS' },
  { path: '/etc/sysconfig/sshd', variable: 'OPTIONS' },
]
/** A process's start is known to about a second: a file that is newer by less may have been read. */
const startTolerance = 2000

/** What sshd is set to: for everyone, for some, and since when. */
export const ssh: Inspector<'ssh'> = {
  domain: 'ssh',
  schema: 1,
  processes: ['sshd'],
  reads: [
    { glob: mainFile, why: 'the configuration' },
    { glob: vendorFile, why: 'the configuration of openSUSE where there is none in /etc' },
    { glob: '/etc/ssh/sshd_config.d/*', why: 'drop-ins that distributions include' },
    { origin: 'Include in the configuration', why: 'further files' },
    { origin: '-f on the command line of the running sshd', why: 'another configuration' },
    ...optionFiles.map(({ path, variable }) => ({ glob: path, why: `options in ${variable}, where no sshd runs` })),
    { glob: '/var/lib/dpkg/status', why: 'the version, on which defaults depend' },
    ...binaries.map((path) => ({ glob: path, why: 'whether there is an sshd (state only)' })),
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<SshFact>> {
  const search = findDaemon(host)
  const path = await configurationPath(host, search.daemon)
  if (search.daemon === undefined && !(await isInstalled(host, path)))
    return search.hidden
      ? { status: 'denied', reason: `${search.hidden.path}: ${search.hidden.reason}` }
      : { status: 'absent' }
  const { release, version, gaps } = await findRelease(host)
  const { options, hidden } = await findOptions(host, search)
  const result = await readSshdConfig({ path, options, hiddenOptions: hidden, release, files: filesOf(host) })
  if (result.status !== 'loaded') return unloaded(host, result, path, search.daemon)
  const fact = { ...(await toFact(host, result.loaded, search)), version }
  return { status: 'observed', fact, gaps: [...gaps, ...result.loaded.gaps] }
}

/** The file of `-f`; otherwise the usual one; otherwise the distribution's. */
async function configurationPath(host: Host, daemon: RunningSshd | undefined): Promise<string> {
  const named = daemon?.commandLine.file
  // A daemon's current directory is the root.
  if (named !== undefined) return posix.resolve('/', named)
  const usual = await host.root.lstat(mainFile)
  if (usual.status !== 'absent') return mainFile
  const vendor = await host.root.lstat(vendorFile)
  return vendor.status === 'absent' ? mainFile : vendorFile
}

async function isInstalled(host: Host, configuration: string): Promise<boolean> {
  const looks = await Promise.all([configuration, ...binaries].map((path) => host.root.lstat(path)))
  return looks.some((look) => look.status !== 'absent')
}

interface Options {
  readonly options: readonly Option[]
  readonly hidden: DaemonSearch['hidden']
}

/** The options of the running sshd; where none runs, those that the service would start it with. */
async function findOptions(host: Host, search: DaemonSearch): Promise<Options> {
  const { daemon, hidden } = search
  if (daemon !== undefined) return { options: daemon.commandLine.options, hidden }
  if (hidden !== undefined) return { options: [], hidden }
  const options: Option[] = []
  for (const { path, variable } of optionFiles) {
    const file = await host.root.read(path)
    if (file.status === 'absent') continue
    if (file.status !== 'observed') return { options, hidden: { path, reason: file.reason } }
    options.push(...readOptionsFile(file.value.bytes.toString(), path, variable).options)
  }
  return { options, hidden: undefined }
}

function filesOf(host: Host): SshdFiles {
  return {
    read: async (path) => {
      const file = await host.root.read(path)
      return file.status === 'observed' ? seen(file.value.bytes.toString()) : file
    },
    glob: (pattern) =>
      expandGlob(pattern, { names: (path) => names(host, path), exists: (path) => exists(host, path) }),
  }
}

async function names(host: Host, path: string): Promise<Look<readonly string[]>> {
  const entries = await host.root.list(path)
  return entries.status === 'observed' ? seen(entries.value.map((entry) => entry.name)) : entries
}

async function exists(host: Host, path: string): Promise<Look<boolean>> {
  const state = await host.root.lstat(path)
  if (state.status === 'absent') return seen(false)
  return state.status === 'observed' ? seen(true) : state
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
