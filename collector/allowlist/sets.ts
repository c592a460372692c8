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
  const joined = Object.entries(b).map(([key, value]) => [
    key,
    Object.hasOwn(a, key) ? join(a[key] as T, value) : value,
  ])
  const all: Record<string, T> = { ...a, ...Object.fromEntries(joined) }
  const keys = Object.keys(all)
  // Mostly nothing is new: then it is in order as it is, and to look is cheaper than to sort.
  if (keys.length <= limit && isSorted(keys)) return all
  const kept = keys.sort(byText).slice(0, limit)
  return Object.fromEntries(kept.map((key) => [key, all[key] as T]))
}

function isSorted(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || (texts[at - 1] as string) < text)
}
