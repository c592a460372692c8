import type { Host } from '../../host/host.ts'
import { failed, type Look } from '../../host/look.ts'
import { authorityRoles } from './flags.ts'
import {
  byPath,
  type FileFact,
  type Group,
  type KeyClaim,
  type Outcome,
  reasonsOf,
  servedBy,
  unseenFile,
  usesOf,
} from './group.ts'
import { loadKubeconfig } from './kubeconfigs.ts'
import type { Content } from './pemfile.ts'
import type { Missing, Pointer } from './pointer.ts'
import { claimOf, claimsOf, contentReader, type Reader } from './reader.ts'

/** Reads all that is pointed at, each file once, and what kubeconfigs name. */
export async function loadAll(host: Host, pointers: readonly Pointer[]): Promise<Outcome> {
  const read = contentReader(host)
  const outcomes: Outcome[] = []
  const others = pointers.filter(({ format }) => format === 'pem')
  for (const [, same] of byPath(pointers.filter(({ format }) => format === 'kubeconfig'))) {
    const loaded = await loadKubeconfig(host, read, same)
    outcomes.push({ ...loaded, files: loaded.files.map(asKubeconfig) })
    others.push(...loaded.pointers)
  }
  const all = byPath(others)
  const looked = new Set(all.map(([path]) => path))
  for (const [, same] of all) outcomes.push(await loadPem(read, same, looked))
  return {
    groups: outcomes.flatMap(({ groups }) => groups),
    files: outcomes.flatMap(({ files }) => files),
    gaps: outcomes.flatMap(({ gaps }) => gaps),
  }
}

/** @param looked paths that have their own entry, to which those of keys beside a certificate are added */
async function loadPem(read: Reader, pointers: readonly Pointer[], looked: Set<string>): Promise<Outcome> {
  const path = pointers[0]?.path ?? ''
  const look = await lookAt(read, path, pointers)
  if (look.status !== 'observed') return unseenFile(look, pointers)
  const content = look.value
  const uses = usesOf(pointers)
  const keys = await claimsOf(read, pointers)
  const files = [fileOf(pointers, content)]
  if (keys.length === 0 && uses.every(({ role }) => authorityRoles.has(role))) {
    const beside = await keyBeside(read, path, content, looked)
    keys.push(...beside.keys)
    files.push(...beside.files)
  }
  const groups =
    content.certificates.length > 0 || uses.length > 0
      ? [{ path, certificates: content.certificates, uses, serves: servedBy(pointers), keys, partial: content.unread }]
      : []
  return { groups, files, gaps: content.unread ? [{ path, reason: content.unread }] : [] }
}

function asKubeconfig(file: FileFact): FileFact {
  return file.presence === 'present' ? { ...file, format: 'kubeconfig' } : file
}

async function lookAt(read: Reader, path: string, pointers: readonly Pointer[]): Promise<Look<Content>> {
  const unseen = pointers.every((each) => each.unseen) ? pointers[0]?.unseen : undefined
  return unseen === undefined ? read(path) : failed(unseen)
}

function fileOf(pointers: readonly Pointer[], content: Content): FileFact {
  return {
    ...reasonsOf(pointers),
    presence: 'present',
    reason: [content.unread, content.remark].filter(Boolean).join('; '),
    certificates: content.certificates.length,
    privateKeys: content.keys,
    format: content.format,
    ...(content.state && ownedBy(content.state)),
  }
}

function ownedBy({ mode, uid, target }: NonNullable<Content['state']>): Pick<FileFact, 'mode' | 'uid'> {
  const source = `state of ${target}`
  return { mode: { value: mode.toString(8).padStart(4, '0'), source }, uid: { value: uid, source } }
}

/** The private key of an authority, or of what nobody names: in the same file, or in one named alike. */
async function keyBeside(
  read: Reader,
  path: string,
  content: Content,
  looked: Set<string>,
): Promise<{ keys: readonly KeyClaim[]; files: readonly FileFact[] }> {
  if (content.key) return { keys: [await claimOf(read, { path, source: 'the same file' })], files: [] }
  const beside = path.replace(/\.crt$/, '.key')
  if (beside === path || content.certificates.length === 0) return { keys: [], files: [] }
  const look = await read(beside)
  if (look.status === 'absent') return { keys: [], files: [] }
  const pointer: Pointer = { path: beside, format: 'pem', foundBy: `beside ${path}`, named: false, optional: true }
  const keys = [await claimOf(read, { path: beside, source: 'file beside it' })]
  if (looked.has(beside)) return { keys, files: [] }
  looked.add(beside)
  return {
    keys,
    files: look.status === 'observed' ? [fileOf([pointer], look.value)] : unseenFile(look, [pointer]).files,
  }
}

/** Most certificates of a node that are told of, and most bytes that they may have together. */
export const nodeLimit = { certificates: 2000, bytes: 2 * 1024 * 1024 }

/** The groups as far as the limits allow, in the order of their paths. */
export function limited(groups: readonly Group[]): { groups: Group[]; gaps: Missing[] } {
  const left = { ...nodeLimit }
  const gaps: Missing[] = []
  const kept = groups.map((group) => {
    const certificates = group.certificates.filter(({ certificate }) => {
      left.certificates -= 1
      left.bytes -= certificate.size
      return left.certificates >= 0 && left.bytes >= 0
    })
    const lost = group.certificates.length - certificates.length
    if (lost === 0) return group
    const reason = `${lost} certificates are left out: the node has more than ${nodeLimit.certificates}, or ${nodeLimit.bytes} bytes`
    gaps.push({ path: group.path, reason })
    return { ...group, certificates, partial: reason }
  })
  return { groups: kept, gaps }
}
