import { kubeletConfiguration } from '../../proto/catalogue/kubelet.ts'
import { type Json, type JsonObject, plainText } from '../../proto/view.ts'
import { type FactObject, rawOf, UnknownValue } from './fact.ts'

/**
 * Fields of which /configz does not say what the kubelet does: the flag --seccomp-default is not in it, the serving
 * certificate is filled in by the kubelet itself, the driver of control groups is the container runtime's answer, and a
 * flush interval may be a number there. Headers of a URL are secrets. None of them is kept or compared.
 */
export const untold: ReadonlySet<string> = new Set([
  'seccompDefault',
  'tlsCertFile',
  'tlsPrivateKeyFile',
  'cgroupDriver',
  'logging.flushFrequency',
  'staticPodURLHeader',
])

interface Pair {
  readonly path: string
  readonly written: JsonObject | undefined
  readonly told: JsonObject | undefined
}

/**
 * Where the kubelet's files and flags say something else than its /configz, a sentence each. What is left out there is zero
 * or not known to that version: against a mere default it says nothing. Throws an UnknownValue when nothing differs and not
 * all could be compared. Reads only what differs: that is the evidence.
 */
export function configzDifferences(kubelet: FactObject, configz: FactObject): string[] {
  const pairs = pairsOf(rawOf(kubelet), rawOf(configz))
  const different = pairs.filter(isDifferent)
  const open = pairs.find((pair) => isUnknown(pair.written) || isUnknown(pair.told))
  if (different.length === 0 && open) read(isUnknown(open.written) ? kubelet : configz, open.path)
  if (!pairs.some(({ written, told }) => written && told)) throw new UnknownValue('there is nothing to compare')
  if (different.length === 0) read(configz, 'address')
  for (const { path, written, told } of different) {
    if (written) read(kubelet, path)
    if (told) read(configz, path)
  }
  return different.map(sentence)
}

function pairsOf(written: JsonObject, told: JsonObject): Pair[] {
  const gates = new Set([written, told].flatMap((each) => Object.keys(each['featureGates'] ?? {})))
  const names = [
    ...kubeletConfiguration.filter(({ kind, path }) => kind !== 'gates' && !untold.has(path)).map(({ path }) => path),
    ...[...gates].map((name) => `featureGates.${name}`),
  ]
  const pairs = names.map((path) => ({ path, written: settingAt(written, path), told: settingAt(told, path) }))
  return pairs.filter(({ written, told }) => written || told)
}

function settingAt(fact: JsonObject, path: string): JsonObject | undefined {
  let at: Json | undefined = fact
  for (const part of path.split('.')) at = isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined
  return isObject(at) && ('value' in at || 'unknown' in at) ? at : undefined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDifferent({ path, written, told }: Pair): boolean {
  if (isUnknown(written) || isUnknown(told)) return false
  // A gate that is off is set all the same.
  const gate = path.startsWith('featureGates.')
  if (!told) return (gate || !isZero(written?.['value'])) && !String(written?.['source']).startsWith('default')
  if (!written) return gate || !isZero(told['value'])
  const bothZero = isZero(written['value']) && isZero(told['value'])
  // What is in an object is sorted by name on both sides.
  return !bothZero && JSON.stringify(written['value']) !== JSON.stringify(told['value'])
}

function isUnknown(setting: JsonObject | undefined): boolean {
  return setting !== undefined && 'unknown' in setting
}

/** False, 0, empty: what Go leaves out. */
function isZero(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Makes a value evidence. Throws an UnknownValue where it cannot be told. */
function read(fact: FactObject, path: string): void {
  let at: unknown = fact
  for (const part of [...path.split('.'), 'value'])
    at = at instanceof Map ? at.get(part) : (at as Record<string, unknown>)[part]
}

function sentence({ path, written, told }: Pair): string {
  return `${path} is ${told ? words(told) : 'not set in /configz'} and not ${written ? words(written) : 'unset'}`
}

function words(setting: JsonObject): string {
  return `${plainText(setting['value'] ?? null) || 'empty'} (${plainText(setting['source'] ?? '')})`
}
