// Refusals of one identity from one address, counted over a window: many of them are a burst.
import type { AuditBurst } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Refusal } from '../parse/auditline.ts'

export interface BurstLimits {
  /** Milliseconds over which refusals are counted, from the first of them on. */
  readonly window: number
  /** Least refusals of a burst. */
  readonly threshold: number
  /** Users and addresses that are counted at a time. */
  readonly keys: number
  /** Requests that are remembered, so that none is counted twice. */
  readonly requests: number
  /** Different things that were asked for. */
  readonly asked: number
}

export const burstLimits: BurstLimits = { window: 60_000, threshold: 10, keys: 4096, requests: 4096, asked: 10 }

export interface Bursts {
  /** `now` is when it was read, in milliseconds since 1970. */
  refused(refusal: Refusal, now: number): void
  /** Bursts whose window has ended; all of them where no time is given. */
  take(now?: number): Omit<AuditBurst, 'path'>[]
  /** Refusals that were not counted, since the beginning: too many users and addresses at a time. */
  uncounted(): number
}

interface Counted {
  readonly refusal: Refusal
  readonly began: number
  readonly asked: Set<string>
  count: number
  first: number
  last: number
}

export function openBursts(limits: BurstLimits = burstLimits): Bursts {
  const counted = new Map<string, Counted>()
  const requests = new Set<string>()
  let uncounted = 0

  function isNew(request: string): boolean {
    if (requests.has(request)) return false
    requests.add(request)
    if (requests.size > limits.requests) requests.delete(requests.values().next().value as string)
    return true
  }

  return {
    refused: (refusal, now) => {
      if (!isNew(refusal.request)) return
      const { code, user, source, asked } = refusal
      const key = JSON.stringify([code, user, source])
      const time = refusal.time ?? now
      const found = counted.get(key)
      if (!found && counted.size >= limits.keys) {
        uncounted += 1
        return
      }
      const each = found ?? { refusal, began: now, asked: new Set<string>(), count: 0, first: time, last: time }
      counted.set(key, each)
      each.count += 1
      each.first = Math.min(each.first, time)
      each.last = Math.max(each.last, time)
      if (each.asked.size < limits.asked) each.asked.add(asked)
    },
    take: (now = Number.POSITIVE_INFINITY) => {
      const ended: Omit<AuditBurst, 'path'>[] = []
      for (const [key, each] of counted) {
        // A clock that was set back ends a window too.
        if (now - each.began < limits.window && now >= each.began) continue
        counted.delete(key)
        if (each.count >= limits.threshold) ended.push(burstOf(each))
      }
      return ended
    },
    uncounted: () => uncounted,
  }
}

function burstOf({ refusal: { code, user, source }, asked, count, first, last }: Counted): Omit<AuditBurst, 'path'> {
  const times = { firstTime: toTimestamp(first), lastTime: toTimestamp(last) }
  return { code, user, source, asked: [...asked].sort(), count, ...times }
}
