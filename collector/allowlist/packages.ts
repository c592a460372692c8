// Whether a package explains that a file of a node is another one than before.
import type { SeenProcess } from './process.ts'
import type { Entry } from './profile.ts'

/** Packages by name and version, as the protocol writes them. */
const versioned = /^(dpkg|apk) /

/**
 * Whether the package of an executable changed since the file was one of `digests`. By its version, not by times: the nodes of a
 * pool are brought up to date one after the other. Undefined where that is not known.
 */
export function packageChanged(entry: Entry, digests: readonly string[], process: SeenProcess): boolean | undefined {
  if (process.package === '') return undefined
  const known = digests.flatMap((digest) => entry.digests[digest]?.packages ?? [])
  if (known.length === 0) return undefined
  if (known.includes(process.package)) return false
  // A database alone says that some package changed, not which.
  return versioned.test(process.package) && known.every((each) => each === 'none' || versioned.test(each))
    ? true
    : undefined
}
