// Which control group the agent itself is in: in a namespace of its own it sees only what is below it.
import { readdirSync, readFileSync, statSync } from 'node:fs'

/** Most groups that are looked through, and how deep. */
const maxGroups = 50_000
const maxDepth = 16
/** The first namespace of control groups (PROC_CGROUP_INIT_INO). */
const initialGroups = /^cgroup:\[4026531835\]$/

/**
 * The path of the own group from the machine's root, `/` where the own view is the machine's. A group is a directory, and
 * the own one has the same inode in the own tree and in the host's, which must be mounted below `hostTree`. Undefined where
 * it is not found: then nobody can say which groups the relative paths of /proc mean.
 */
export function ownGroup(namespace: string, ownTree: string, hostTree: string): string | undefined {
  if (initialGroups.test(namespace)) return '/'
  try {
    const own = statSync(unified(ownTree)).ino
    return find(unified(hostTree), own)
  } catch {
    return undefined
  }
}

/** On hybrid machines the second version's tree is a directory of its own. */
function unified(tree: string): string {
  try {
    readFileSync(`${tree}/cgroup.controllers`)
    return tree
  } catch {
    return `${tree}/unified`
  }
}

/** Breadth first: the groups of nodes and pods are near the root. */
function find(tree: string, inode: number): string | undefined {
  if (statSync(tree).ino === inode) return '/'
  let level = ['']
  let looked = 0
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const path of level) {
      for (const name of groupsIn(`${tree}${path}`)) {
        if ((looked += 1) > maxGroups) return undefined
        if (statSync(`${tree}${path}/${name}`, { throwIfNoEntry: false })?.ino === inode) return `${path}/${name}`
        next.push(`${path}/${name}`)
      }
    }
    level = next
  }
  return undefined
}

function groupsIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return []
  }
}
