// Which configuration the node's sshd has: its file, the options that it runs with, its version.
import { posix } from 'node:path'
import type { Host } from '../../host/host.ts'
import { type Look, seen } from '../../host/look.ts'
import { readOptionsFile } from '../../parse/sshd/commandline.ts'
import { expandGlob } from '../../parse/sshd/glob.ts'
import {
  type Option,
  readSshdConfig,
  type SshdConfiguration,
  type SshdFiles,
  type SshdResult,
} from '../../parse/sshdconfig.ts'
import type { Read } from '../inspector.ts'
import { type DaemonSearch, findDaemon, type RunningSshd } from './daemon.ts'
import { type FoundRelease, findRelease } from './release.ts'
import { findSocket, type SshSocket, serviceOptions, unitReads } from './units.ts'

const mainFile = '/etc/ssh/sshd_config'
/** Where openSUSE ships the configuration that one in /etc replaces. */
const vendorFile = '/usr/etc/ssh/sshd_config'
const binaries = ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd']
/** Variables with options for sshd that the services of Debian and of Red Hat read; the last one is its crypto policy. */
const optionFiles = [
  { path: '/etc/default/ssh', variable: 'SSHD_OPTS' },
  { path: '/etc/sysconfig/sshd', variable: 'OPTIONS' },
  { path: '/etc/crypto-policies/back-ends/opensshserver.config', variable: 'CRYPTO_POLICY' },
]

/** What finding and reading the configuration reads. */
export const configurationReads: readonly Read[] = [
  { glob: mainFile, why: 'the configuration' },
  { glob: vendorFile, why: 'the configuration of openSUSE where there is none in /etc' },
  { glob: '/etc/ssh/sshd_config.d/*', why: 'drop-ins that distributions include' },
  { origin: 'Include in the configuration', why: 'further files' },
  { origin: '-f on the command line of the running sshd', why: 'another configuration' },
  ...optionFiles.map(({ path, variable }) => ({ glob: path, why: `options in ${variable}, where no sshd runs` })),
  ...unitReads,
  { glob: '/var/lib/dpkg/status', why: 'the version, on which defaults depend' },
  ...binaries.map((path) => ({ glob: path, why: 'whether there is an sshd, and its version where no package tells' })),
  { origin: 'the executable of the running sshd', why: 'its version where no package tells' },
]

/** An sshd of the node, running or not. */
export interface NodeSshd {
  readonly status: 'found'
  readonly search: DaemonSearch
  readonly release: FoundRelease
  readonly configuration: SshdConfiguration
  /** Set where systemd waits for connections in place of sshd. */
  readonly socket: Look<SshSocket>
}

export type NoSshd = { readonly status: 'absent' } | { readonly status: 'denied'; readonly reason: string }

/** Finds it. */
export async function findSshd(host: Host): Promise<NodeSshd | NoSshd> {
  const search = findDaemon(host)
  const path = await configurationPath(host, search.daemon)
  if (search.daemon === undefined && !(await isInstalled(host, path)))
    return search.hidden
      ? { status: 'denied', reason: `${search.hidden.path}: ${search.hidden.reason}` }
      : { status: 'absent' }
  const programs = search.daemon ? [search.daemon.executable, ...binaries] : binaries
  const release = await findRelease(host, [...new Set(programs)])
  const { options, hidden } = await findOptions(host, search)
  const configuration = { path, options, hiddenOptions: hidden, release: release.release, files: filesOf(host) }
  return { status: 'found', search, release, configuration, socket: await findSocket(host) }
}

/** An sshd and what it makes of its configuration. */
export interface LoadedSshd extends NodeSshd {
  readonly result: SshdResult
}

/** Finds it and reads its configuration, once for all who ask in a pass. */
export function loadSshd(host: Host): Promise<LoadedSshd | NoSshd> {
  return host.shared('sshd', async (own) => {
    const found = await findSshd(own)
    return found.status === 'found' ? { ...found, result: await readSshdConfig(found.configuration) } : found
  })
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
  const service = await serviceOptions(host)
  if (service.status === 'observed') return { options: service.value, hidden: undefined }
  if (service.status !== 'absent')
    return { options: [], hidden: { path: 'the service of sshd', reason: service.reason } }
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
