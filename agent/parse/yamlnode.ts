// What YAML and JSON are read into, and how far.
import type { Scalar } from './goyamlscalar.ts'

/** A value with the line that it stands on; a map's entries have the line of their key. */
export interface YamlNode {
  /** From 1. */
  readonly line: number
  readonly value: Scalar | readonly YamlNode[] | ReadonlyMap<string, YamlNode>
}

/** A key that stood more than once in one map. */
export interface DuplicateKey {
  readonly key: string
  readonly line: number
}

export type YamlResult =
  | { readonly ok: true; readonly root: YamlNode; readonly duplicates: readonly DuplicateKey[] }
  | { readonly ok: false; readonly reason: string; readonly line?: number }

/** Deepest nesting that is read. */
export const maxDepth = 100
/** Most nodes of a document, copies through aliases included. */
export const maxNodes = 100_000

/** Ends the reading: the document cannot be what a component loads. */
export class Refused extends Error {
  readonly line: number | undefined
  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}
