/**
 * What a user id outside of a user namespace is within it, by `/proc/PID/uid_map` (user_namespaces(7)): lines of first id
 * inside, first id outside, and how many. `undefined` for one that it has no name for.
 */
export function innerId(map: string, outside: number): number | undefined {
  for (const line of map.split('\n', 400)) {
    const [inner, outer, count] = line.trim().split(/\s+/).map(Number)
    if (inner === undefined || outer === undefined || count === undefined) continue
    if (outside >= outer && outside < outer + count) return inner + outside - outer
  }
  return undefined
}
