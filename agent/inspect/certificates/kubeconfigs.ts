import type { Host } from '../../host/host.ts'
import { type Material, parseKubeconfig } from '../../parse/kubeconfig.ts'
import { type FileFact, type Group, type Outcome, reasonsOf, unseenFile, usesOf } from './group.ts'
import { type Content, contentOf } from './pemfile.ts'
import { pathWithin, placeNamed, readPointed } from './pointed.ts'
import type { KeyPointer, Pointer } from './pointer.ts'
import { claimOf, type Reader } from './reader.ts'

interface LoadedKubeconfig extends Outcome {
  /** The files that it names. */
  readonly pointers: readonly Pointer[]
}

/** One field of a kubeconfig that holds or names certificates. */
interface Field {
  readonly material: Material
  readonly role: 'server-ca' | 'client'
  /** `cluster kubernetes`, `user kubernetes-admin`. */
  readonly of: string
  readonly key?: Material
}

/** Reads a kubeconfig, whose certificates may be in it or in files that it names. */
export async function loadKubeconfig(
  host: Host,
  reader: Reader,
  pointers: readonly Pointer[],
): Promise<LoadedKubeconfig> {
  const path = pointers[0]?.path ?? ''
  const look = await readPointed(host, pointers)
  if (look.status !== 'observed') return { ...authoritiesUnseen(unseenFile(look, pointers)), pointers: [] }
  const parsed = parseKubeconfig(look.value.bytes, pathWithin(pointers))
  const none = { groups: [], files: [], gaps: [], pointers: [] }
  if (!parsed.ok) {
    // Another configuration has this usual place on this node.
    if (parsed.kind !== undefined && pointers.every(({ optional }) => optional)) return none
    const file: FileFact = {
      ...reasonsOf(pointers),
      presence: 'present',
      reason: parsed.reason,
      certificates: 0,
      privateKeys: 0,
    }
    return { ...none, files: [file], gaps: [{ path, reason: parsed.reason }] }
  }
  const fields: Field[] = [
    ...parsed.clusters.flatMap(({ name, authority }): Field[] =>
      authority ? [{ material: authority, role: 'server-ca', of: `cluster ${name}` }] : [],
    ),
    ...parsed.users.flatMap(({ name, certificate, key }): Field[] =>
      certificate ? [{ material: certificate, role: 'client', of: `user ${name}`, ...(key && { key }) }] : [],
    ),
  ]
  const read = await Promise.all(fields.map((field) => readField(field, path, pointers, reader)))
  const more = parsed.more ? ['more clusters or users than are read'] : []
  const unread = [...read.flatMap(({ unread }) => unread), ...more].join('; ')
  const file: FileFact = {
    ...reasonsOf(pointers),
    presence: 'present',
    reason: unread,
    certificates: read.reduce((sum, { groups }) => sum + (groups[0]?.certificates.length ?? 0), 0),
    privateKeys: parsed.users.filter(({ key }) => key?.kind === 'data').length,
  }
  return {
    groups: read.flatMap(({ groups }) => groups),
    files: [file],
    gaps: unread ? [{ path, reason: unread }] : [],
    pointers: read.flatMap((each) => each.pointers),
  }
}

/** A kubeconfig names an authority, too: that one is as unknown as its client certificate. */
function authoritiesUnseen(outcome: Outcome): Outcome {
  const groups = outcome.groups.map(
    (group): Group => ({ ...group, uses: group.uses.map((use) => ({ ...use, role: 'server-ca' })) }),
  )
  return { ...outcome, groups }
}

interface ReadField {
  readonly groups: readonly Group[]
  readonly pointers: readonly Pointer[]
  readonly unread: readonly string[]
}

async function readField(field: Field, path: string, pointers: readonly Pointer[], reader: Reader): Promise<ReadField> {
  const source = `kubeconfig ${path}, ${field.of}`
  const told = pointers.filter(({ named }) => named)
  const given = told.length > 0 ? told : pointers
  const own = given.map((each): Pointer => {
    const use = { component: each.use?.component ?? 'kubeconfig', role: field.role, source }
    const key = field.key && keyOf(field.key, source, each)
    return { path, format: 'pem', use, foundBy: source, named: each.named, ...(key && { key }) }
  })
  const [first] = own as [Pointer]
  const keyPointers =
    field.key?.kind === 'file' ? [{ ...withoutUse(first), ...placeNamed(given[0] as Pointer, field.key.path) }] : []
  const { material } = field
  if (material.kind === 'broken') {
    const broken: Group = { path, certificates: [], uses: usesOf(own), keys: [], partial: material.reason }
    return { groups: [broken], pointers: keyPointers, unread: [`${field.of}: ${material.reason}`] }
  }
  if (material.kind === 'file') {
    const named = own.map((each, at) => ({ ...each, ...placeNamed(given[at] as Pointer, material.path) }))
    return { groups: [], pointers: [...named, ...keyPointers], unread: [] }
  }
  const content: Content = contentOf(material.bytes)
  const unread = content.unread || (content.certificates.length === 0 ? content.remark : '')
  const group: Group = {
    path,
    certificates: content.certificates,
    uses: usesOf(own),
    keys: first.key ? [await claimOf(reader, first.key)] : [],
    partial: content.unread,
  }
  return { groups: [group], pointers: keyPointers, unread: unread ? [`${field.of}: ${unread}`] : [] }
}

function withoutUse({ use: _use, key: _key, ...rest }: Pointer): Pointer {
  return rest
}

function keyOf(material: Material, source: string, pointer: Pointer): KeyPointer {
  if (material.kind === 'file') {
    const { path, unseen } = placeNamed(pointer, material.path)
    return unseen === undefined
      ? { path, source }
      : { key: { ok: false, reason: `private key ${path}: ${unseen}` }, source }
  }
  if (material.kind === 'broken') return { key: { ok: false, reason: `client-key-data ${material.reason}` }, source }
  const { key } = contentOf(material.bytes)
  return { key: key ?? { ok: false, reason: 'client-key-data holds no private key' }, source }
}
