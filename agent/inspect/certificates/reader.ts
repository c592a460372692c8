import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { KeyClaim } from './group.ts'
import { type Content, contentOf, readStart } from './pemfile.ts'
import type { KeyPointer, Pointer } from './pointer.ts'

/** Reads a file that holds certificates or keys, once. */
export type Reader = (path: string) => Promise<Look<Content>>

export function contentReader(host: Host): Reader {
  const known = new Map<string, Promise<Look<Content>>>()
  const read = async (path: string): Promise<Look<Content>> => {
    const start = await readStart(host, path)
    return start.status === 'observed'
      ? { status: 'observed', value: contentOf(start.value.bytes, start.value.cut) }
      : start
  }
  return (path) => {
    const look = known.get(path) ?? read(path)
    known.set(path, look)
    return look
  }
}

/** The private keys that are used with what is pointed at. */
export async function claimsOf(read: Reader, pointers: readonly Pointer[]): Promise<KeyClaim[]> {
  const named = pointers.flatMap(({ key }) => (key ? [key] : []))
  const unique = new Map(named.map((key) => [`${key.source}\0${'path' in key ? key.path : ''}`, key]))
  return Promise.all([...unique.values()].map((key) => claimOf(read, key)))
}

/** The private key itself, or why there is none to compare. */
export async function claimOf(read: Reader, pointer: KeyPointer): Promise<KeyClaim> {
  if ('key' in pointer) return pointer
  const { path, source } = pointer
  const look = await read(path)
  const what = `private key ${path}`
  if (look.status !== 'observed') return { source, key: { ok: false, reason: `${what}: ${why(look)}` } }
  const { key } = look.value
  if (!key) return { source, key: { ok: false, reason: `${path} holds no private key` } }
  return { source: `${source} (${path})`, key: key.ok ? key : { ok: false, reason: `${what} ${key.reason}` } }
}
