// The audit policy as the API server loads it (pkg/audit/policy/reader.go and pkg/apis/audit/validation of k8s.io/apiserver
// 0.36): what its strict decoder refuses, unknown and repeated fields, is only warned of.
import { compare } from '../../proto/value.ts'
import {
  checkBool,
  type Fields,
  fieldPath,
  type Loaded,
  listOf,
  objectOf,
  textOf,
  textsOf,
  type UnknownField,
} from './kubernetesobject.ts'
import { parseKubernetesYaml } from './kubernetesyaml.ts'
import { type DuplicateKey, Refused, type YamlNode } from './yamlnode.ts'

/** What is recorded of a request, from nothing to both bodies. */
export const levels = ['None', 'Metadata', 'Request', 'RequestResponse'] as const
export type Level = (typeof levels)[number]

const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const
export type Stage = (typeof stages)[number]

/** Resources of one group that a rule matches. An empty list matches all. */
export interface GroupResources {
  /** Empty for the core group, `*` for any. */
  readonly group: string
  readonly resources: readonly string[]
  readonly names: readonly string[]
}

/** A rule: a request that fits all of its lists, an empty one fits any, is recorded at its level. */
export interface AuditRule {
  readonly line: number
  readonly level: Level
  readonly users: readonly string[]
  readonly groups: readonly string[]
  readonly verbs: readonly string[]
  readonly resources: readonly GroupResources[]
  readonly namespaces: readonly string[]
  readonly urls: readonly string[]
  /** Those of the policy and of the rule. */
  readonly omitStages: readonly Stage[]
}

export interface AuditPolicy {
  /** In the order in which they are tried; at least one. */
  readonly rules: readonly AuditRule[]
  /** What the API server warns of, by line. */
  readonly warnings: readonly { readonly line: number; readonly text: string }[]
}

const policyFields = ['apiVersion', 'kind', 'metadata', 'rules', 'omitStages', 'omitManagedFields']
const ruleFields = [
  ...['level', 'users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs'],
  ...['omitStages', 'omitManagedFields'],
]
const resourceFields = ['group', 'resources', 'resourceNames']
const metadataTexts = ['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion']
const metadataMaps = ['labels', 'annotations']
const metadataTimes = ['creationTimestamp', 'deletionTimestamp']
const metadataFields = [
  ...[...metadataTexts, ...metadataMaps, ...metadataTimes, 'generation', 'deletionGracePeriodSeconds'],
  ...['ownerReferences', 'finalizers', 'managedFields'],
]

/** RFC 3339. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/
/** A DNS subdomain (RFC 1123) in lower case. */
const groupName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
/** Longest part of the file's own text that is told, in characters. */
const maxQuoted = 100

/** Reads a policy. Never throws: what the API server does not start with is `ok: false` with the reason. */
export function parseAuditPolicy(bytes: Uint8Array): Loaded<AuditPolicy> {
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) return { ...parsed, reason: parsed.reason.slice(0, 2 * maxQuoted) }
  try {
    return { ok: true, value: decodePolicy(parsed.root, parsed.duplicates) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ok: false, reason: error.message, ...(error.line !== undefined && { line: error.line }) }
  }
}

function decodePolicy(root: YamlNode, duplicates: readonly DuplicateKey[]): AuditPolicy {
  checkType(root)
  const unknown: UnknownField[] = []
  const fields = objectOf(root, '', policyFields, unknown)
  checkMetadata(fields.get('metadata'), unknown)
  checkBool(fields.get('omitManagedFields'), 'omitManagedFields')
  const omitted = stagesOf(fields, '')
  const rules = listOf(fields.get('rules'), 'rules').map((node, at) => decodeRule(node, at, omitted, unknown))
  if (rules.length === 0)
    throw new Refused('loaded illegal policy with 0 rules', fields.get('rules')?.line ?? root.line)
  return { rules, warnings: warningsOf(unknown, duplicates) }
}

/** Version and kind are looked for whatever the case of their names. A policy need not say that it is one. */
function checkType(root: YamlNode): void {
  if (root.value !== null && !(root.value instanceof Map)) objectOf(root, '', [], [])
  const version = typeField(root, 'apiVersion')
  const kind = typeField(root, 'kind')
  const [apiVersion, name] = [textOf(version, 'apiVersion'), textOf(kind, 'kind')]
  if (apiVersion === '') throw new Refused('unknown group version: apiVersion is missing', root.line)
  if (apiVersion !== 'audit.k8s.io/v1') throw new Refused('apiVersion is not audit.k8s.io/v1', version?.line)
  if (name !== '' && name !== 'Policy') throw new Refused('kind is not Policy', kind?.line)
}

function typeField(root: YamlNode, name: string): YamlNode | undefined {
  if (!(root.value instanceof Map)) return undefined
  return [...(root.value as Fields)]
    .filter(([key, { value }]) => key.toLowerCase() === name.toLowerCase() && value !== null)
    .sort(([a], [b]) => compare(a, b))
    .at(-1)?.[1]
}

function checkMetadata(node: YamlNode | undefined, unknown: UnknownField[]): void {
  if (!node) return
  const fields = objectOf(node, 'metadata', metadataFields, unknown)
  for (const name of metadataTexts) textOf(fields.get(name), `metadata.${name}`)
  for (const name of metadataTimes) {
    const node = fields.get(name)
    if (node && !time.test(textOf(node, `metadata.${name}`)))
      throw new Refused(`metadata.${name} is no time`, node.line)
  }
  for (const name of metadataMaps) {
    const map = fields.get(name)
    if (!map) continue
    objectOf(map, `metadata.${name}`, [], [])
    for (const each of (map.value as Fields).values()) textOf(each, `metadata.${name}`)
  }
}

function decodeRule(node: YamlNode, at: number, omitted: readonly Stage[], unknown: UnknownField[]): AuditRule {
  const path = `rules[${at}]`
  const fields = objectOf(node, path, ruleFields, unknown)
  const texts = (name: string) => textsOf(fields.get(name), `${path}.${name}`)
  checkBool(fields.get('omitManagedFields'), `${path}.omitManagedFields`)
  const resources = listOf(fields.get('resources'), `${path}.resources`)
  const rule: AuditRule = {
    line: node.line,
    level: levelOf(fields.get('level'), path, node.line),
    users: texts('users'),
    groups: texts('userGroups'),
    verbs: texts('verbs'),
    resources: resources.map((each, index) => decodeResources(each, `${path}.resources[${index}]`, unknown)),
    namespaces: texts('namespaces'),
    urls: texts('nonResourceURLs'),
    omitStages: [...new Set([...omitted, ...stagesOf(fields, path)])],
  }
  checkUrls(rule, fields.get('nonResourceURLs'), path)
  return rule
}

function levelOf(node: YamlNode | undefined, path: string, line: number): Level {
  const text = textOf(node, `${path}.level`)
  const level = levels.find((each) => each === text)
  if (level) return level
  const found = text === '' ? 'is missing' : `${quoted(text)} is none of ${levels.join(', ')}`
  throw new Refused(`${path}.level ${found}`, node?.line ?? line)
}

function stagesOf(fields: Fields, path: string): Stage[] {
  const node = fields.get('omitStages')
  const name = fieldPath(path, 'omitStages')
  return textsOf(node, name).map((text) => {
    const stage = stages.find((each) => each === text)
    if (stage) return stage
    throw new Refused(`${name}: ${quoted(text)} is none of ${stages.join(', ')}`, node?.line)
  })
}

function decodeResources(node: YamlNode, path: string, unknown: UnknownField[]): GroupResources {
  const fields = objectOf(node, path, resourceFields, unknown)
  const group = textOf(fields.get('group'), `${path}.group`)
  const resources = textsOf(fields.get('resources'), `${path}.resources`)
  const names = textsOf(fields.get('resourceNames'), `${path}.resourceNames`)
  if (group !== '' && group !== '*' && (group.length > 253 || !groupName.test(group)))
    throw new Refused(`${path}.group: ${quoted(group)} is no name of a group`, fields.get('group')?.line)
  if (names.length > 0 && resources.length === 0)
    throw new Refused(`${path}.resourceNames: requires at least one resource`, fields.get('resourceNames')?.line)
  return { group, resources, names }
}

function checkUrls(rule: AuditRule, node: YamlNode | undefined, path: string): void {
  const refuse = (words: string) => new Refused(`${path}.nonResourceURLs: ${words}`, node?.line)
  for (const url of rule.urls) {
    if (url === '*') continue
    if (!url.startsWith('/')) throw refuse(`${quoted(url)} does not begin with a slash`)
    if (url.slice(0, -1).includes('*')) throw refuse(`${quoted(url)} has a wildcard that is not its last character`)
  }
  if (rule.urls.length > 0 && (rule.resources.length > 0 || rule.namespaces.length > 0))
    throw refuse('a rule cannot apply to both resources and non-resource URLs')
}

function warningsOf(unknown: readonly UnknownField[], duplicates: readonly DuplicateKey[]): AuditPolicy['warnings'] {
  const fields = unknown.map(({ path, name, line }) => ({
    line,
    text: `unknown field ${quoted(fieldPath(path, name))} is ignored`,
  }))
  const keys = duplicates.map(({ key, line }) => ({ line, text: `${quoted(key)} is already set: this one counts` }))
  return [...fields, ...keys].sort((a, b) => a.line - b.line)
}

function quoted(text: string): string {
  return JSON.stringify(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text)
}
