// EncryptionConfiguration as the API server loads it (pkg/server/options/encryptionconfig and pkg/apis/apiserver/validation
// of k8s.io/apiserver 0.36): decoded strictly. The file is full of keys: nothing here returns or says any text of it but
// the names of resources and providers, and places.

import { checkKeys, checkKms, type KmsOptions, type KmsVersion } from './encryptionprovider.ts'
import {
  type Fields,
  type Loaded,
  listOf,
  mismatch,
  objectOf,
  textOf,
  textsOf,
  type UnknownField,
} from './kubernetesobject.ts'
import { parseKubernetesYaml } from './kubernetesyaml.ts'
import { type DuplicateKey, Refused, type YamlNode } from './yamlnode.ts'

export const providerNames = ['aescbc', 'aesgcm', 'identity', 'kms', 'secretbox'] as const
export type ProviderName = (typeof providerNames)[number]

/** How values are stored. `identity` stores them as they are. */
export interface Provider {
  readonly name: ProviderName
  readonly line: number
  /** Of `kms` alone. */
  readonly kms?: KmsVersion
}

/** A resource by its group, empty for the core group; `*` stands for any resource, and for any group where both are. */
export interface GroupResource {
  readonly group: string
  readonly resource: string
}

/** Resources with their providers: the first writes, all read. */
export interface EncryptionEntry {
  readonly resources: readonly GroupResource[]
  readonly providers: readonly Provider[]
  readonly line: number
}

export interface EncryptionConfig {
  readonly entries: readonly EncryptionEntry[]
}

/** Reads a configuration. Never throws: what the API server does not start with is `ok: false` with the reason. */
export function parseEncryptionConfig(bytes: Uint8Array, options: KmsOptions): Loaded<EncryptionConfig> {
  const parsed = parseKubernetesYaml(bytes)
  // The words of the YAML and JSON readers quote what they stumble over, which may be a key.
  if (!parsed.ok) return { ok: false, reason: 'not valid YAML or JSON', ...(parsed.line && { line: parsed.line }) }
  try {
    return { ok: true, value: { entries: decode(parsed.root, parsed.duplicates, options) } }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ok: false, reason: error.message, ...(error.line !== undefined && { line: error.line }) }
  }
}

/**
 * The providers of a resource in their order: those of the resource itself from all entries, else of all of its group,
 * else of everything; nothing where the configuration does not cover it, which stores it as it is.
 */
export function providersOf({ entries }: EncryptionConfig, { group, resource }: GroupResource): readonly Provider[] {
  const names = [
    { group, resource },
    { group, resource: '*' },
    { group: '*', resource: '*' },
  ]
  for (const name of names) {
    const found = entries.filter((entry) => entry.resources.some((each) => isSame(each, name)))
    if (found.length > 0) return found.flatMap(({ providers }) => providers)
  }
  return []
}

function decode(root: YamlNode, duplicates: readonly DuplicateKey[], options: KmsOptions): EncryptionEntry[] {
  checkType(root)
  const unknown: UnknownField[] = []
  const fields = objectOf(root, '', ['apiVersion', 'kind', 'resources'], unknown)
  const names = new Set<string>()
  const entries = listOf(fields.get('resources'), 'resources').map((node, at) => {
    return decodeEntry(node, `resources[${at}]`, unknown, (kms, path) => checkKms(kms, path, names, options, unknown))
  })
  const [field] = unknown
  if (field) throw new Refused(`${field.path === '' ? 'the outermost object' : field.path}: unknown field`, field.line)
  const [duplicate] = duplicates
  if (duplicate) throw new Refused('a field is set twice', duplicate.line)
  if (entries.length === 0) throw new Refused('resources: at least one is required', fields.get('resources')?.line)
  checkMasks(entries)
  return entries
}

/** The second pair is accepted too, for the documentation once had it. */
const types = ['apiserver.config.k8s.io/v1, EncryptionConfiguration', 'v1, EncryptionConfig']

function checkType(root: YamlNode): void {
  const fields = objectOf(root, '', ['apiVersion', 'kind'], [])
  const [version, kind] = ['apiVersion', 'kind'].map((name) => textOf(fields.get(name), name))
  if (!version || !kind) throw new Refused(`${version ? 'kind' : 'apiVersion'} is missing`, root.line)
  if (!types.includes(`${version}, ${kind}`))
    throw new Refused('not an EncryptionConfiguration of apiserver.config.k8s.io/v1', fields.get('kind')?.line)
}

type CheckKms = (node: YamlNode, path: string) => KmsVersion

function decodeEntry(node: YamlNode, path: string, unknown: UnknownField[], kms: CheckKms): EncryptionEntry {
  const fields = objectOf(node, path, ['resources', 'providers'], unknown)
  const resources = resourcesOf(fields.get('resources'), `${path}.resources`, node.line)
  const nodes = listOf(fields.get('providers'), `${path}.providers`)
  const providers = nodes.map((each, at) => decodeProvider(each, `${path}.providers[${at}]`, unknown, kms))
  if (providers.length === 0) throw new Refused(`${path}.providers: at least one is required`, node.line)
  return { resources, providers, line: node.line }
}

function decodeProvider(node: YamlNode, path: string, unknown: UnknownField[], kms: CheckKms): Provider {
  const fields: Fields = objectOf(node, path, providerNames, unknown)
  const [[name, value] = [], ...others] = fields
  if (!name || !value) throw new Refused(`${path}: none of the providers ${providerNames.join(', ')}`, node.line)
  if (others.length > 0) throw new Refused(`${path}: more than one provider in one element`, node.line)
  const inner = `${path}.${name}`
  const { line } = node
  if (!(value.value instanceof Map)) throw mismatch(value, inner, 'object')
  if (name === 'kms') return { name, line, kms: kms(value, inner) }
  if (name === 'identity') objectOf(value, inner, [], unknown)
  else checkKeys(value, inner, name === 'secretbox' ? [32] : [16, 24, 32], unknown)
  return { name: name as ProviderName, line }
}

function resourcesOf(node: YamlNode | undefined, path: string, line: number): GroupResource[] {
  const texts = textsOf(node, path)
  const refuse = (words: string) => new Refused(`${path}: ${words}`, node?.line ?? line)
  if (texts.length === 0) throw refuse('at least one is required')
  const resources = texts.map((text) => {
    const problem = problemOf(text)
    if (problem) throw refuse(problem)
    return groupResource(text)
  })
  if (new Set(resources.map(keyOf)).size < resources.length) throw refuse('the same resource stands twice')
  const wildcards = resources.filter((each) => each.resource === '*')
  const masks = (a: GroupResource, b: GroupResource) => a !== b && (a.group === '*' || a.group === b.group)
  if (wildcards.some((each) => resources.some((other) => masks(each, other))))
    throw refuse('a wildcard masks another resource of the list')
  return resources
}

function groupResource(text: string): GroupResource {
  const at = text.indexOf('.')
  return at < 0 ? { group: '', resource: text } : { group: text.slice(at + 1), resource: text.slice(0, at) }
}

/** Allocations of addresses and ports, which no API serves. */
const internal = ['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations']

function problemOf(text: string): string | undefined {
  if (text.toLowerCase() !== text) return 'a name has capital letters'
  if (text === '*') return 'a bare * stands for nothing: *. is the core group, *.* everything'
  if (internal.includes(text)) return 'a resource without an API cannot be encrypted'
  const { group, resource } = groupResource(text)
  if (group === 'events.k8s.io') return 'events are stored in the core group'
  if (group === 'extensions') return 'the group extensions has been removed'
  return group === '*' && resource !== '*' ? 'a resource cannot be named across groups' : undefined
}

/** What an earlier entry's wildcard covers may not be named again: it would have no effect. */
function checkMasks(entries: readonly EncryptionEntry[]): void {
  const before = new Set<string>()
  for (const [at, { resources, line }] of entries.entries()) {
    for (const each of resources) {
      const wildcard = [
        { group: each.group, resource: '*' },
        { group: '*', resource: '*' },
      ].some((name) => before.has(keyOf(name)))
      if (wildcard) throw new Refused(`resources[${at}]: a wildcard of an earlier entry masks it`, line)
      before.add(keyOf(each))
    }
  }
}

function keyOf({ group, resource }: GroupResource): string {
  return `${resource}.${group}`
}

function isSame(a: GroupResource, b: GroupResource): boolean {
  return a.group === b.group && a.resource === b.resource
}
