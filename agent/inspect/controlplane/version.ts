import type { SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import { versionInProgram } from '../kubelet/version.ts'
import type { ManifestCommand } from '../staticpods.ts'

/** The version of a component: of the program that runs, else of the image that its manifest names. */
export async function componentVersion(
  host: Host,
  process: Process | undefined,
  manifest: ManifestCommand | undefined,
): Promise<SourcedString> {
  const program = process && (await fromProgram(host, process))
  if (program?.value) return program
  const image = manifest && fromImage(manifest)
  return image ?? program ?? { source: '', unknown: 'no program is seen, and no image names it' }
}

async function fromProgram(host: Host, process: Process): Promise<SourcedString> {
  const exe = process.exe()
  const source = `/proc/${process.pid}/exe`
  if (exe.status !== 'observed') return { source, unknown: 'the executable cannot be told' }
  if (process.deleted()) return { source, unknown: `${exe.value} was replaced or removed after the start` }
  const root = process.contained() ? host.rootOf(process.pid) : host.root
  const found = await versionInProgram(root, exe.value)
  return found ?? { source, unknown: `${exe.value} cannot be read, or does not say it` }
}

/** `registry.k8s.io/kube-apiserver:v1.36.3`, with or without a digest behind; `:v1.33.1-rke2r1`. */
function fromImage({ image, path }: ManifestCommand): SourcedString | undefined {
  const tag = /:v?(\d+\.\d+\.\d+[\w.+-]*)(@.*)?$/.exec(image)?.[1]
  return tag ? { value: `v${tag}`, source: `image ${image} in ${path}` } : undefined
}
