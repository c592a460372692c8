// What else the signs say of a distribution: which kind of it, and which release.
import type { SourcedString } from '../../../proto/index.ts'
import type { Signs } from './signs.ts'
import type { Distribution } from './tells.ts'

/** Distributions of which clouds have several kinds, told by the operating system. */
const byOs: readonly Distribution[] = ['aks', 'eks', 'gke']
/** Operating system and its version → what a cloud calls the kind. */
const kinds: Readonly<Record<string, string>> = { 'amzn 2': 'al2', 'amzn 2023': 'al2023' }

/** The kind of the distribution; empty where it has none or the operating system does not say. */
export function variantOf(name: Distribution, { release }: Signs): string {
  if (!byOs.includes(name)) return ''
  const id = release.variables.get('ID') ?? ''
  return kinds[`${id} ${release.variables.get('VERSION_ID')}`] ?? id
}

/** Its release, where something says it. That of the kubelet is another thing. */
export function versionOf(name: Distribution, { release, kubelet }: Signs): SourcedString | undefined {
  if (name === 'talos') return ofRelease(release, 'VERSION_ID')
  if (name === 'openshift') return ofRelease(release, 'OPENSHIFT_VERSION')
  if (name !== 'rke2') return undefined
  // A directory of a version: `v1.33.1-rke2r1-0123456789ab`.
  const [, version, revision] = /\/(v\d+\.\d+\.\d+)-(rke2r\d+)[-/]/.exec(kubelet.executable) ?? []
  return version ? { value: `${version}+${revision}`, source: `path ${kubelet.executable}` } : undefined
}

function ofRelease({ path, variables }: Signs['release'], variable: string): SourcedString | undefined {
  const value = variables.get(variable)
  return value ? { value, source: `${variable} in file ${path}` } : undefined
}
