// Makes inspectors look again when programs start that they depend on.
import { posix } from 'node:path'
import type { Domain } from '../../proto/index.ts'
import type { ProcessObservation } from './observation.ts'

/** Inspectors as far as they depend on processes. */
export interface Waking {
  readonly domain: Domain
  readonly processes?: readonly string[]
}

/** Milliseconds. */
export interface WakeTiming {
  /** After a start: what it opens and reads comes a moment later. */
  readonly settle: number
  /** Between two looks for the same cause. */
  readonly pause: number
}

export interface Wake {
  /** Something was started that was not seen there before. */
  fresh(observation: ProcessObservation): void
  stop(): void
}

/** What any new program may change. */
const general: readonly Domain[] = ['processes', 'listeners', 'containers']
/** The kernel keeps this much of a process's name. */
const commLength = 15

export const wakeTiming: WakeTiming = { settle: 1000, pause: 10_000 }

/** `look` is called with domains, never more often than the pause allows. */
export function openWake(
  inspectors: readonly Waking[],
  look: (domains: readonly Domain[]) => void,
  { settle, pause }: WakeTiming = wakeTiming,
): Wake {
  const due = new Set<Domain>()
  let timer: NodeJS.Timeout | undefined
  let last = Number.NEGATIVE_INFINITY

  function fire(): void {
    timer = undefined
    last = performance.now()
    const domains = [...due]
    due.clear()
    look(domains)
  }

  function soon(delay: number): void {
    timer ??= setTimeout(fire, delay)
  }

  return {
    fresh: ({ path }) => {
      const name = posix.basename(path).slice(0, commLength)
      const concerned = inspectors.filter((each) => each.processes?.some((some) => some.slice(0, commLength) === name))
      for (const domain of [...general, ...concerned.map((each) => each.domain)]) due.add(domain)
      // Components start seldom, and matter most: they do not wait for the pause.
      if (concerned.length > 0 && timer) {
        clearTimeout(timer)
        timer = undefined
      }
      soon(concerned.length > 0 ? settle : Math.max(settle, last + pause - performance.now()))
    },
    stop: () => clearTimeout(timer),
  }
}
