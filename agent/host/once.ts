/** Computes a value when it is first asked for, and remembers it. */
export function once<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined
  return () => {
    if (done === undefined) done = { value: compute() }
    return done.value
  }
}
