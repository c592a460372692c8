// Where the bytes of an executable come from: the image, or somebody since.
import { posix } from 'node:path'
import type { HostRoot } from '../host/root.ts'
import { type Mount, mountOf, unescapeMount } from '../parse/mountinfo.ts'
import type { LayerClass } from './observation.ts'
import type { Owner } from './packages/database.ts'
import type { Packages } from './packages.ts'

export interface Layer {
  readonly layer: LayerClass
  /** Why it is not known, or a word on it. */
  readonly reason: string
  /** Of a file of the host. */
  readonly owner?: Owner
}

/** What a file must be compared with when the writable layer holds a copy of it. */
export type SameContent = (upper: string, lower: string) => Promise<boolean | undefined>

export interface LayerQuestion {
  /** The executable, as its process sees it, links resolved. */
  readonly path: string
  /** True where the process has a root of its own: a container's. */
  readonly contained: boolean
  /** The mounts that the process sees. */
  readonly mounts: readonly Mount[]
  /** The files of the machine, where the layers of an overlay are. */
  readonly host: HostRoot
  readonly packages: Pick<Packages, 'owner'>
  /** Compares two files of the machine; undefined where it cannot. */
  readonly same: SameContent
}

const memoryTypes = new Set(['tmpfs', 'ramfs'])
/** Most layers of an image that are looked through. */
const maxLowers = 500

/** The layer of a file that has a name and exists. */
export async function layerOf(question: LayerQuestion): Promise<Layer> {
  const { path, contained, mounts, packages } = question
  const mount = mountOf(path, mounts)
  if (!mount) return unknown('the mounts of the process cannot be read')
  if (memoryTypes.has(mount.type)) return { layer: 'tmpfs', reason: '' }
  if (!contained) return hostLayer(await packages.owner(path))
  if (mount.point !== '/') return { layer: 'volume', reason: '' }
  if (mount.type !== 'overlay')
    return unknown(`the root is ${mount.type || 'no file system that is known'}, not an overlay`)
  return overlayLayer(question, mount)
}

function hostLayer(owner: Owner): Layer {
  if (owner.packaged === 'unknown') return { ...unknown('no database of packages is understood here'), owner }
  return { layer: owner.packaged === 'packaged' ? 'host-packaged' : 'host-unpackaged', reason: '', owner }
}

/**
 * A file is in the writable layer or below it. Its inode does not tell: a copy keeps the number of the original. A copy with
 * the same content was made for a change of owner or mode alone.
 */
async function overlayLayer({ path, host, same }: LayerQuestion, mount: Mount): Promise<Layer> {
  const { upper, lowers } = overlayOf(mount.options)
  // A mount without a writable layer is read-only.
  if (upper === undefined)
    return lowers.length > 0 ? { layer: 'image-lower', reason: '' } : unknown('the overlay names no layers')
  if (!upper.startsWith('/')) return unknown('the writable layer has no absolute path')
  const directory = await host.stat(upper)
  if (directory.status !== 'observed') return unknown('the writable layer cannot be looked at')
  const copy = posix.join(upper, mount.root, path)
  const there = await host.lstat(copy)
  if (there.status === 'absent') return { layer: 'image-lower', reason: '' }
  if (there.status !== 'observed') return unknown('the writable layer cannot be looked at')
  const lower = await firstBelow(host, lowers, path)
  if (lower === undefined) return { layer: 'upper', reason: 'not in the image' }
  const isSame = await same(copy, lower)
  if (isSame === undefined) return { layer: 'upper', reason: 'also in the image; could not be compared' }
  return isSame
    ? { layer: 'image-lower', reason: 'owner or mode changed' }
    : { layer: 'upper', reason: 'changed since the image' }
}

async function firstBelow(host: HostRoot, lowers: readonly string[], path: string): Promise<string | undefined> {
  for (const lower of lowers.slice(0, maxLowers)) {
    if (!lower.startsWith('/')) continue
    const file = posix.join(lower, path)
    const look = await host.lstat(file)
    if (look.status === 'observed') return look.value.type === 'file' ? file : undefined
  }
  return undefined
}

/** Options are separated by commas, layers by colons; both may stand in names behind a backslash, itself written in octal. */
export function overlayOf(options: string): { upper: string | undefined; lowers: string[] } {
  const values = splitPlain(options, ',')
  const of = (name: string) =>
    values.filter((each) => each.startsWith(`${name}=`)).map((each) => each.slice(name.length + 1))
  const plain = (text: string) => unescapeMount(text).replaceAll(/\\([\\,:])/g, '$1')
  const upper = of('upperdir')[0]
  const lowers = of('lowerdir').flatMap((each) => splitPlain(each, ':'))
  // Newer kernels name each layer apart; data-only layers stand behind two colons.
  const named = [...of('lowerdir+'), ...of('datadir+')]
  return {
    upper: upper === undefined ? undefined : plain(upper),
    lowers: [...lowers, ...named].filter((each) => each !== '').map(plain),
  }
}

/** Splits where the separator is not behind a backslash, plain or as `\134`. */
function splitPlain(text: string, separator: ',' | ':'): string[] {
  const parts: string[] = ['']
  for (let at = 0; at < text.length; ) {
    const escaped = /^(?:\\134|\\)(.)/.exec(text.slice(at, at + 6))
    const piece = escaped && !/\d/.test(escaped[1] as string) ? escaped[0] : (text[at] as string)
    if (piece === separator) parts.push('')
    else parts[parts.length - 1] += piece
    at += piece.length
  }
  return parts
}

function unknown(reason: string): Layer {
  return { layer: 'unknown', reason }
}
