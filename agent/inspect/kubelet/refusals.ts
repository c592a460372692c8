// For what the kubelet refuses to start although every value has the right type: its validation (ValidateKubeletConfiguration),
// and what it looks at before it serves.
import type { Plain } from '../../../proto/value.ts'
import { isQuantity, parseGoDuration } from '../../parse/goscalars.ts'
import { DoesNotLoad, type Fields } from './sourced.ts'

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

/** Values of the flag and field for the oldest version of TLS. */
export const tlsVersions: readonly string[] = ['', 'VersionTLS10', 'VersionTLS11', 'VersionTLS12', 'VersionTLS13']

const choices: Readonly<Record<string, readonly string[]>> = {
  topologyManagerPolicy: ['none', 'best-effort', 'restricted', 'single-numa-node'],
  topologyManagerScope: ['container', 'pod'],
  hairpinMode: ['none', 'hairpin-veth', 'promiscuous-bridge'],
  'memorySwap.swapBehavior': ['', 'LimitedSwap', 'NoSwap', 'UnlimitedSwap'],
  'logging.format': ['text', 'json'],
  tlsMinVersion: tlsVersions,
}

/** Names that Go has (crypto/tls), with the two that the components add for ChaCha20. */
export const cipherSuites: ReadonlySet<string> = new Set([
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].map((name) => `TLS_${name}`),
  ...['ECDSA', 'RSA'].flatMap((key) =>
    ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map(
      (name) => `TLS_ECDHE_${key}_WITH_${name}`,
    ),
  ),
  ...['ECDSA', 'RSA'].flatMap((key) =>
    ['CHACHA20_POLY1305_SHA256', 'CHACHA20_POLY1305', 'RC4_128_SHA'].map((name) => `TLS_ECDHE_${key}_WITH_${name}`),
  ),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256'].map(
    (name) => `TLS_RSA_WITH_${name}`,
  ),
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map((name) => `TLS_RSA_WITH_${name}`),
])

/** HTTP/2 asks for one of them below TLS 1.3 (RFC 9113, 9.2.2), and Go's server refuses a list without. */
const http2Suites = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256']

const reservations = ['systemReserved', 'kubeReserved']
const reservable = ['cpu', 'memory', 'ephemeral-storage', 'pid']

/** Throws `DoesNotLoad` with the first reason. Values that are unknown are passed over. */
export function checkFields(fields: Fields): void {
  checkRanges(fields)
  checkChoices(fields)
  checkPairs(fields)
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
  if (duration('imageMaximumGCAge') > 0n && duration('imageMaximumGCAge') <= duration('imageMinimumGCAge'))
    refuse(fields, 'imageMaximumGCAge', 'must be greater than imageMinimumGCAge')
  if (value('podLogsDir') !== undefined && !String(value('podLogsDir')).startsWith('/'))
    refuse(fields, 'podLogsDir', 'must be an absolute path')
  checkEnforcement(fields)
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
  const foreign = (suites as readonly string[]).find((name) => !cipherSuites.has(name))
  if (foreign !== undefined) refuse(fields, 'tlsCipherSuites', `Cipher suite ${foreign} not supported or doesn't exist`)
  if (fields.get('tlsMinVersion')?.value === 'VersionTLS13') return
  if (!http2Suites.some((name) => (suites as readonly string[]).includes(name)))
    refuse(fields, 'tlsCipherSuites', 'http2: missing an HTTP/2-required AES_128_GCM_SHA256 cipher')
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

function refuse(fields: Fields, path: string, words: string): never {
  throw new DoesNotLoad(`${fields.get(path)?.source}: ${path}: ${words}`)
}
