// What holds for fields that nobody set: pkg/kubelet/apis/config/v1beta1/defaults.go of the kubelet.
import type { VersionedDefault } from '../../../proto/catalogue/catalogue.ts'
import { defaultEvictionHard, kubeletConfiguration, kubeletFlagDefaults } from '../../../proto/catalogue/kubelet.ts'
import type { Plain } from '../../../proto/value.ts'
import { type Fields, isZero, type Sourced } from './sourced.ts'
import { isAtLeast, type KubeletVersion } from './version.ts'

/** Which defaults: those of a configuration file, or those of the flags of a kubelet that is started without --config. */
export type Regime = 'file' | 'flags'

/** Defaults that a feature gate brings, as soon as somebody sets that gate. */
const gated: Readonly<Record<string, string>> = {
  'crashLoopBackOff.maxContainerRestartPeriod': 'KubeletCrashLoopBackOffMax',
  imagePullCredentialsVerificationPolicy: 'KubeletEnsureSecretPulledImages',
}

/** Fields that take over what another one is set to. */
const derived: Readonly<Record<string, (fields: Fields) => Sourced | undefined>> = {
  nodeStatusReportFrequency: (fields) => {
    const update = fields.get('nodeStatusUpdateFrequency')
    return update?.set && !isZero(update.value) ? follows(update.value, 'nodeStatusUpdateFrequency') : undefined
  },
  serializeImagePulls: (fields) => {
    const parallel = fields.get('maxParallelImagePulls')?.value
    return typeof parallel === 'number' && parallel >= 2 ? follows(false, 'maxParallelImagePulls') : undefined
  },
}

function follows(value: Plain | undefined, path: string): Sourced {
  return { value, source: `default (follows ${path})`, set: false, overridden: [] }
}

/** The fields with every default that the kubelet fills in. Values that count as not set lose to the default. */
export function withDefaults(fields: Fields, regime: Regime, version: KubeletVersion): Fields {
  const all: Fields = new Map(fields)
  for (const field of kubeletConfiguration) {
    if (field.kind === 'gates') continue
    const before = fields.get(field.path)
    const unset = before === undefined || (before.value === undefined && !before.unknown)
    if (!unset && (field.keepsZero || !isZero(before.value) || before.unknown)) continue
    if (field.default === undefined) {
      all.delete(field.path)
      continue
    }
    const found = defaultOf(field.path, field.default, fields, regime, version)
    // What is written and is the default as well keeps its own source.
    if (!unset && isZero(found.value) && !found.unknown) continue
    const lost = before?.set && before.value !== undefined ? [{ value: before.value, source: before.source }] : []
    all.set(field.path, { ...found, overridden: [...lost, ...(before?.overridden ?? [])] })
  }
  return all
}

type Default = Plain | readonly VersionedDefault[]

function defaultOf(path: string, value: Default, fields: Fields, regime: Regime, version: KubeletVersion): Sourced {
  const legacy = regime === 'flags' ? kubeletFlagDefaults[path] : undefined
  if (legacy !== undefined) return plainDefault(legacy, regime)
  // The hard thresholds are filled in when the main file is read, and only then.
  if (path === 'evictionHard') return plainDefault({}, regime)
  const other = derived[path]?.(fields)
  if (other) return other
  if (!isVersioned(value)) return plainDefault(value, regime)
  const gate = gated[path]
  const switched = gate === undefined ? undefined : fields.get(`featureGates.${gate}`)?.value
  if (typeof switched === 'boolean')
    return { ...plainDefault((switched ? value.at(-1) : value[0])?.value ?? '', regime), source: `default (${gate})` }
  return versionedDefault(value, version)
}

function plainDefault(value: Plain, regime: Regime): Sourced {
  return { value, source: `default (${regime})`, set: false, overridden: [] }
}

function isVersioned(value: Default): value is readonly VersionedDefault[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object' && 'from' in each)
}

/** The default of this version; unknown, with the reason, where the version is not known. */
export function versionedDefault(defaults: readonly VersionedDefault[], version: KubeletVersion): Sourced {
  const { atLeast } = version
  const running =
    version.value ?? (atLeast && defaults.every((each) => isAtLeast(atLeast, each.from)) ? atLeast : undefined)
  if (!running) {
    const values = defaults.map((each) => `${JSON.stringify(each.value)} from ${each.from} on`).join(', ')
    const reason = `the default depends on the kubelet's version (${values.replace(' from 0 on', ' at first')}), which is not known: ${version.unknown}`
    return { value: undefined, unknown: reason, source: 'default', set: false, overridden: [] }
  }
  const index = defaults.findLastIndex((each) => isAtLeast(running, each.from))
  const chosen = defaults[Math.max(index, 0)] as VersionedDefault
  const next = defaults[index + 1]
  const span = index > 0 ? `${chosen.from} and newer` : `before ${next?.from}`
  return { value: chosen.value, source: `default (kubelet ${span})`, set: false, overridden: [] }
}

/** What reading the main file adds: hard eviction thresholds, all of them or the missing ones. */
export function withEvictionDefaults(fields: Fields, version: KubeletVersion): Fields {
  const hard = fields.get('evictionHard')
  const merges = fields.get('mergeDefaultEvictionSettings')?.value === true
  if (hard?.set && !merges) return fields
  const defaults = versionedDefault(defaultEvictionHard, version)
  if (!hard?.set) return new Map(fields).set('evictionHard', { ...defaults, overridden: [] })
  const value =
    defaults.value === undefined
      ? undefined
      : { ...(defaults.value as object), ...(hard.value as Record<string, Plain>) }
  const { unknown } = defaults
  return new Map(fields).set('evictionHard', { ...hard, value, ...(unknown && { unknown }) })
}
