// Bounded sets as plain sorted lists. Which items stay does not depend on the order in which they came: the smallest do.
// So a union is commutative, associative and idempotent, and ids that are random (containers, pods) leave a fair sample.

/** Code units, not locale: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sorted, without doubles, the smallest `limit`. */
export function setOf(items: Iterable<string>, limit: number): string[] {
  return [...new Set(items)].sort(byText).slice(0, limit)
}

/** The union of both. The first itself where the second adds nothing. */
export function union(a: readonly string[], b: readonly string[], limit: number): readonly string[] {
  return b.every((item) => a.includes(item)) && a.length <= limit ? a : setOf([...a, ...b], limit)
}

/** Both records in one, sorted by key, the smallest `limit` keys; `join` makes one value of two. */
export function unionOf<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  limit: number,
  join: (a: T, b: T) => T,
): Record<string, T> {
  const all = new Map(Object.entries(a))
  for (const [key, value] of Object.entries(b)) {
    const known = all.get(key)
    all.set(key, known === undefined ? value : join(known, value))
  }
  return Object.fromEntries([...all].sort(([x], [y]) => byText(x, y)).slice(0, limit))
}
