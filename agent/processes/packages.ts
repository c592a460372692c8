// Which files of the host came with a package: the lists of Debian and Ubuntu. What other distributions keep is not read.
import { textOf } from '../host/names.ts'
import { openRoot } from '../host/root.ts'
import { eachText } from '../host/texts.ts'

/** A list for each package: PACKAGE.list, or PACKAGE:ARCHITECTURE.list, with a path a line. */
export const packageLists = '/var/lib/dpkg/info'
/** Most bytes of one list. */
const listLimit = 16 * 1024 * 1024
/** Most paths elsewhere whose answer is remembered. */
const maxPaths = 1000
/** Where packages put programs. */
const usualPlace = /^(\/usr)?(\/local)?\/(s?bin|libexec|games)\/|^(\/usr)?\/lib\/(.*\/)?[^./]+$/

export type Packaged = 'packaged' | 'unpackaged' | 'unknown'

export interface Packages {
  /** Whether a package brought the file at this path, links resolved. `unknown` where no database is understood. */
  owner(path: string): Promise<Packaged>
}

/** `prefix` is the host's root. The lists are read once, and again when a package was installed or removed. */
export function openPackages(prefix: string): Packages {
  let version = ''
  let index: Promise<Index | undefined> = Promise.resolve(undefined)
  const elsewhere = new Map<string, Promise<boolean | undefined>>()
  const isOwned = async (path: string): Promise<boolean | undefined> => {
    const known = await index
    if (known === undefined) return undefined
    if (usualPlace.test(path)) return aliases(path).some((each) => known.programs.has(each))
    if (!known.places.has(placeOf(path))) return false
    // Looked for one by one: only few programs are elsewhere, and all files of all packages would be many.
    if (elsewhere.size >= maxPaths) elsewhere.clear()
    const found = elsewhere.get(path) ?? isListed(prefix, new Set(aliases(path)))
    elsewhere.set(path, found)
    return found
  }
  return {
    owner: async (path) => {
      const state = await openRoot(prefix).stat(packageLists)
      const current = state.status === 'observed' ? `${state.value.mtime}:${state.value.inode}` : 'none'
      if (current !== version) {
        version = current
        index = current === 'none' ? Promise.resolve(undefined) : readIndex(prefix)
        elsewhere.clear()
      }
      const owned = await isOwned(path)
      return owned === undefined ? 'unknown' : owned ? 'packaged' : 'unpackaged'
    },
  }
}

interface Index {
  /** Files where programs usually are. */
  readonly programs: ReadonlySet<string>
  /** The upper two directories of all files. */
  readonly places: ReadonlySet<string>
}

/** Undefined where a list cannot be read: it may name any file. */
async function readIndex(prefix: string): Promise<Index | undefined> {
  const [programs, places] = [new Set<string>(), new Set<string>()]
  const read = await eachPath(prefix, (path) => {
    if (usualPlace.test(path)) programs.add(path)
    places.add(placeOf(path))
  })
  return read ? { programs, places } : undefined
}

async function isListed(prefix: string, names: ReadonlySet<string>): Promise<boolean | undefined> {
  let found = false
  const read = await eachPath(prefix, (path) => {
    found ||= names.has(path)
  })
  return read ? found : undefined
}

async function eachPath(prefix: string, use: (path: string) => void): Promise<boolean> {
  const read = await eachText(prefix, packageLists, '.list', listLimit, (bytes) =>
    textOf(bytes).split('\n').forEach(use),
  )
  return read.status === 'observed'
}

/** The paths that a package may know a file by: `/bin` and the like have become links to `/usr/bin`. */
function aliases(path: string): string[] {
  return /^\/usr\/(bin|sbin|lib|lib32|lib64|libx32)\//.test(path) ? [path, path.slice('/usr'.length)] : [path]
}

function placeOf(path: string): string {
  return path.split('/', 3).join('/')
}
