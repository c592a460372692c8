// Who decides what a request may do: --authorization-mode, or the authorizers of --authorization-config
// (pkg/kubeapiserver/options/authorization.go, pkg/kubeapiserver/authorizer).
import type { Plain } from '../../../proto/value.ts'
import type { View } from '../controlplane/component.ts'
import {
  type ConfigKind,
  fieldOf,
  itemsOf,
  type ObjectNode,
  objectOf,
  readConfig,
  textOf,
} from '../controlplane/configfile.ts'
import { DoesNotLoad, type Fields, type Sourced } from '../kubelet/sourced.ts'

const authorizationKind: ConfigKind = {
  kind: 'AuthorizationConfiguration',
  versions: /^apiserver\.config\.k8s\.io\/v1((alpha|beta)1)?$/,
  names: ['authorizers'],
}

const modes: readonly string[] = ['AlwaysAllow', 'AlwaysDeny', 'ABAC', 'Webhook', 'RBAC', 'Node']

/** Flags that cannot stand beside --authorization-config. */
const legacyFlags: readonly string[] = [
  'authorization-mode',
  'authorization-webhook-cache-authorized-ttl',
  'authorization-webhook-cache-unauthorized-ttl',
  'authorization-webhook-config-file',
  'authorization-webhook-version',
]

/**
 * The flag's effective value: without any authorizer everything is allowed, and a configuration file leaves none to the
 * flag.
 */
export function completeModes(fields: Fields): void {
  const [mode, config] = [fields.get('authorization-mode') as Sourced, fields.get('authorization-config') as Sourced]
  if (mode.unknown || config.unknown) return
  if (config.value !== '' && !mode.set)
    fields.set('authorization-mode', { ...config, value: [], set: false, overridden: [] })
  if (config.value === '' && mode.set && textsOf(mode.value).length === 0)
    fields.set('authorization-mode', {
      ...mode,
      value: ['AlwaysAllow'],
      source: `${mode.source}, which is empty: default (kube-apiserver)`,
    })
}

/** Why the API server would not start with these flags. */
export function checkModes(fields: Fields): void {
  const value = (name: string) => fields.get(name)?.value
  const mode = fields.get('authorization-mode') as Sourced
  const config = fields.get('authorization-config') as Sourced
  if (typeof config.value === 'string' && config.value !== '') {
    const legacy = legacyFlags.find((name) => fields.get(name)?.set)
    if (legacy) throw refused(config, `cannot be specified together with --${legacy}`)
    return
  }
  if (mode.value === undefined) return
  const all = textsOf(mode.value)
  const wrong = all.find((each) => !modes.includes(each))
  if (wrong !== undefined) throw refused(mode, `authorization-mode "${wrong}" is not a valid mode`)
  if (new Set(all).size !== all.length) throw refused(mode, 'a mode is specified more than once')
  for (const [name, needed] of [
    ['authorization-policy-file', 'ABAC'],
    ['authorization-webhook-config-file', 'Webhook'],
  ] as const) {
    if (value(name) === '' && all.includes(needed)) throw refused(mode, `${needed} needs --${name}`)
    if (value(name) && !all.includes(needed))
      throw refused(fields.get(name) as Sourced, `cannot be specified without mode ${needed}`)
  }
}

function refused({ source }: Sourced, words: string): DoesNotLoad {
  return new DoesNotLoad(`${source}: ${words}`)
}

export function textsOf(value: Plain | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The types of the authorizers in their order. */
export async function authorizationModes(view: View): Promise<Sourced> {
  const config = view.fields.get('authorization-config') as Sourced
  if (config.unknown) return { ...config, overridden: [] }
  if (config.value === '') return { ...(view.fields.get('authorization-mode') as Sourced), overridden: [] }
  const file = await readConfig(view, config, authorizationKind)
  if ('unknown' in file) return { ...config, value: undefined, unknown: file.unknown, overridden: [] }
  const types = authorizersOf(file.root)
  if (types.includes('ABAC') && view.fields.get('authorization-policy-file')?.value === '')
    throw new DoesNotLoad(`${file.root.source}: ABAC needs --authorization-policy-file`)
  return { value: types, source: `file ${config.value}`, set: true, overridden: [] }
}

function authorizersOf(root: ObjectNode): string[] {
  const items = itemsOf(root, 'authorizers')
  if (items.length === 0)
    throw new DoesNotLoad(`${root.source}: authorizers: at least one authorization mode must be defined`)
  const types: string[] = []
  const names = new Set<string>()
  for (const item of items) {
    const authorizer = objectOf(item, root.path, ['type', 'name', 'webhook'])
    const [type, name] = [textOf(authorizer, 'type'), textOf(authorizer, 'name')]
    checkAuthorizer(authorizer, type, name, types)
    if (names.has(name)) throw new DoesNotLoad(`${authorizer.source}: name: Duplicate value: "${name}"`)
    types.push(type)
    names.add(name)
  }
  return types
}

/** A subdomain of RFC 1123. */
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

function checkAuthorizer(authorizer: ObjectNode, type: string, name: string, before: readonly string[]): void {
  const refuse = (words: string) => new DoesNotLoad(`${authorizer.source}: ${words}`)
  if (type === '') throw refuse('type: Required value')
  if (!modes.includes(type)) throw refuse(`type: Unsupported value: "${type}"`)
  if (before.includes(type) && type !== 'Webhook') throw refuse(`type: Duplicate value: "${type}"`)
  if (name === '') throw refuse('name: Required value')
  if (name.length > 253 || !subdomain.test(name)) throw refuse(`name: "${name}" is invalid`)
  const webhook = fieldOf(authorizer, 'webhook')
  if (type === 'Webhook' && !webhook) throw refuse('webhook: required when type=Webhook')
  if (type === 'Webhook') return
  if (webhook) throw refuse('webhook: may only be specified when type=Webhook')
  if (name !== type.toLowerCase())
    throw refuse(`expected name ${type.toLowerCase()} for authorizer ${type} instead of ${name}`)
}
