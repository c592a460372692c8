import type { Host } from '../../host/host.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import type { KeyClaim } from './group.ts'
import { type Content, contentOf, type Passwords, readStart } from './pemfile.ts'
import type { KeyPointer, Pointer } from './pointer.ts'

/** Most archives that are opened in one pass: each password that is tried on one costs some 20 ms. */
const maxArchives = 20

/** Reads a file that holds certificates or keys, once. */
export type Reader = (path: string) => Promise<Look<Content>>

export function contentReader(host: Host): Reader {
  const known = new Map<string, Promise<Look<Content>>>()
  const passwords = passwordsOf(host)
  const read = async (path: string): Promise<Look<Content>> => {
    const start = await readStart(host, path)
    if (start.status !== 'observed') return start
    const { bytes, cut, state } = start.value
    return seen({ ...contentOf(bytes, cut, passwords), state })
  }
  return (path) => {
    const look = known.get(path) ?? read(path)
    known.set(path, look)
    return look
  }
}

/** Asks for the passwords once, when there is an archive, and for a few archives only. */
function passwordsOf(host: Host): Passwords {
  let told: ReturnType<Passwords> | undefined
  let archives = 0
  return () => {
    archives += 1
    if (archives > maxArchives) return failed(`not asked for more than ${maxArchives} archives`)
    told ??= host.wanted.archivePasswords()
    return told
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
