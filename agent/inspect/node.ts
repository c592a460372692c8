import type { NodeFact, SourcedInt, SourcedString } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { type Look, why } from '../host/look.ts'
import { dpkgDatabase } from '../parse/dpkg.ts'
import { textFlags } from './components.ts'
import { distributionProcesses, distributionReads, seeDistribution } from './distribution.ts'
import { hostName, hostNameFile } from './hostname.ts'
import type { Inspector, Observation } from './inspector.ts'
import { kubeletProcesses } from './kubelet/process.ts'
import { kubeletVersion } from './kubelet/version.ts'
import { readOsRelease, releaseText } from './node/osrelease.ts'
import { findRoles, manifestPlaces } from './node/roles.ts'
import { findRuntimes, runtimePrograms } from './node/runtimes.ts'
import { procText } from './proctext.ts'

/** A program that every distribution has: its header says for which architecture. */
const anyProgram = '/bin/sh'
/** Machines of ELF headers, elf(5), as `uname -m` names them. */
const machines: ReadonlyMap<number, string> = new Map([
  [0x03, 'i686'],
  [0x15, 'ppc64le'],
  [0x16, 's390x'],
  [0x28, 'armv7l'],
  [0x3e, 'x86_64'],
  [0xb7, 'aarch64'],
  [0xf3, 'riscv64'],
])

/** What the machine is: its name, roles, operating system, kernel, runtimes and size. */
export const node: Inspector<'node'> = {
  domain: 'node',
  schema: 2,
  processes: ['kube-apiserver', 'etcd', ...distributionProcesses, ...runtimePrograms],
  reads: [
    { glob: '/proc/sys/kernel/{hostname,osrelease,arch}', why: 'the name of the host, its kernel and architecture' },
    { glob: '/proc/version', why: 'the kernel where it is not named elsewhere' },
    { glob: '/proc/sys/kernel/random/boot_id', why: 'the id of this boot' },
    { glob: '/proc/{stat,meminfo}', why: 'processors and memory' },
    { glob: '/proc/{self,[0-9]*}/ns/uts', why: "whether the kernel tells this process the host's name" },
    { glob: hostNameFile, why: "the host's name where the kernel tells another one" },
    ...distributionReads,
    { glob: anyProgram, why: 'the architecture, where the kernel does not say it' },
    { glob: dpkgDatabase, why: 'versions of the kubelet and of container runtimes' },
    ...manifestPlaces.map((place) => ({ glob: `${place}/*`, why: 'roles, where no process shows them (names only)' })),
    { glob: '/var/lib/rancher/k3s/server/db/etcd', why: 'whether k3s runs etcd (state only)' },
    { origin: 'the executable of the kubelet', why: 'its version' },
    { origin: 'the executable of the container runtime', why: 'its version' },
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<NodeFact>> {
  const all = host.proc.processes()
  // Without processes nothing but files tells of the roles; with a closed /proc nothing does.
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const [roles, release, runtimes] = [await findRoles(host), await readOsRelease(host), await findRuntimes(host)]
  const distribution = await seeDistribution(host)
  const [kubelet] = kubeletProcesses(host)
  const fact: NodeFact = {
    name: await nodeName(host),
    roles: roles.roles,
    rolesSource: roles.source,
    os: releaseText(release, 'PRETTY_NAME', 'Linux'),
    osId: releaseText(release, 'ID', 'linux'),
    osVersion: releaseText(release, 'VERSION_ID'),
    kernel: kernel(host),
    architecture: await architecture(host),
    kubeletVersion: kubelet ? await kubeletVersion(host, kubelet) : { source: '', unknown: 'no kubelet runs' },
    runtimes,
    bootId: procText(host, 'sys/kernel/random/boot_id'),
    processors: processors(host),
    memoryBytes: memory(host),
    distribution: distribution.fact,
  }
  return { status: 'observed', fact, gaps: [...roles.gaps, ...distribution.gaps] }
}

/** The kubelet registers under its flag or the host's name, trimmed and in lower case. */
async function nodeName(host: Host): Promise<SourcedString> {
  const [kubelet] = kubeletProcesses(host)
  const flags = kubelet ? textFlags(kubelet, ['hostname-override']) : undefined
  const override = flags?.status === 'observed' ? flags.value.get('hostname-override')?.trim() : undefined
  if (override) return { value: override.toLowerCase(), source: 'flag --hostname-override' }
  const name = await hostName(host, kubelet?.pid)
  return kubelet && name.value ? { ...name, value: name.value.toLowerCase() } : name
}

function kernel(host: Host): SourcedString {
  const release = procText(host, 'sys/kernel/osrelease')
  if (release.value) return release
  const version = procText(host, 'version')
  const value = /^Linux version (\S+)/.exec(version.value ?? '')?.[1]
  return value ? { value, source: version.source ?? '' } : release
}

async function architecture(host: Host): Promise<SourcedString> {
  const told = procText(host, 'sys/kernel/arch')
  if (told.value) return told
  const source = `ELF header of ${anyProgram}`
  const header = await host.root.readRange(anyProgram, 0, 20)
  if (header.status !== 'observed') return { source, unknown: why(header) }
  const bytes = header.value
  if (bytes.length < 20 || bytes.readUInt32BE(0) !== 0x7f454c46) return { source, unknown: 'is no ELF program' }
  const machine = bytes[5] === 2 ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18)
  const value = machines.get(machine)
  return value ? { value, source } : { source, unknown: `machine ${machine}` }
}

function processors(host: Host): SourcedInt {
  return counted(host, 'stat', (text) => text.match(/^cpu\d+ /gm)?.length, 'names no processor')
}

function memory(host: Host): SourcedInt {
  const kibibytes = (text: string) => /^MemTotal:\s+(\d{1,12}) kB$/m.exec(text)?.[1]
  return counted(host, 'meminfo', (text) => Number(kibibytes(text)) * 1024 || undefined, 'names no memory')
}

function counted(host: Host, path: string, count: (text: string) => number | undefined, none: string): SourcedInt {
  const look = textOf(host.proc.read(path))
  const source = `file /proc/${path}`
  if (look.status !== 'observed') return { source, unknown: why(look) }
  const value = count(look.value)
  return value === undefined ? { source, unknown: none } : { value, source }
}

/** The one line of a file below /proc. */

function textOf(look: Look<Buffer>): Look<string> {
  return look.status === 'observed' ? { ...look, value: look.value.toString() } : look
}
