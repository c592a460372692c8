/** How often something may happen, by key: a bucket of tokens each. */
export interface Buckets {
  /** Takes one. False: too often, and how long to wait for the next, in milliseconds. */
  take(key: string): { readonly taken: true } | { readonly taken: false; readonly wait: number }
}

export interface BucketOptions {
  /** How many come back each second. */
  readonly perSecond: number
  /** How many may be taken at once after a pause. */
  readonly burst: number
  /** Milliseconds by a clock that only goes forward. */
  readonly now?: () => number
}

/** Keys that are remembered: beyond, those that were not asked for longest begin anew. */
const maxKeys = 10_000

export function openBuckets({ perSecond, burst, now = () => performance.now() }: BucketOptions): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (key) => {
      const at = now()
      const before = buckets.get(key) ?? { tokens: burst, at }
      const tokens = Math.min(burst, before.tokens + ((at - before.at) / 1000) * perSecond)
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value as string)
      return tokens >= 1 ? { taken: true } : { taken: false, wait: milliseconds((1 - tokens) / perSecond) }
    },
  }
}

/** Rounded up, but not for the last digits of a fraction. */
function milliseconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds * 1000 - 1e-6))
}
