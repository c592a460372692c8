import type { SourcedInt, SourcedString } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import { type Unseen, why } from '../../host/look.ts'
import type { PrivateKey } from '../../parse/pemkey.ts'
import type { Loaded } from './pemfile.ts'
import type { Missing, Pointer, Use } from './pointer.ts'
import type { Served } from './serves.ts'

/** Certificates that are used together: those of one file, or of one field of a kubeconfig. */
export interface Group {
  /** The file; the kubeconfig for what it embeds. */
  readonly path: string
  readonly certificates: readonly Loaded[]
  readonly uses: readonly Use[]
  /** What the first of them has to stand for; nothing where that is not told. */
  readonly serves?: readonly Served[]
  /** The private keys that are used with the first of them. */
  readonly keys: readonly KeyClaim[]
  /** Why there may be more certificates than these. Empty when there are not. */
  readonly partial: string
}

/** A private key that is used with a certificate, and what says so. */
export interface KeyClaim {
  readonly source: string
  readonly key: PrivateKey
}

/** How a file is written; empty for one that was not read, or holds nothing of the kind. */
export type Format = '' | 'pem' | 'der' | 'pkcs12' | 'kubeconfig'

/** A file that was looked at. */
export interface FileFact {
  readonly path: string
  readonly presence: 'present' | 'absent' | 'unknown'
  readonly reason: string
  readonly foundBy: string
  readonly named: boolean
  readonly certificates: number
  readonly privateKeys: number
  readonly format?: Format
  /** Of what the path leads to; not told of kubeconfigs. */
  readonly mode?: SourcedString
  readonly uid?: SourcedInt
}

/** What came of the pointers to one path, or to several. */
export interface Outcome {
  readonly groups: readonly Group[]
  readonly files: readonly FileFact[]
  readonly gaps: readonly Missing[]
}

/** Pointers by their path, in the order of the paths. */
export function byPath(pointers: readonly Pointer[]): [string, Pointer[]][] {
  const found = new Map<string, Pointer[]>()
  for (const each of pointers) {
    const same = found.get(each.path)
    if (same) same.push(each)
    else found.set(each.path, [each])
  }
  return [...found].sort(([a], [b]) => compare(a, b))
}

/** The uses of all pointers, each once, sorted. */
export function usesOf(pointers: readonly Pointer[]): Use[] {
  const uses = new Map(pointers.flatMap(({ use }) => (use ? [[wordsOf(use), use] as const] : [])))
  return [...uses].sort(([a], [b]) => compare(a, b)).map(([, use]) => use)
}

/** What the certificate of these pointers has to stand for, each name once, sorted. */
export function servedBy(pointers: readonly Pointer[]): Served[] {
  const names = new Map(pointers.flatMap(({ serves = [] }) => serves.map((each) => [each.name, each] as const)))
  return [...names.values()].sort((a, b) => compare(a.name, b.name))
}

function wordsOf({ component, role, source }: Use): string {
  return [component, role, source].join('\0')
}

/** Why a file is looked at, from all that point at it. */
export function reasonsOf(pointers: readonly Pointer[]): Pick<FileFact, 'path' | 'foundBy' | 'named'> {
  const named = pointers.filter((each) => each.named)
  const told = named.length > 0 ? named : pointers
  return {
    path: pointers[0]?.path ?? '',
    foundBy: [...new Set(told.map(({ foundBy }) => foundBy))].sort(compare).join(', '),
    named: named.length > 0,
  }
}

/**
 * A file that is not there, or cannot be read. What processes in containers name may be there for them: it is absent
 * only where a process of the node itself says so, too.
 */
export function unseenFile(look: Unseen, pointers: readonly Pointer[]): Outcome {
  const told = pointers.filter(({ optional }) => !optional)
  const otherwise = told.length > 0 && told.every((each) => each.otherwise) ? told[0]?.otherwise : undefined
  const isLink = look.status === 'absent' && look.missing !== undefined
  if (look.status === 'absent' && told.length === 0 && !isLink) return { groups: [], files: [], gaps: [] }
  const presence = look.status === 'absent' && otherwise === undefined ? 'absent' : 'unknown'
  const reason = look.status === 'absent' ? (otherwise ?? look.reason ?? '') : look.reason
  const reasons = reasonsOf(pointers)
  const uses = usesOf(pointers)
  const partial = reason || why(look)
  return {
    groups: uses.length > 0 ? [{ path: reasons.path, certificates: [], uses, keys: [], partial }] : [],
    files: [{ ...reasons, presence, reason, certificates: 0, privateKeys: 0, format: '' }],
    gaps: presence === 'unknown' ? [{ path: reasons.path, reason }] : [],
  }
}
