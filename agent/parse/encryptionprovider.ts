// What the API server demands of the keys and of the KMS plug-ins of its encryption configuration. Keys are measured and
// forgotten.
import { fitsSigned, parseGoDuration } from './goscalars.ts'
import { type Fields, listOf, mismatch, objectOf, textOf, type UnknownField } from './kubernetesobject.ts'
import { Refused, type YamlNode } from './yamlnode.ts'

export type KmsVersion = 'v1' | 'v2'

export interface KmsOptions {
  /** True when the file is loaded again whenever it changes: then all names of plug-ins must differ. */
  readonly reload: boolean
  /** Whether version 1 is switched on; absent where that cannot be told. */
  readonly kmsV1?: boolean | undefined
}

/** Throws `Refused` unless there are keys, each with a name and of one of these sizes (bytes). */
export function checkKeys(node: YamlNode, path: string, sizes: readonly number[], unknown: UnknownField[]): void {
  const keys = listOf(objectOf(node, path, ['keys'], unknown).get('keys'), `${path}.keys`)
  if (keys.length === 0) throw new Refused(`${path}.keys: at least one is required`, node.line)
  for (const [at, key] of keys.entries()) checkKey(key, `${path}.keys[${at}]`, sizes, unknown)
}

function checkKey(node: YamlNode, path: string, sizes: readonly number[], unknown: UnknownField[]): void {
  const fields = objectOf(node, path, ['name', 'secret'], unknown)
  if (textOf(fields.get('name'), `${path}.name`) === '') throw new Refused(`${path}.name is missing`, node.line)
  const secret = textOf(fields.get('secret'), `${path}.secret`)
  if (secret === '') throw new Refused(`${path}.secret is missing`, node.line)
  const size = base64Size(secret)
  const line = fields.get('secret')?.line
  if (size === undefined) throw new Refused(`${path}.secret is not base64`, line)
  if (!sizes.includes(size)) throw new Refused(`${path}.secret has ${size} bytes, not ${sizes.join(' or ')}`, line)
}

/** How many bytes Go's standard decoder makes of a text; `undefined` where it refuses. Line ends are passed over. */
function base64Size(text: string): number | undefined {
  const packed = text.replaceAll(/[\r\n]/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined
  return (packed.length / 4) * 3 - (/=*$/.exec(packed)?.[0].length ?? 0)
}

const kmsFields = ['apiVersion', 'name', 'cachesize', 'endpoint', 'timeout']

/** The version of a plug-in's API. `names` are those of the plug-ins before. Throws `Refused` for what does not load. */
export function checkKms(
  node: YamlNode,
  path: string,
  names: Set<string>,
  { reload, kmsV1 }: KmsOptions,
  unknown: UnknownField[],
): KmsVersion {
  const fields = objectOf(node, path, kmsFields, unknown)
  const refuse = (name: string, words: string) =>
    new Refused(`${path}.${name} ${words}`, fields.get(name)?.line ?? node.line)
  const [written, name] = ['apiVersion', 'name'].map((each) => textOf(fields.get(each), `${path}.${each}`))
  const version = written || 'v1'
  if (version !== 'v1' && version !== 'v2') throw refuse('apiVersion', 'is neither v1 nor v2')
  if (!name) throw refuse('name', 'is missing')
  if (version === 'v2' && name.includes(':')) throw refuse('name', 'must not contain a colon')
  if ((reload || version === 'v2') && names.has(name)) throw refuse('name', 'is that of an earlier plug-in')
  names.add(name)
  const endpoint = problemOfEndpoint(textOf(fields.get('endpoint'), `${path}.endpoint`))
  if (endpoint) throw refuse('endpoint', endpoint)
  checkTimeout(fields, path)
  checkCacheSize(fields, path, version)
  if (version === 'v1' && kmsV1 === false) throw refuse('apiVersion', 'is v1, which --feature-gates=KMSv1=true allows')
  return version
}

/** As far as Go's net/url reads it: `unix:///run/kms.sock`. */
function problemOfEndpoint(text: string): string | undefined {
  if (text === '') return 'is missing'
  if (!/^unix:/i.test(text)) return 'is no unix:// address'
  const host = /^unix:\/\/([^/?#]*)/i.exec(text)?.[1] ?? ''
  const wrong = /[\u0000-\u001f\u007f]|%(?![0-9a-fA-F]{2})/.test(text) || /[ <>"{}|\\^`]/.test(host)
  return wrong ? 'is no valid address' : undefined
}

function checkTimeout(fields: Fields, path: string): void {
  const node = fields.get('timeout')
  if (!node) return
  const duration = parseGoDuration(textOf(node, `${path}.timeout`))
  if (typeof duration !== 'bigint') throw new Refused(`${path}.timeout is no duration`, node.line)
  if (duration <= 0n) throw new Refused(`${path}.timeout is not positive`, node.line)
}

function checkCacheSize(fields: Fields, path: string, version: KmsVersion): void {
  const node = fields.get('cachesize')
  if (!node) return
  const { value } = node
  if (typeof value !== 'number' || !Number.isInteger(value) || !fitsSigned(BigInt(value), 32))
    throw mismatch(node, `${path}.cachesize`, 'int32')
  if (version === 'v2') throw new Refused(`${path}.cachesize is not supported in v2`, node.line)
  if (value === 0) throw new Refused(`${path}.cachesize must not be 0`, node.line)
}
