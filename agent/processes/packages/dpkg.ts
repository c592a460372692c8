// The lists and the database of Debian and Ubuntu.
import { textOf } from '../../host/names.ts'
import { type HostRoot, openRoot } from '../../host/root.ts'
import { eachText } from '../../host/texts.ts'
import { dpkgDatabase, dpkgLimit, unpackedPackages } from '../../parse/dpkg.ts'
import { type Database, type DatabaseState, type PackageOf, unpackaged } from './database.ts'

/** A list for each package: PACKAGE.list, or PACKAGE:ARCHITECTURE.list, with a path a line. */
const lists = '/var/lib/dpkg/info'
/** What dpkg has done and not written into its database yet: a numbered file for each step (modstatdb). */
const journal = '/var/lib/dpkg/updates'
/** Most bytes of one list. */
const listLimit = 16 * 1024 * 1024
/** No package has this name: they have no blanks. */
const none = 'no package'
/** Most paths elsewhere whose answer is remembered. */
const maxPaths = 1000
/** Where packages put programs. */
const usualPlace = /^(\/usr)?(\/local)?\/(s?bin|libexec|games)\/|^(\/usr)?\/lib\/(.*\/)?[^./]+$/

export const dpkg: Database = { state, open }

async function state(root: HostRoot): Promise<DatabaseState | undefined> {
  const [directory, status, steps] = [await root.stat(lists), await root.stat(dpkgDatabase), await root.list(journal)]
  if (directory.status !== 'observed') return undefined
  const { mtime, inode } = directory.value
  const own = status.status === 'observed' ? status.value : undefined
  return {
    key: `dpkg ${mtime} ${inode} ${own?.mtime} ${own?.inode}`,
    written: Math.max(mtime, own?.mtime ?? 0),
    settled: own !== undefined && !(steps.status === 'observed' && steps.value.some(({ name }) => /^\d+$/.test(name))),
  }
}

async function open(prefix: string): Promise<PackageOf | undefined> {
  const index = await readIndex(prefix)
  // One that holds nothing is not what the node's files came from.
  if (index === undefined || index.places.size === 0) return undefined
  const file = await openRoot(prefix).read(dpkgDatabase, dpkgLimit)
  const packages = unpackedPackages(file.status === 'observed' ? textOf(file.value.bytes) : '')
  const elsewhere = new Map<string, Promise<string | undefined>>()
  /** Name of the list that has a path; empty where several have it. */
  const ownerOf = async (path: string): Promise<string | undefined> => {
    if (usualPlace.test(path)) return firstOf(aliases(path), index.programs) ?? none
    if (!index.places.has(placeOf(path))) return none
    // Looked for one by one: only few programs are elsewhere, and all files of all packages would be many.
    if (elsewhere.size >= maxPaths) elsewhere.clear()
    const found = elsewhere.get(path) ?? listedIn(prefix, new Set(aliases(path)))
    elsewhere.set(path, found)
    return found
  }
  return async (path) => {
    const name = await ownerOf(path)
    if (name === undefined) return undefined
    if (name === none) return unpackaged
    const found = packages.get(name)
    const text = found ? `dpkg ${name.split(':')[0]}:${found.architecture} ${found.version}` : ''
    return { packaged: 'packaged', package: text }
  }
}

interface Index {
  /** Files where programs usually are, with the name of the list that has them. */
  readonly programs: ReadonlyMap<string, string>
  /** The upper two directories of all files. */
  readonly places: ReadonlySet<string>
}

/** Undefined where a list cannot be read: it may name any file. */
async function readIndex(prefix: string): Promise<Index | undefined> {
  const [programs, places] = [new Map<string, string>(), new Set<string>()]
  let place = '/'
  const read = await eachPath(prefix, (path, name) => {
    // Paths stand together by their directories.
    if (!path.startsWith(place) || path[place.length] !== '/') {
      place = placeOf(path)
      places.add(place)
    }
    // Most of all files, and no programs.
    if (path.startsWith('/usr/share/') || !usualPlace.test(path)) return
    // Where two packages have it, one was moved out of the other's way, and nobody says which is there.
    programs.set(path, programs.has(path) ? '' : name)
  })
  return read ? { programs, places } : undefined
}

async function listedIn(prefix: string, names: ReadonlySet<string>): Promise<string | undefined> {
  let found = none
  const read = await eachPath(prefix, (path, name) => {
    if (names.has(path)) found = found === none ? name : ''
  })
  return read ? found : undefined
}

async function eachPath(prefix: string, use: (path: string, name: string) => void): Promise<boolean> {
  const read = await eachText(prefix, lists, '.list', listLimit, (bytes, name) => {
    const text = textOf(bytes)
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf('\n', at)
      use(text.slice(at, end < 0 ? undefined : end), name)
      at = end < 0 ? text.length : end + 1
    }
  })
  return read.status === 'observed'
}

/** The paths that a package may know a file by: `/bin` and the like have become links to `/usr/bin`. */
function aliases(path: string): string[] {
  return /^\/usr\/(bin|sbin|lib|lib32|lib64|libx32)\//.test(path) ? [path, path.slice('/usr'.length)] : [path]
}

function placeOf(path: string): string {
  const end = path.indexOf('/', path.indexOf('/', 1) + 1)
  return end <= 0 ? path : path.slice(0, end)
}

function firstOf(paths: readonly string[], names: ReadonlyMap<string, string>): string | undefined {
  const path = paths.find((each) => names.has(each))
  return path === undefined ? undefined : names.get(path)
}
