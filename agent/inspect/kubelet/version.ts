// Which version of the kubelet runs. Nothing is executed: it is read from the program and from what installed it.
import type { SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import type { HostRoot } from '../../host/root.ts'
import { dpkgDatabase, dpkgLimit, installedVersion } from '../../parse/dpkg.ts'
import { goBuildInfo } from '../../parse/gobuildinfo.ts'
import { rootSeenBy } from '../sightroot.ts'

/** A directory of a version, as minikube (`v1.34.0`) and RKE2 (`v1.33.1-rke2r1-0123456789ab`) have. */
const versionDirectory = /\/v?(\d+\.\d+\.\d+)(?=[-+/])[^/]*\//

/** True when `version` (`v1.36.3`, `1.27`) is that of `from` or newer. */
export function isAtLeast(version: string, from: string): boolean {
  const [major = 0, minor = 0] = numbers(version)
  const [fromMajor = 0, fromMinor = 0] = numbers(from)
  return major !== fromMajor ? major > fromMajor : minor >= fromMinor
}

/** A version; where it is not known, the oldest that it can be. */
export interface KubeletVersion extends SourcedString {
  readonly atLeast?: string
}

/** True when both have the same major and minor number. */
export function isSameMinor(version: string, other: string): boolean {
  return isAtLeast(version, other) && isAtLeast(other, version)
}

function numbers(version: string): number[] {
  return version
    .replace(/^v/, '')
    .split(/[^\d]+/, 2)
    .map(Number)
}

/** The version of the kubelet that this process runs, with where it was found; unknown with the reason otherwise. */
export async function kubeletVersion(host: Host, process: Process): Promise<SourcedString> {
  const exe = process.exe()
  const path = exe.status === 'observed' ? exe.value : undefined
  const link = host.proc.link(`${process.pid}/exe`)
  // The file of that name, and the package, are of another version than what runs.
  if (link.status === 'observed' && link.value.endsWith(' (deleted)'))
    return { source: '', unknown: `${path} was replaced or removed after the kubelet started` }
  const root = rootSeenBy(host, process)
  const found =
    (path && ((await versionInProgram(root, path)) ?? fromPath(path))) || (await fromSystem(host, process, path))
  if (found) return found
  const where = path ?? (process.argv().status === 'observed' ? 'an executable that cannot be read' : 'the process')
  return { source: '', unknown: `neither ${where} nor a package names it` }
}

/** The version of Kubernetes that a program says of itself. */
export async function versionInProgram(
  root: Pick<HostRoot, 'readRange'>,
  path: string,
): Promise<SourcedString | undefined> {
  const info = await goBuildInfo((offset, length) => root.readRange(path, offset, length))
  if (!info) return undefined
  // A build from a working copy says (devel) for the module, and the version only in the settings of the linker.
  const linked = /component-base\/version\.gitVersion=(v[\w.+-]+)/.exec(info.settings)?.[1]
  const value = [info.modules.get('k8s.io/kubernetes'), linked].find((each) => each && /^v\d+\.\d+/.test(each))
  return value ? { value, source: `build info of ${path}` } : undefined
}

function fromPath(path: string): SourcedString | undefined {
  const version = versionDirectory.exec(path)?.[1]
  return version ? { value: `v${version}`, source: `path ${path}` } : undefined
}

/** What the node's system says of its programs; of one that a container brings it says nothing. */
async function fromSystem(host: Host, process: Process, path: string | undefined): Promise<SourcedString | undefined> {
  if (process.contained()) return undefined
  const isPackaged = !path || /^(\/usr)?\/bin\/kubelet$/.test(path)
  return (isPackaged && (await fromPackages(host))) || fromBottlerocket(host)
}

async function fromPackages(host: Host): Promise<SourcedString | undefined> {
  const file = await host.root.read(dpkgDatabase, dpkgLimit)
  if (file.status !== 'observed') return undefined
  const full = installedVersion(file.value.bytes.toString(), 'kubelet')
  const version = /^(?:\d+:)?(\d+\.\d+(?:\.\d+)?)/.exec(full ?? '')?.[1]
  return version ? { value: `v${version}`, source: `package kubelet ${full} (${dpkgDatabase})` } : undefined
}

async function fromBottlerocket(host: Host): Promise<SourcedString | undefined> {
  const path = '/etc/os-release'
  const file = await host.root.read(path)
  if (file.status !== 'observed') return undefined
  const version = /^VARIANT_ID="?[\w-]*-k8s-(\d+\.\d+)/m.exec(file.value.bytes.toString())?.[1]
  return version ? { value: `v${version}`, source: `VARIANT_ID in ${path}` } : undefined
}
