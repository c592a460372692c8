/** The bytes in which two encodings differ. */
export interface Splice {
  /** Bytes that both begin with. */
  readonly prefixBytes: number
  /** Bytes that both end with. */
  readonly suffixBytes: number
  /** What the new one has in between. */
  readonly middle: Uint8Array
}

/** What turns `from` into `to`. */
export function splice(from: Uint8Array, to: Uint8Array): Splice {
  const shorter = Math.min(from.length, to.length)
  let prefix = 0
  while (prefix < shorter && from[prefix] === to[prefix]) prefix += 1
  let suffix = 0
  while (suffix < shorter - prefix && from[from.length - 1 - suffix] === to[to.length - 1 - suffix]) suffix += 1
  return { prefixBytes: prefix, suffixBytes: suffix, middle: to.subarray(prefix, to.length - suffix) }
}

/** Applies a splice. Undefined when it does not fit `from`: then the whole is needed. */
export function applySplice(from: Uint8Array, { prefixBytes, suffixBytes, middle }: Splice): Uint8Array | undefined {
  if (prefixBytes + suffixBytes > from.length) return undefined
  return Buffer.concat([from.subarray(0, prefixBytes), middle, from.subarray(from.length - suffixBytes)])
}
