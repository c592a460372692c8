/** Who wants to hear of something, until they leave. */
export interface Listeners {
  subscribe(listener: () => void): () => void
  tell(): void
}

export function openListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: () => {
      for (const listener of [...listeners]) listener()
    },
  }
}
