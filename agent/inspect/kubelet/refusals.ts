// For what the kubelet refuses to start although every value has the right type: its validation (ValidateKubeletConfiguration),
// and what it looks at before it serves.
import type { Plain } from '../../../proto/value.ts'
import { isQuantity, parseGoDuration } from '../../parse/goscalars.ts'
import { suitesRefusal, tlsVersions } from '../ciphersuites.ts'
import { checkEvictions } from './evictions.ts'
import { type Fields, refuse } from './sourced.ts'

/** Whole numbers with the least and the greatest that they may be. */
const ranges: readonly (readonly [string, number, number])[] = [
  ['nodeLeaseDurationSeconds', 1, Infinity],
  ['eventBurst', 0, Infinity],
  ['eventRecordQPS', 0, Infinity],
  ['healthzPort', 0, 65535],
  ['imageGCHighThresholdPercent', 0, 100],
  ['imageGCLowThresholdPercent', 0, 100],
  ['iptablesDropBit', 0, 31],
  ['iptablesMasqueradeBit', 0, 31],
  ['kubeAPIBurst', 0, Infinity],
  ['kubeAPIQPS', 0, Infinity],
  ['nodeStatusMaxImages', -1, Infinity],
  ['maxOpenFiles', 0, Infinity],
  ['maxPods', 0, Infinity],
  ['oomScoreAdj', -1000, 1000],
  ['podsPerCore', 0, Infinity],
  ['port', 1, 65535],
  ['readOnlyPort', 0, 65535],
  ['registryBurst', 0, Infinity],
  ['registryPullQPS', 0, Infinity],
  ['maxParallelImagePulls', 1, Infinity],
  ['containerLogMaxWorkers', 1, Infinity],
  ['containerLogMaxFiles', 2, Infinity],
  ['memoryThrottlingFactor', Number.MIN_VALUE, 1],
  ['logging.verbosity', 0, 2 ** 31 - 1],
]

const choices: Readonly<Record<string, readonly string[]>> = {
  topologyManagerPolicy: ['none', 'best-effort', 'restricted', 'single-numa-node'],
  topologyManagerScope: ['container', 'pod'],
  hairpinMode: ['none', 'hairpin-veth', 'promiscuous-bridge'],
  'memorySwap.swapBehavior': ['', 'LimitedSwap', 'NoSwap', 'UnlimitedSwap'],
  'logging.format': ['text', 'json'],
  tlsMinVersion: tlsVersions,
}

const reservations = ['systemReserved', 'kubeReserved']
const reservable = ['cpu', 'memory', 'ephemeral-storage', 'pid']

/** Throws `DoesNotLoad` with the first reason. Values that are unknown are passed over. */
export function checkFields(fields: Fields): void {
  checkRanges(fields)
  checkChoices(fields)
  checkPairs(fields)
  checkEvictions(fields)
  checkReservations(fields)
  checkTls(fields)
  checkAuthorization(fields)
}

function checkRanges(fields: Fields): void {
  for (const [path, least, greatest] of ranges) {
    const value = fields.get(path)?.value
    if (typeof value !== 'number' || (value >= least && value <= greatest)) continue
    const bounds = greatest === Infinity ? `not be less than ${least}` : `be between ${least} and ${greatest}`
    refuse(fields, path, `${value} must ${bounds}`)
  }
}

function checkChoices(fields: Fields): void {
  for (const [path, allowed] of Object.entries(choices)) {
    const value = fields.get(path)?.value
    if (typeof value !== 'string' || allowed.includes(value)) continue
    refuse(fields, path, path === 'tlsMinVersion' ? `unknown tls version "${value}"` : `"${value}" is not an option`)
  }
}

/** Settings that must fit each other. */
function checkPairs(fields: Fields): void {
  const value = (path: string) => fields.get(path)?.value
  const duration = (path: string) => nanoseconds(value(path))
  if (Number(value('imageGCLowThresholdPercent')) >= Number(value('imageGCHighThresholdPercent')))
    refuse(fields, 'imageGCLowThresholdPercent', 'must be less than imageGCHighThresholdPercent')
  if (value('systemCgroups') && !value('cgroupRoot')) refuse(fields, 'systemCgroups', 'needs cgroupRoot')
  if (value('serializeImagePulls') === true && Number(value('maxParallelImagePulls') ?? 0) > 1)
    refuse(fields, 'maxParallelImagePulls', 'cannot be larger than 1 unless serializeImagePulls is false')
  if (value('serverTLSBootstrap') === true && value('featureGates.RotateKubeletServerCertificate') === false)
    refuse(fields, 'serverTLSBootstrap', 'requires feature gate RotateKubeletServerCertificate')
  if (value('enableSystemLogQuery') === true && value('enableSystemLogHandler') === false)
    refuse(fields, 'enableSystemLogQuery', 'requires enableSystemLogHandler')
  if (duration('shutdownGracePeriodCriticalPods') > duration('shutdownGracePeriod'))
    refuse(fields, 'shutdownGracePeriodCriticalPods', 'must not be more than shutdownGracePeriod')
  for (const path of [
    'imageMinimumGCAge',
    'imageMaximumGCAge',
    'shutdownGracePeriod',
    'shutdownGracePeriodCriticalPods',
  ])
    if (duration(path) < 0n) refuse(fields, path, 'must not be negative')
  if (value('syncFrequency') !== undefined && duration('syncFrequency') <= 0n)
    refuse(fields, 'syncFrequency', `invalid sync frequency ${String(value('syncFrequency'))}`)
  const period = duration('cpuCFSQuotaPeriod')
  if (value('cpuCFSQuotaPeriod') !== undefined && (period < 1_000_000n || period > 1_000_000_000n))
    refuse(fields, 'cpuCFSQuotaPeriod', `${String(value('cpuCFSQuotaPeriod'))} must be between 1ms and 1sec, inclusive`)
  if (Number(value('kubeAPIQPS')) > 0 && Number(value('kubeAPIBurst')) <= 0)
    refuse(fields, 'kubeAPIBurst', 'must be greater than 0 when kubeAPIQPS is')
  if (duration('imageMaximumGCAge') > 0n && duration('imageMaximumGCAge') <= duration('imageMinimumGCAge'))
    refuse(fields, 'imageMaximumGCAge', 'must be greater than imageMinimumGCAge')
  if (value('podLogsDir') !== undefined && !String(value('podLogsDir')).startsWith('/'))
    refuse(fields, 'podLogsDir', 'must be an absolute path')
  checkEnforcement(fields)
  checkSysctls(fields)
}

const sysctl = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*([a-z0-9][-_a-z0-9]*)?[a-z0-9*]$/

function checkSysctls(fields: Fields): void {
  const patterns = fields.get('allowedUnsafeSysctls')?.value
  if (!Array.isArray(patterns)) return
  for (const each of patterns as readonly Plain[])
    if (String(each).length > 253 || !sysctl.test(String(each)))
      refuse(fields, 'allowedUnsafeSysctls', `"${String(each)}" is no sysctl and no pattern of some`)
}

function checkEnforcement(fields: Fields): void {
  const path = 'enforceNodeAllocatable'
  const levels = fields.get(path)?.value
  if (!Array.isArray(levels)) return
  for (const level of levels as readonly Plain[]) {
    const group = /^(system|kube)-reserved(-compressible)?$/.exec(String(level))?.[1]
    if (!group && level !== 'pods' && level !== 'none') refuse(fields, path, `"${String(level)}" is not an option`)
    if (group && !fields.get(`${group}ReservedCgroup`)?.value) refuse(fields, path, `needs ${group}ReservedCgroup`)
    if (level === 'none' && levels.length > 1) refuse(fields, path, 'none must stand alone')
    if (level !== 'none' && fields.get('cgroupsPerQOS')?.value === false) refuse(fields, path, 'needs cgroupsPerQOS')
  }
}

function nanoseconds(value: Plain | undefined): bigint {
  const read = typeof value === 'string' ? parseGoDuration(value) : 0n
  return typeof read === 'bigint' ? read : 0n
}

function checkReservations(fields: Fields): void {
  for (const path of reservations) {
    const value = fields.get(path)?.value
    if (typeof value !== 'object') continue
    for (const [name, quantity] of Object.entries(value as Record<string, Plain>)) {
      if (!reservable.includes(name)) refuse(fields, path, `cannot reserve "${name}" resource`)
      if (!isQuantity(String(quantity))) refuse(fields, path, `"${String(quantity)}" is no quantity`)
    }
  }
}

function checkTls(fields: Fields): void {
  const suites = fields.get('tlsCipherSuites')?.value
  if (!Array.isArray(suites) || suites.length === 0) return
  const words = suitesRefusal(suites as readonly string[], fields.get('tlsMinVersion')?.value === 'VersionTLS13')
  if (words !== undefined) refuse(fields, 'tlsCipherSuites', words)
}

function checkAuthorization(fields: Fields): void {
  const mode = fields.get('authorization.mode')?.value
  if (mode === '') refuse(fields, 'authorization.mode', 'no authorization mode specified')
  if (mode !== 'Webhook' && mode !== 'AlwaysAllow')
    refuse(fields, 'authorization.mode', `unknown authorization mode ${String(mode)}`)
}

/** Why a kubelet without a kubeconfig would not start: it has nobody to ask. Undefined when it would. */
export function standaloneRefusal(fields: Fields): string | undefined {
  const webhook = fields.get('authentication.webhook.enabled')
  if (webhook?.value === true)
    return `${webhook.source}: authentication.webhook.enabled: no client provided, cannot use webhook authentication`
  const mode = fields.get('authorization.mode')
  if (mode?.value === 'Webhook')
    return `${mode.source}: authorization.mode: no client provided, cannot use webhook authorization`
  return undefined
}
