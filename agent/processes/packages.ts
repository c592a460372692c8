// Which files of the host came with a package, and which: by the database of Debian and Ubuntu, or of Alpine. What is in that
// of rpm is not read, only whether it changed.
import { type HostRoot, openRoot } from '../host/root.ts'
import { apk } from './packages/apk.ts'
import type { Database, DatabaseState, Owner, PackageOf } from './packages/database.ts'
import { dpkg } from './packages/dpkg.ts'
import { rpm } from './packages/rpm.ts'

export interface Packages {
  /** Whether a package brought the file at this path, links resolved, and which. */
  owner(path: string): Promise<Owner>
  /** Asks for the state of the database anew. To be called once a reading. */
  renew(): void
}

const databases: readonly Database[] = [dpkg, apk, rpm]
const nothing: Owner = { packaged: 'unknown', package: '', written: 0 }

/** `prefix` is the host's root. A database is read once, and again when it was written. */
export function openPackages(prefix: string): Packages {
  let asked: ReturnType<typeof stateOf> | undefined
  let key = ''
  let index: Promise<PackageOf | undefined> = Promise.resolve(undefined)
  return {
    owner: async (path) => {
      const now = await (asked ??= stateOf(openRoot(prefix)))
      if (now === undefined) return nothing
      if (now.state.key !== key) {
        key = now.state.key
        index = now.database.open(prefix, now.state)
      }
      const found = await (await index)?.(path)
      const { settled, written } = now.state
      if (found === undefined) return nothing
      return { ...found, written, ...(settled ? {} : { package: '' }) }
    },
    renew: () => {
      asked = undefined
    },
  }
}

/**
 * The package of a program that began then, milliseconds since 1970. One that was installed since may have brought another
 * file than the one that was started.
 */
export function packageAt(owner: Owner | undefined, began: number): string {
  return owner !== undefined && owner.written < began ? owner.package : ''
}

async function stateOf(root: HostRoot): Promise<{ database: Database; state: DatabaseState } | undefined> {
  for (const database of databases) {
    const state = await database.state(root)
    if (state) return { database, state }
  }
  return undefined
}
