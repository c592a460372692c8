// The top directories of a node that `agent.mounts.mode: minimal` mounts: what the inspectors declare to read.
import { inspectors } from '../agent/inspect/registry.ts'

/**
 * Top directories that some systems alone have, and not all nodes of these: a pod that mounts one does not start elsewhere.
 * Who has them names them in `agent.mounts.directories`.
 */
const notEverywhere: ReadonlySet<string> = new Set(['/system', '/kind'])

/** First parts of all paths that inspectors declare, sorted. */
export function declaredDirectories(): string[] {
  const globs = inspectors.flatMap(({ reads }) => reads.flatMap((read) => ('glob' in read ? [read.glob] : [])))
  return [...new Set(globs.flatMap(topDirectories))].sort()
}

/** Those of them that every node has. */
export function minimalDirectories(): string[] {
  return declaredDirectories().filter((each) => !notEverywhere.has(each))
}

/** `/etc/x` → `/etc`; `/{etc,run}/x` → both. */
function topDirectories(glob: string): string[] {
  const braces = /^\/\{([^}]*)\}/.exec(glob)?.[1]
  const names = braces === undefined ? [glob.split('/')[1] ?? ''] : braces.split(',').map((each) => each.split('/')[0])
  return names.map((name) => {
    if (!/^[a-z]+$/.test(name ?? '')) throw new Error(`${glob}: begins with no directory of its own`)
    return `/${name}`
  })
}
