/** Whose turn it is to shake hands, which costs the processor milliseconds. */
export interface Handshakes {
  /**
   * Calls `begin` when it is its turn: addresses take turns, and those of one address come in their order. The returned
   * function gives the place back, also before its turn; it may be called again.
   */
  enter(address: string, begin: () => void): () => void
}

export interface HandshakeLimits {
  /** Handshakes that begin at the same time. */
  readonly atOnce: number
  /** Milliseconds after which one that waits for its other end lets another begin: who is slow must not hold up others. */
  readonly turn: number
  /** Handshakes of one address that are under way, slow ones too. */
  readonly perAddress: number
}

interface Handshake {
  readonly address: string
  readonly begin: () => void
  state: 'waiting' | 'fresh' | 'slow' | 'over'
  timer?: NodeJS.Timeout
}

export function openHandshakes({ atOnce, turn, perAddress }: HandshakeLimits): Handshakes {
  /** By address; whose turn comes first is first. */
  const waiting = new Map<string, Set<Handshake>>()
  const underWay = new Map<string, number>()
  let fresh = 0

  function next(): void {
    while (fresh < atOnce) {
      const address = waiting.keys().find((each) => (underWay.get(each) ?? 0) < perAddress)
      if (address === undefined) return
      const [first] = waiting.get(address) ?? []
      if (first) begin(first)
    }
  }

  function begin(handshake: Handshake): void {
    const { address } = handshake
    const others = leaveQueue(handshake)
    // The others of its address have their turn after those of all addresses.
    if (waiting.delete(address)) waiting.set(address, others)
    underWay.set(address, (underWay.get(address) ?? 0) + 1)
    fresh += 1
    handshake.state = 'fresh'
    handshake.timer = setTimeout(() => {
      handshake.state = 'slow'
      fresh -= 1
      next()
    }, turn)
    handshake.begin()
  }

  function leaveQueue(handshake: Handshake): Set<Handshake> {
    const queue = waiting.get(handshake.address) ?? new Set()
    queue.delete(handshake)
    if (queue.size === 0) waiting.delete(handshake.address)
    return queue
  }

  function leave(handshake: Handshake): void {
    const { address, state } = handshake
    if (state === 'over') return
    handshake.state = 'over'
    clearTimeout(handshake.timer)
    if (state === 'waiting') return void leaveQueue(handshake)
    if (state === 'fresh') fresh -= 1
    const left = (underWay.get(address) ?? 1) - 1
    if (left > 0) underWay.set(address, left)
    else underWay.delete(address)
    next()
  }

  return {
    enter: (address, begin) => {
      const handshake: Handshake = { address, begin, state: 'waiting' }
      const queue = waiting.get(address) ?? new Set()
      waiting.set(address, queue.add(handshake))
      next()
      return () => leave(handshake)
    },
  }
}
