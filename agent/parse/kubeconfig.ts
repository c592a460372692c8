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
  readonly authority?: Material
}

export interface KubeconfigUser {
  readonly name: string
  /** Absent for a user with a token or a command. */
  readonly certificate?: Material
  readonly key?: Material
}

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
    clusters: clusters.slice(0, maxEntries).map(({ name, fields }) => {
      const authority = materialOf(fields, 'certificate-authority', directory)
      return { name, ...(authority && { authority }) }
    }),
    users: users.slice(0, maxEntries).map(({ name, fields }) => {
      const certificate = materialOf(fields, 'client-certificate', directory)
      const key = materialOf(fields, 'client-key', directory)
      return { name, ...(certificate && { certificate }), ...(key && { key }) }
    }),
    more: clusters.length > maxEntries || users.length > maxEntries,
  }
}

type Fields = ReadonlyMap<string, YamlNode>

interface Named {
  readonly name: string
  readonly fields: Fields
}

/** A list of `{name, cluster}`. */
function namedOf(node: YamlNode | undefined, field: string): Named[] {
  const list = Array.isArray(node?.value) ? (node.value as readonly YamlNode[]) : []
  return list.map((each) => {
    const entry = mapOf(each)
    return { name: textOf(entry?.get('name')), fields: mapOf(entry?.get(field)) ?? new Map() }
  })
}

/** A name that stands twice, for which clientcmd refuses the file. */
function repeated(entries: readonly Named[]): string | undefined {
  const seen = new Set<string>()
  return entries.find(({ name }) => seen.size === seen.add(name).size)?.name
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
