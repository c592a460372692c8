// Which plugins of admission are on: those of the version's defaults, with what is enabled, without what is disabled
// (pkg/kubeapiserver/options/plugins.go of each version).
import type { SourcedString } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { View } from '../controlplane/component.ts'
import { DoesNotLoad, type Fields, type Sourced } from '../kubelet/sourced.ts'
import { isSameMinor } from '../kubelet/version.ts'
import { textsOf } from './authorization.ts'

/** On by default in all versions that are known here. */
const always: readonly string[] = [
  ...['CertificateApproval', 'CertificateSigning', 'CertificateSubjectRestriction', 'ClusterTrustBundleAttest'],
  ...['DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds', 'LimitRanger'],
  ...['MutatingAdmissionPolicy', 'MutatingAdmissionWebhook', 'NamespaceLifecycle', 'PersistentVolumeClaimResize'],
  ...['PodSecurity', 'PodTopologyLabels', 'Priority', 'ResourceQuota', 'RuntimeClass', 'ServiceAccount'],
  ...['StorageObjectInUseProtection', 'TaintNodesByCondition', 'ValidatingAdmissionPolicy'],
  'ValidatingAdmissionWebhook',
]

/** What a version has on by default beside those. */
const added: Readonly<Record<string, readonly string[]>> = {
  '1.33': [],
  '1.34': [],
  '1.35': ['NodeDeclaredFeatureValidator'],
  '1.36': [
    ...['JobValidation', 'NodeDeclaredFeatureValidator', 'PodGroupProtection', 'PodGroupWorkloadExists'],
    'PodResizeValidator',
  ],
}

/** Off unless they are enabled, in all of those versions. */
const optional: readonly string[] = [
  ...['AlwaysAdmit', 'AlwaysDeny', 'AlwaysPullImages', 'DenyServiceExternalIPs', 'EventRateLimit'],
  ...['ExtendedResourceToleration', 'ImagePolicyWebhook', 'LimitPodHardAntiAffinityTopology', 'NamespaceAutoProvision'],
  ...['NamespaceExists', 'NodeRestriction', 'OwnerReferencesPermissionEnforcement', 'PodNodeSelector'],
  'PodTolerationRestriction',
]

/** The plugins that a version has on by default; nothing where they are not known here. */
function defaultsOf({ value }: SourcedString): readonly string[] | undefined {
  const minor = value ? Object.keys(added).find((each) => isSameMinor(value, each)) : undefined
  return minor === undefined ? undefined : [...always, ...(added[minor] ?? [])]
}

const flags = ['enable-admission-plugins', 'disable-admission-plugins', 'admission-control'] as const

/** Why the API server would not start with these plugins. */
export function checkPlugins(fields: Fields, version: SourcedString, plain: boolean): void {
  const [enable, disable, all] = flags.map((name) => fields.get(name) as Sourced) as [Sourced, Sourced, Sourced]
  if (all.set && (enable.set || disable.set))
    throw refused(all, 'cannot stand beside --enable-admission-plugins or --disable-admission-plugins')
  const both = textsOf(enable.value).find((name) => textsOf(disable.value).includes(name))
  if (both !== undefined) throw refused(enable, `${both} is in enable-admission-plugins and disable-admission-plugins`)
  const defaults = defaultsOf(version)
  // Builds of others have plugins of their own.
  if (!plain || !defaults) return
  for (const field of [enable, disable, all]) {
    const foreign = textsOf(field.value).find((name) => !defaults.includes(name) && !optional.includes(name))
    if (foreign !== undefined) throw refused(field, `plugin "${foreign}" is unknown`)
  }
}

function refused({ source }: Sourced, words: string): DoesNotLoad {
  return new DoesNotLoad(`${source}: ${words}`)
}

/** The plugins that are on, sorted. */
export function admissionPlugins({ fields, version, program }: View): Sourced {
  const all = flags.map((name) => fields.get(name) as Sourced)
  const [enable, disable, explicit] = all as [Sourced, Sourced, Sourced]
  const open = all.find((each) => each.unknown)
  if (open) return { ...open, overridden: [] }
  if (explicit.set) return { ...explicit, value: sorted(textsOf(explicit.value)) }
  const defaults = defaultsOf(version)
  const source = [
    ...[enable, disable].filter((each) => each.set).map((each) => each.source),
    `default (${program})`,
  ].join(', ')
  const base = { source, set: enable.set || disable.set, overridden: [] }
  if (!defaults) {
    const words = version.value
      ? `those of ${version.value} are not known here`
      : `the version is not known: ${version.unknown}`
    return {
      ...base,
      value: undefined,
      unknown: `which plugins are on by default depends on the version, and ${words}`,
    }
  }
  const off = textsOf(disable.value)
  return { ...base, value: sorted([...defaults.filter((name) => !off.includes(name)), ...textsOf(enable.value)]) }
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compare)
}
