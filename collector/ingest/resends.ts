/**
 * How many agents send everything at the same time. A collector that lost its database lacks all of all nodes: it asks one
 * after the other, not the whole fleet at once.
 */
export interface Resends {
  /** A place, or a promise of one. */
  enter(): Resend
  /** Agents that send everything, and those that have to wait until they are asked. */
  counts(): { readonly sending: number; readonly waiting: number }
}

export interface Resend {
  /** True when it is its turn at once. */
  readonly now: boolean
  /** Ends when it is its turn; never after `leave`. */
  readonly turn: Promise<void>
  /** It is done, or will never be. May be called again. */
  leave(): void
}

export function openResends(atOnce: number): Resends {
  const sending = new Set<Resend>()
  const waiting = new Map<Resend, () => void>()

  function next(): void {
    for (const [resend, begin] of waiting) {
      if (sending.size >= atOnce) return
      waiting.delete(resend)
      sending.add(resend)
      begin()
    }
  }

  return {
    enter: () => {
      const { promise: turn, resolve: begin } = Promise.withResolvers<void>()
      const resend: Resend = {
        now: sending.size < atOnce && waiting.size === 0,
        turn,
        leave: () => {
          waiting.delete(resend)
          sending.delete(resend)
          next()
        },
      }
      waiting.set(resend, begin)
      next()
      return resend
    },
    counts: () => ({ sending: sending.size, waiting: waiting.size }),
  }
}
