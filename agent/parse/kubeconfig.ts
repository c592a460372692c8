// kubeconfig files as client-go's clientcmd loads them: data wins over a path, relative paths start beside the file.
import { posix } from 'node:path'
import { parseKubernetesYaml } from './kubernetesyaml.ts'
import type { YamlNode } from './yamlnode.ts'

/** Certificates or a key, in the file itself or in another one. */
export type Material =
  /** PEM text, decoded. */
  | { readonly kind: 'data'; readonly bytes: Buffer; readonly line: number }
  /** An absolute path. */
  | { readonly kind: 'file'; readonly path: string; readonly line: number }
  /** Data that is not base64: the file does not load. */
  | { readonly kind: 'broken'; readonly reason: string; readonly line: number }

export interface KubeconfigCluster {
  readonly name: string
  /** Address of the API server, without the password that it may hold; empty where none is given. */
  readonly server: string
  /** Whether whoever answers is taken for the API server. */
  readonly insecure: boolean
  readonly authority?: Material
  readonly line: number
}

export interface KubeconfigUser {
  readonly name: string
  /** By what it proves who it is, in the order of the list. Empty: by nothing. */
  readonly credentials: readonly Credential[]
  /** Whether a secret stands in the file itself. */
  readonly embedsSecret: boolean
  readonly line: number
  /** Absent for a user with a token or a command. */
  readonly certificate?: Material
  readonly key?: Material
}

/** Kinds of credentials, by the field that gives them. */
const credentialFields = {
  'client-certificate': ['client-certificate', 'client-certificate-data'],
  token: ['token'],
  'token-file': ['tokenFile'],
  password: ['username', 'password'],
  exec: ['exec'],
  'auth-provider': ['auth-provider'],
} as const

export type Credential = keyof typeof credentialFields
const secretFields = ['client-key-data', 'token', 'password', 'auth-provider']

export type Kubeconfig =
  | {
      readonly ok: true
      readonly clusters: readonly KubeconfigCluster[]
      readonly users: readonly KubeconfigUser[]
      /** True when there are more than are read. */
      readonly more: boolean
    }
  /** `kind` is what the file says that it is, when that is something else. */
  | { readonly ok: false; readonly reason: string; readonly kind?: string }

/** Longest address that is told, in characters. */
const maxServer = 1000
/** Most clusters, and most users, that are read. */
const maxEntries = 100

/** Reads a kubeconfig that lies at `path`. Never throws. */
export function parseKubeconfig(bytes: Uint8Array, path: string): Kubeconfig {
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) return { ok: false, reason: parsed.line ? `line ${parsed.line}: ${parsed.reason}` : parsed.reason }
  const root = mapOf(parsed.root)
  if (!root) return { ok: false, reason: 'not a kubeconfig' }
  const kind = textOf(root.get('kind'))
  if (kind && kind !== 'Config') return { ok: false, reason: `a ${kind}, not a kubeconfig`, kind }
  const directory = posix.dirname(path)
  const [clusters, users] = [namedOf(root.get('clusters'), 'cluster'), namedOf(root.get('users'), 'user')]
  const twice = repeated(clusters) ?? repeated(users)
  if (twice !== undefined) return { ok: false, reason: `the name "${twice}" stands twice` }
  return {
    ok: true,
    clusters: clusters.slice(0, maxEntries).map(({ name, fields, line }) => {
      const authority = materialOf(fields, 'certificate-authority', directory)
      const insecure = fields.get('insecure-skip-tls-verify')?.value === true
      return {
        name,
        server: withoutPassword(textOf(fields.get('server'))),
        insecure,
        line,
        ...(authority && { authority }),
      }
    }),
    users: users.slice(0, maxEntries).map(({ name, fields, line }) => {
      const certificate = materialOf(fields, 'client-certificate', directory)
      const key = materialOf(fields, 'client-key', directory)
      const embedsSecret = secretFields.some((field) => isGiven(fields.get(field)))
      const kinds = { credentials: credentialsOf(fields), embedsSecret, line }
      return { name, ...kinds, ...(certificate && { certificate }), ...(key && { key }) }
    }),
    more: clusters.length > maxEntries || users.length > maxEntries,
  }
}

type Fields = ReadonlyMap<string, YamlNode>

interface Named {
  readonly name: string
  readonly fields: Fields
  readonly line: number
}

/** A list of `{name, cluster}`. */
function namedOf(node: YamlNode | undefined, field: string): Named[] {
  const list = Array.isArray(node?.value) ? (node.value as readonly YamlNode[]) : []
  return list.map((each) => {
    const entry = mapOf(each)
    return { name: textOf(entry?.get('name')), fields: mapOf(entry?.get(field)) ?? new Map(), line: each.line }
  })
}

/** A name that stands twice, for which clientcmd refuses the file. */
function repeated(entries: readonly Named[]): string | undefined {
  const seen = new Set<string>()
  return entries.find(({ name }) => seen.size === seen.add(name).size)?.name
}

function credentialsOf(fields: Fields): Credential[] {
  return (Object.keys(credentialFields) as Credential[]).filter((kind) =>
    credentialFields[kind].some((field) => isGiven(fields.get(field))),
  )
}

function isGiven(node: YamlNode | undefined): boolean {
  return node !== undefined && node.value !== null && node.value !== undefined && node.value !== ''
}

/** Go takes what stands before an @ for a user and a password. */
function withoutPassword(server: string): string {
  return server.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1').slice(0, maxServer)
}

function materialOf(fields: Fields, name: string, directory: string): Material | undefined {
  const data = fields.get(`${name}-data`)
  const text = textOf(data)
  if (data && text !== '') return dataOf(text, data.line)
  const written = fields.get(name)
  const path = textOf(written)
  if (!written || path === '') return undefined
  return { kind: 'file', path: path.startsWith('/') ? path : posix.join(directory, path), line: written.line }
}

function dataOf(text: string, line: number): Material {
  const packed = text.replaceAll(/[\r\n]/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
    return { kind: 'broken', reason: 'is not base64', line }
  return { kind: 'data', bytes: Buffer.from(packed, 'base64'), line }
}

function mapOf(node: YamlNode | undefined): Fields | undefined {
  return node?.value instanceof Map ? (node.value as Fields) : undefined
}

function textOf(node: YamlNode | undefined): string {
  return typeof node?.value === 'string' ? node.value : ''
}
