import type { SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { goBuildInfo } from '../../parse/gobuildinfo.ts'
import type { ManifestCommand } from '../staticpods.ts'

/** Releases are built in a working copy, whose own version is unknown to Go; that of the API in it is the same. */
const modulesOfEtcd = ['go.etcd.io/etcd/server/v3', 'go.etcd.io/etcd/api/v3']

/** The version of etcd: of the program that runs, else of the image that its manifest names. */
export async function etcdVersion(
  host: Host,
  process: Process | undefined,
  manifest: ManifestCommand | undefined,
): Promise<SourcedString> {
  const built = process && (await fromProgram(host, process))
  if (built?.value || process?.deleted()) return built as SourcedString
  const unknown = { source: '', unknown: 'no program is seen, and no image names it' }
  return (manifest && fromImage(manifest)) ?? built ?? unknown
}

async function fromProgram(host: Host, process: Process): Promise<SourcedString> {
  const exe = process.exe()
  const source = `/proc/${process.pid}/exe`
  if (exe.status !== 'observed') return { source, unknown: why(exe) }
  if (process.deleted()) return { source, unknown: `${exe.value} was replaced or removed after the start` }
  const root = process.contained() ? host.rootOf(process.pid) : host.root
  const info = await goBuildInfo((offset, length) => root.readRange(exe.value, offset, length))
  const versions = modulesOfEtcd.map((name) => info?.modules.get(name))
  const value = versions.find((version) => version && /^v\d+\.\d+\.\d+/.test(version))
  if (value) return { value, source: `build info of ${exe.value}` }
  return { source, unknown: `${exe.value} cannot be read, or does not say it` }
}

/** `registry.k8s.io/etcd:3.6.8-0`, where the last number is that of the image, `quay.io/coreos/etcd:v3.5.9@sha256:…`. */
function fromImage({ image, path }: ManifestCommand): SourcedString | undefined {
  const tag = /:v?(\d+\.\d+\.\d+)[\w.+-]*(@.*)?$/.exec(image)?.[1]
  return tag ? { value: `v${tag}`, source: `image ${image} in ${path}` } : undefined
}
