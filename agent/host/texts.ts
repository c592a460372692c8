// Many small files of one directory, read at once: by their paths one by one they would cost a hundred times as much.
import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { fromError, type Look, seen } from './look.ts'
import { openRoot } from './root.ts'

/** Most files of one directory. */
const maxFiles = 100_000

/**
 * Gives each regular file of a directory whose name ends so to `use`, with the name before that, one after the other. `prefix` is the host's root. One
 * that is larger than `limit` bytes, is no file or cannot be read makes all of it fail.
 */
export async function eachText(
  prefix: string,
  directory: string,
  ending: string,
  limit: number,
  use: (bytes: Buffer, name: string) => void,
): Promise<Look<void>> {
  const found = await openRoot(prefix).stat(directory)
  if (found.status !== 'observed') return found
  const real = `${prefix.replace(/\/+$/, '')}${found.value.target}`
  try {
    const names = (await readdir(real)).filter((name) => name.endsWith(ending))
    if (names.length > maxFiles) return { status: 'failed', reason: `more than the ${maxFiles} files that are read` }
    for (const name of names) use(await readSmall(`${real}/${name}`, limit), name.slice(0, -ending.length))
    return seen(undefined)
  } catch (error) {
    return fromError(error)
  }
}

async function readSmall(path: string, limit: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY)
  try {
    const stats = await file.stat()
    if (!stats.isFile() || stats.size > limit) throw new Error(`${path}: no regular file of at most ${limit} bytes`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}
