/** Negative, zero or positive, as the first version is older, the same or newer. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbers(version: string): number[] {
  const found = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1]
  if (!found) throw new Error(`not a version: ${version}`)
  return found.split('.').map(Number)
}
