/** Numbers that follow from a seed. */
export interface Random {
  /** Even from 0 to below 1. */
  next(): number
  /** Even from `least` to `most`, both included. */
  whole(least: number, most: number): number
  chance(part: number): boolean
  /** One of them. Throws where there is none. */
  pick<T>(items: readonly T[]): T
}

/** The same numbers for the same seed (mulberry32). */
export function openRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    ...{ next, whole },
    chance: (part) => next() < part,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from')
      return items[whole(0, items.length - 1)] as (typeof items)[number]
    },
  }
}
