// What a scenario is, and how it waits and judges.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import type { Product } from './product.ts'

/** What scenarios work with. */
export interface Stage {
  readonly cluster: Cluster
  readonly product: Product
  /** Directory of what one scenario keeps for another, and of logs. */
  readonly directory: string
  /** Builds the images anew. */
  readonly build: boolean
  /** Minutes of each window that is measured. */
  readonly minutes: number
  /** Says what was seen: a line of evidence. */
  say(line: string): void
}

export interface Scenario {
  readonly name: string
  /** What it shows, in a sentence. */
  readonly shows: string
  run(stage: Stage): Promise<void>
}

/** Throws with what was found where it does not hold. */
export function check(holds: unknown, claim: string, found: unknown = ''): asserts holds {
  if (holds) return
  const text = typeof found === 'string' ? found : JSON.stringify(found)
  throw new Error(`not so: ${claim}${text ? `\n${text.slice(0, 4000)}` : ''}`)
}

/** Asks again until there is an answer. Throws with the last error, or with the claim, when `seconds` are over. */
export async function eventually<Answer>(
  claim: string,
  ask: () => Promise<Answer | undefined | false>,
  seconds = 120,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000
  for (let last = ''; ; await sleep(500)) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
      last = ''
    } catch (error) {
      last = (error as Error).message
    }
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${claim}${last ? `\n${last.slice(0, 4000)}` : ''}`)
  }
}

/** Seconds that something takes, to one digit. */
export async function timed<Answer>(work: () => Promise<Answer>): Promise<[seconds: string, answer: Answer]> {
  const begin = performance.now()
  const answer = await work()
  return [((performance.now() - begin) / 1000).toFixed(1), answer]
}
