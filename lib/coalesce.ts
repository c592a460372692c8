/**
 * The same work for all who ask for it at about the same time. Nobody gets what was begun before he asked: who asks while
 * it is under way waits for the next, which is that of all who asked meanwhile. So there is never more than one at a time.
 */
export function coalesce<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined

  function begin(): Promise<T> {
    next = undefined
    const begun = work().finally(() => {
      if (running === begun) running = undefined
    })
    running = begun
    return begun
  }

  return () => {
    if (next) return next
    if (!running) return begin()
    next = running.then(begin, begin)
    return next
  }
}
