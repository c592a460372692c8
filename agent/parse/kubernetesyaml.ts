// YAML and JSON as the Kubernetes components read their configuration files: through go-yaml v2 (YAML 1.1) or, when the
// text begins with a brace, through Go's JSON decoder.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { resolvePlain, type Scalar } from './goyamlscalar.ts'
import { readJson } from './kubernetesjson.ts'
import { type DuplicateKey, maxDepth, maxNodes, Refused, type YamlNode, type YamlResult } from './yamlnode.ts'

/**
 * Reads the first document. Of duplicate keys the last wins and replaces the earlier one whole. Never throws: what
 * Kubernetes would refuse, or what is too large to be a configuration, is `ok: false` with the reason.
 */
export function parseKubernetesYaml(bytes: Uint8Array): YamlResult {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { ok: false, reason: 'yaml: invalid UTF-8' }
  }
  try {
    return /^\s*\{/.test(text) && !text.startsWith('\uFEFF') ? readJson(text) : readYaml(text)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message, ...(error.line && { line: error.line }) }
    // The library recurses: nesting that is too deep ends its stack.
    if (error instanceof RangeError) return { ok: false, reason: 'yaml: nested too deeply' }
    return { ok: false, reason: `yaml: ${error instanceof Error ? error.message : String(error)}` }
  }
}

interface Reading {
  readonly lines: LineCounter
  /** Anchor → node, as of the place that is read: a later anchor of the same name replaces it. */
  readonly anchors: Map<string, Node>
  /** Nodes that are being read: an alias to one of them would never end. */
  readonly open: Set<Node>
  readonly duplicates: DuplicateKey[]
  count: number
}

function readYaml(text: string): YamlResult {
  const lines = new LineCounter()
  // The failsafe schema leaves every scalar as it is written: what it means is decided here, as Go does.
  const options = { version: '1.1', schema: 'failsafe', uniqueKeys: false, strict: false, lineCounter: lines } as const
  const document = [...parseAllDocuments(text, { ...options, logLevel: 'silent' })][0] as Document.Parsed | undefined
  const error = document?.errors[0]
  if (error) return { ok: false, reason: `yaml: ${firstLine(error.message)}`, line: lines.linePos(error.pos[0]).line }
  const { explicit, version } = document?.directives.yaml ?? {}
  if (explicit && version !== '1.1') return { ok: false, reason: 'yaml: found incompatible YAML document' }
  const reading: Reading = { lines, anchors: new Map(), open: new Set(), duplicates: [], count: 0 }
  const root = readNode(document?.contents ?? null, reading, 1, 0)
  return { ok: true, root, duplicates: reading.duplicates }
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] as string).replace(/ at line \d+, column \d+:?$/, '')
}

function readNode(node: Node | null, reading: Reading, line: number, depth: number): YamlNode {
  reading.count += 1
  if (reading.count > maxNodes) throw new Refused('yaml: document contains excessive aliasing or too many nodes', line)
  if (depth > maxDepth) throw new Refused('yaml: nested too deeply', line)
  if (node === null) return { line, value: null }
  if (isAlias(node)) return { line, value: readAlias(node.source, reading, line, depth) }
  if (isScalar(node)) {
    remember(node, reading)
    return { line, value: resolveScalar(node, line) }
  }
  if (!isMap(node) && !isSeq(node)) throw new Refused('yaml: unknown node', line)
  remember(node, reading)
  reading.open.add(node)
  const value = isMap(node)
    ? readMap(node.items as readonly MapItem[], reading, line, depth)
    : node.items.map((item) =>
        readNode(item as Node | null, reading, lineOf(item as Node | null, reading, line), depth + 1),
      )
  reading.open.delete(node)
  return { line, value }
}

function remember(node: Node & { anchor?: string }, reading: Reading): void {
  if (node.anchor) reading.anchors.set(node.anchor, node)
}

function lineOf(node: Node | null, reading: Reading, otherwise: number): number {
  return node?.range ? reading.lines.linePos(node.range[0]).line : otherwise
}

function readAlias(name: string, reading: Reading, line: number, depth: number): YamlNode['value'] {
  const target = reading.anchors.get(name)
  if (!target) throw new Refused(`yaml: unknown anchor '${name}' referenced`, line)
  if (reading.open.has(target)) throw new Refused(`yaml: anchor '${name}' value contains itself`, line)
  return readNode(target, reading, line, depth + 1).value
}

type MapItem = { readonly key: Node | null; readonly value: Node | null }

/** Keys and merges take effect in the order in which they stand: a merge after a key wins over it. */
function readMap(items: readonly MapItem[], reading: Reading, line: number, depth: number): Map<string, YamlNode> {
  const entries = new Map<string, YamlNode>()
  const put = (key: string, node: YamlNode, at: number) => {
    if (entries.has(key)) reading.duplicates.push({ key, line: at })
    entries.set(key, node)
  }
  for (const { key, value } of items) {
    const keyLine = lineOf(key, reading, line)
    if (isScalar(key) && key.type === 'PLAIN' && key.value === '<<') {
      for (const [name, node] of readMerge(value, reading, keyLine, depth)) put(name, node, keyLine)
      continue
    }
    const name = keyName(readNode(key, reading, keyLine, depth + 1), keyLine)
    put(name, readNode(value, reading, keyLine, depth + 1), keyLine)
  }
  return entries
}

/** A map, or a list of maps of which earlier ones win. */
function readMerge(node: Node | null, reading: Reading, line: number, depth: number): Iterable<[string, YamlNode]> {
  const { value } = readNode(node, reading, line, depth + 1)
  if (value instanceof Map) return value
  const maps = Array.isArray(value) ? (value as readonly YamlNode[]).map((each) => each.value) : []
  if (maps.length === 0 || !maps.every((each) => each instanceof Map))
    throw new Refused('yaml: map merge requires map or sequence of maps as the value', line)
  return new Map(maps.reverse().flatMap((each) => [...(each as ReadonlyMap<string, YamlNode>)]))
}

/** Keys become JSON keys: numbers and booleans as their text; null and collections cannot. */
function keyName(key: YamlNode, line: number): string {
  const { value } = key
  if (value === null || typeof value === 'object') throw new Refused('unsupported map key', line)
  return String(value)
}

const core = 'tag:yaml.org,2002:'

function resolveScalar(node: { value: unknown; type?: string; tag?: string }, line: number): Scalar {
  const text = String(node.value ?? '')
  const tag = node.tag?.startsWith(core) ? node.tag.slice(core.length) : undefined
  if (node.tag === '!' || tag === 'str' || (node.type !== 'PLAIN' && !tag)) return text
  if (tag === 'binary') return decodeBase64(text, line)
  if (node.tag && !tag) return text
  const value = resolvePlain(text)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Refused('json: unsupported value', line)
  if (tag && !hasTag(value, tag)) throw new Refused(`yaml: cannot decode \`${text}\` as a !!${tag}`, line)
  return value
}

function hasTag(value: Scalar, tag: string): boolean {
  if (tag === 'null') return value === null
  if (tag === 'bool') return typeof value === 'boolean'
  if (tag === 'int') return typeof value === 'bigint' || Number.isInteger(value)
  if (tag === 'float') return typeof value === 'number' || typeof value === 'bigint'
  return tag === 'timestamp' || tag === 'merge'
}

function decodeBase64(text: string, line: number): string {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text.replace(/\s/g, ''))
    throw new Refused('yaml: !!binary value contains invalid base64 data', line)
  return bytes.toString()
}
