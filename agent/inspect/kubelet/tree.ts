// Configuration files as trees of which every value knows where it stands, and their merge.
import type { Plain } from '../../../proto/value.ts'
import type { Scalar } from '../../parse/goyamlscalar.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { type Overridden, type Sourced, winsOver } from './sourced.ts'

/** A value of a file. */
export type Data = Scalar | readonly Data[] | ReadonlyMap<string, Data>

export type Tree = Leaf | Branch | Deleted

interface Placed {
  readonly source: string
  /** False for a default. */
  readonly set: boolean
  readonly overridden: readonly Overridden[]
}

/** A scalar or a list. */
export interface Leaf extends Placed {
  readonly kind: 'leaf'
  readonly data: Data
  /** Set where the value has been decoded before. */
  readonly decoded?: Sourced
}

export interface Branch extends Placed {
  readonly kind: 'branch'
  readonly entries: ReadonlyMap<string, Tree>
}

/** Taken away by a `null`: the default holds again. */
export interface Deleted {
  readonly kind: 'deleted'
  readonly overridden: readonly Overridden[]
}

/** The tree of a file. `path` is the file's, for the sources. */
export function treeOf(node: YamlNode, path: string): Leaf | Branch {
  const placed = { source: `file ${path}:${node.line}`, set: true, overridden: [] }
  if (!(node.value instanceof Map)) return { kind: 'leaf', data: dataOf(node), ...placed }
  const entries = [...(node.value as ReadonlyMap<string, YamlNode>)]
  return { kind: 'branch', entries: new Map(entries.map(([key, each]) => [key, treeOf(each, path)])), ...placed }
}

function dataOf(node: YamlNode): Data {
  if (Array.isArray(node.value)) return node.value.map(dataOf)
  if (!(node.value instanceof Map)) return node.value as Scalar
  return new Map([...(node.value as ReadonlyMap<string, YamlNode>)].map(([key, each]) => [key, dataOf(each)]))
}

/** A JSON merge patch (RFC 7396): maps merge by key, null deletes, everything else replaces. */
export function mergePatch(target: Tree | undefined, patch: Leaf | Branch): Leaf | Branch {
  const overridden = lostBy(target)
  if (patch.kind === 'leaf') return { ...patch, overridden }
  const entries = new Map<string, Tree>(target?.kind === 'branch' ? target.entries : [])
  for (const [key, each] of patch.entries) {
    if (each.kind === 'deleted') continue
    if (each.kind === 'leaf' && each.data === null)
      entries.set(key, { kind: 'deleted', overridden: lostBy(entries.get(key)) })
    else entries.set(key, mergePatch(entries.get(key), each))
  }
  return { ...patch, entries, overridden }
}

function lostBy(tree: Tree | undefined): readonly Overridden[] {
  if (!tree || tree.kind === 'deleted') return tree?.overridden ?? []
  return winsOver({ ...tree, value: plainOf(tree) })
}

function plainOf(tree: Tree): Plain {
  if (tree.kind === 'leaf') return tree.decoded?.value ?? toPlain(tree.data)
  if (tree.kind === 'deleted') return ''
  return Object.fromEntries(
    [...tree.entries].filter(([, each]) => each.kind !== 'deleted').map(([key, each]) => [key, plainOf(each)]),
  )
}

/** Null, which settings do not have, becomes the empty text; whole numbers beyond 2^53 lose their last digits. */
export function toPlain(data: Data): Plain {
  if (data === null) return ''
  if (typeof data === 'bigint') return Number(data)
  if (data instanceof Map) {
    const entries = [...(data as ReadonlyMap<string, Data>)].filter(([, each]) => each !== null)
    return Object.fromEntries(entries.map(([key, each]) => [key, toPlain(each)]))
  }
  return Array.isArray(data) ? data.map(toPlain) : (data as boolean | number | string)
}
