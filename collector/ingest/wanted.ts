import type { Resend, Resends } from './resends.ts'

/** The domains that one session was asked for, or will be when it is its turn. */
export interface Wanted {
  /** What may be asked for at once. The rest is asked for by `ask` later. */
  want(domains: readonly string[]): string[]
  /** Whether more was asked for than these, and may still come. */
  lacks(arrived: { has(domain: string): boolean }): boolean
  /** These came and are committed. */
  came(domains: Iterable<string>): void
  close(): void
}

/** A place is given up after this long, in milliseconds: an agent that does not send must not keep others waiting. */
const patience = 60_000

export function openWanted(resends: Resends, ask: (domains: string[]) => void): Wanted {
  const wanted = new Set<string>()
  let resend: Resend | undefined
  let isTurn = false
  let timer: NodeJS.Timeout | undefined

  function enter(): void {
    const own = resends.enter()
    resend = own
    isTurn = own.now
    if (isTurn) begin()
    else
      void own.turn.then(() => {
        if (resend !== own) return
        isTurn = true
        begin()
        ask([...wanted])
      })
  }

  function begin(): void {
    timer = setTimeout(leave, patience)
  }

  function leave(): void {
    clearTimeout(timer)
    wanted.clear()
    isTurn = false
    resend?.leave()
    resend = undefined
  }

  return {
    want: (domains) => {
      if (domains.length === 0) return []
      for (const domain of domains) wanted.add(domain)
      if (!resend) enter()
      return isTurn ? [...domains] : []
    },
    lacks: (arrived) => isTurn && wanted.values().some((domain) => !arrived.has(domain)),
    came: (domains) => {
      for (const domain of domains) wanted.delete(domain)
      if (resend && wanted.size === 0) leave()
    },
    close: leave,
  }
}
