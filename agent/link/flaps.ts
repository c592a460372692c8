import { toTimestamp } from '../../proto/timestamp.ts'
import type { Look } from '../inspect/observe.ts'
import type { NewEvent } from './spool.ts'

/** Notices domains that change and change back while nobody hears of it. */
export interface Flaps {
  /** A domain has a new look, while a session is open or not. */
  changed(look: Look, isConnected: boolean): void
  /** From here on the collector has what is now. */
  connected(): void
}

/** States of one domain that are remembered while nobody hears: the first of them. */
const maxStates = 16

interface Passing {
  readonly hash: string
  readonly since: number
  until: number
}

/** `append` is told of each state that came and went, once the domain is back at what the collector has. */
export function openFlaps(looks: Iterable<Look>, append: (event: NewEvent) => void): Flaps {
  const current = new Map([...looks].map((look) => [look.domain as string, look.hash]))
  const away = new Map<string, { readonly base: string; readonly states: Passing[] }>()

  function changedAway(look: Look, before: string): void {
    const { base, states } = away.get(look.domain) ?? { base: before, states: [] }
    const newest = states.at(-1)
    if (newest) newest.until = Math.min(newest.until, look.time)
    if (look.hash === base) {
      away.delete(look.domain)
      for (const each of states) append(flapOf(look.domain, each))
      return
    }
    if (states.length < maxStates) states.push({ hash: look.hash, since: look.time, until: Number.POSITIVE_INFINITY })
    away.set(look.domain, { base, states })
  }

  return {
    changed: (look, isConnected) => {
      const before = current.get(look.domain)
      current.set(look.domain, look.hash)
      if (!isConnected && before !== undefined && before !== look.hash) changedAway(look, before)
    },
    connected: () => away.clear(),
  }
}

function flapOf(domain: string, { hash, since, until }: Passing): NewEvent {
  return {
    time: toTimestamp(since),
    flap: { domain, hash: Buffer.from(hash, 'hex'), until: toTimestamp(until) },
  }
}
