// What of a pod's manifest says which programs it runs.
import { posix } from 'node:path'
import type { YamlNode } from '../../parse/yamlnode.ts'

/** A container as its manifest has it. */
export interface ContainerSpec {
  /** `command` and `args`, variables in their places. */
  readonly words: readonly Word[]
  /** Variables with a value in the manifest. */
  readonly environment: ReadonlyMap<string, string>
  /** Variables whose value is taken from elsewhere. */
  readonly foreign: ReadonlySet<string>
  readonly mounts: readonly PodMount[]
  readonly image: string
}

/** What a container has from its pod's volumes. */
export interface PodMount {
  /** In the container. */
  readonly path: string
  /** On the host; absent for what the kubelet makes itself. */
  readonly hostPath?: string
}

export interface Word {
  readonly text: string
  /** True where it holds a variable whose value does not stand in the manifest. */
  readonly open: boolean
}

export interface PodSpec {
  readonly name: string
  readonly namespace: string
  readonly containers: readonly ContainerSpec[]
}

/** The pod of a manifest; nothing where it is none. */
export function podOf(root: YamlNode): PodSpec | undefined {
  const metadata = field(root, 'metadata')
  const name = text(field(metadata, 'name'))
  if (text(field(root, 'kind')) !== 'Pod' || text(field(root, 'apiVersion')) !== 'v1' || !name) return undefined
  const spec = field(root, 'spec')
  const volumes = hostPathsOf(items(field(spec, 'volumes')))
  const containers = items(field(spec, 'containers')).map((each) => containerOf(each, volumes))
  return { name, namespace: text(field(metadata, 'namespace')) || 'default', containers }
}

/** Volume → its path on the host. */
function hostPathsOf(volumes: readonly YamlNode[]): ReadonlyMap<string, string> {
  return new Map(
    volumes.flatMap((each) => {
      const [name, path] = [text(field(each, 'name')), text(field(field(each, 'hostPath'), 'path'))]
      return name && path ? [[name, path]] : []
    }),
  )
}

function mountOf(node: YamlNode, hostPaths: ReadonlyMap<string, string>): PodMount[] {
  const path = text(field(node, 'mountPath'))
  if (!path) return []
  const hostPath = hostPaths.get(text(field(node, 'name')) ?? '')
  // What a variable names below the volume is not known here.
  if (hostPath === undefined || field(node, 'subPathExpr')) return [{ path }]
  return [{ path, hostPath: posix.join(hostPath, text(field(node, 'subPath')) ?? '') }]
}

function containerOf(node: YamlNode, hostPaths: ReadonlyMap<string, string>): ContainerSpec {
  const { environment, foreign } = variablesOf(items(field(node, 'env')))
  const written = [...items(field(node, 'command')), ...items(field(node, 'args'))]
  const words = written.map((each) => {
    const raw = text(each) ?? ''
    return { text: expand(raw, environment), open: names(raw).some((name) => foreign.has(name)) }
  })
  const mounts = items(field(node, 'volumeMounts')).flatMap((each) => mountOf(each, hostPaths))
  return { words, environment, foreign, mounts, image: text(field(node, 'image')) ?? '' }
}

/** Variables may name those above them. What is taken from elsewhere, or from such a one, has no value here. */
function variablesOf(nodes: readonly YamlNode[]): { environment: Map<string, string>; foreign: Set<string> } {
  const environment = new Map<string, string>()
  const foreign = new Set<string>()
  for (const node of nodes) {
    const name = text(field(node, 'name'))
    if (!name) continue
    environment.delete(name)
    foreign.delete(name)
    const raw = text(field(node, 'value')) ?? ''
    if (field(node, 'valueFrom') || names(raw).some((each) => foreign.has(each))) foreign.add(name)
    else environment.set(name, expand(raw, environment))
  }
  return { environment, foreign }
}

/** `$(NAME)` is a variable, `$$` a dollar sign (third_party/forked/golang/expansion of Kubernetes). */
const reference = /\$(?:\$|\(([^)]*)\))/g

function names(raw: string): string[] {
  return [...raw.matchAll(reference)].flatMap((match) => match[1] ?? [])
}

/** What nobody defines stays as it is written. */
function expand(raw: string, environment: ReadonlyMap<string, string>): string {
  return raw.replace(reference, (whole, name?: string) => (name === undefined ? '$' : (environment.get(name) ?? whole)))
}

function field(node: YamlNode | undefined, name: string): YamlNode | undefined {
  const found = node?.value instanceof Map ? (node.value as ReadonlyMap<string, YamlNode>).get(name) : undefined
  return found?.value === null ? undefined : found
}

function items(node: YamlNode | undefined): readonly YamlNode[] {
  return Array.isArray(node?.value) ? (node.value as readonly YamlNode[]) : []
}

function text(node: YamlNode | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined
}
