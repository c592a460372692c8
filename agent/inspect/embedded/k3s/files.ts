// The configuration files of k3s (pkg/configfilearg of k3s).
import { posix } from 'node:path'
import type { Host } from '../../../host/host.ts'
import { failed, type Look, seen } from '../../../host/look.ts'
import type { Process } from '../../../host/proc.ts'
import { parseKubernetesYaml } from '../../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../../parse/yamlnode.ts'
import { changedSince } from '../../changed.ts'

/** Largest file that is read, in bytes. */
const fileLimit = 1024 * 1024
/** Most files of the directory beside the configuration. */
const maxFiles = 200

/** Letters and former names of options. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['c', 'config'],
  ['d', 'data-dir'],
  ['s', 'server'],
  ['t', 'token'],
  ['kube-controller-arg', 'kube-controller-manager-arg'],
])

/** The name that counts. */
export function optionName(written: string): string {
  return aliases.get(written) ?? written
}

/** Name of an option, its value, and where that stands. */
export type Found = readonly [name: string, value: string, place: string]

/** What the files say. */
export interface Files {
  readonly options: readonly Found[]
  readonly changed: readonly string[]
}

/** The file and those of the directory beside it, in the order of their names; later ones win. */
export async function readFiles(host: Host, process: Process, path: string): Promise<Look<Files>> {
  if (!path.startsWith('/')) return failed(`the configuration ${path} of k3s is not a path of the node`)
  const paths = await pathsOf(host, path)
  if (paths.status !== 'observed') return paths
  const options = new Map<string, Found[]>()
  const changed: string[] = []
  for (const each of paths.value) {
    const look = await host.root.read(each, fileLimit)
    if (look.status === 'absent') continue
    if (look.status !== 'observed') return { ...look, reason: `${each}: ${look.reason}` }
    if (changedSince(process, look.value)) changed.push(each)
    const error = takeFile(each, look.value.bytes, options)
    if (error !== undefined) return failed(error)
  }
  return seen({ options: [...options.values()].flat(), changed })
}

async function pathsOf(host: Host, path: string): Promise<Look<string[]>> {
  const directory = `${path}.d`
  const look = await host.root.list(directory)
  if (look.status === 'absent') return seen([path])
  if (look.status !== 'observed') return { ...look, reason: `${directory}: ${look.reason}` }
  const names = look.value.flatMap(({ name, type }) => (type !== 'directory' && /\.ya?ml$/i.test(name) ? [name] : []))
  if (names.length > maxFiles) return failed(`${directory}: more than the ${maxFiles} files that are read`)
  return seen([path, ...names.map((name) => posix.join(directory, name))])
}

/** A key replaces what came before; with a plus behind it adds to that. */
function takeFile(path: string, bytes: Uint8Array, options: Map<string, Found[]>): string | undefined {
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) return `file ${path}${parsed.line ? `:${parsed.line}` : ''}: ${parsed.reason}`
  const { value } = parsed.root
  if (value === null) return undefined
  if (!(value instanceof Map)) return `file ${path}: is no map`
  for (const [key, node] of value as ReadonlyMap<string, YamlNode>) {
    const written = key.replace(/\+$/, '')
    const name = optionName(written)
    const items = Array.isArray(node.value) ? (node.value as readonly YamlNode[]) : [node]
    const found = items.map((item): Found => [name, textOf(item), ` in ${path}:${item.line}`])
    options.set(name, key.endsWith('+') ? [...(options.get(name) ?? []), ...found] : found)
  }
  return undefined
}

/** As Go writes it. */
function textOf({ value }: YamlNode): string {
  return value === null || typeof value === 'object' ? '' : String(value)
}
