// Watches the audit log of this node's API server for bursts of refusals.
import type { EventMessage } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import { type Look, why } from '../host/look.ts'
import type { HostRoot } from '../host/root.ts'
import { parseAuditLine } from '../parse/auditline.ts'
import { type BurstLimits, burstLimits, openBursts } from './bursts.ts'
import { type Follow, followLog } from './follow.ts'

export interface AuditWatchOptions {
  /** The host's files as of now. */
  readonly open: () => HostRoot
  /** The log on the host; absent where there is none. */
  readonly locate: () => Promise<Look<string>>
  readonly append: (event: Omit<EventMessage, 'seq'>) => void
  readonly limits?: BurstLimits
  /** Milliseconds between two looks at the log. */
  readonly interval?: number
}

export interface AuditWatch {
  /** The API server may be another one, or have other flags. */
  relocate(): Promise<void>
  /** Reads what was written since the last time. */
  step(): Promise<void>
  /** Why refusals are seen worse than they should be. */
  degraded(): readonly string[]
  stop(): Promise<void>
}

/** Where there is no audit log, it does nothing. */
export function watchAuditLog(options: AuditWatchOptions): AuditWatch {
  const { open, locate, append, interval = 2000 } = options
  const bursts = openBursts(options.limits ?? burstLimits)
  let path = ''
  let follow: Follow | undefined
  let trouble = ''
  let isOtherFormat = false
  let working = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const inTurn = (work: () => Promise<void>): Promise<void> => (working = working.then(work))

  async function relocate(): Promise<void> {
    const look = await locate()
    trouble = look.status === 'observed' || look.status === 'absent' ? '' : why(look)
    // While nobody can say where it is, the one that is known is followed on.
    if (trouble !== '') return
    const found = look.status === 'observed' ? look.value : ''
    if (found === path) return
    tell(Number.POSITIVE_INFINITY)
    path = found
    follow = path === '' ? undefined : followLog(path, open)
    isOtherFormat = false
    await readOn()
    schedule()
  }

  async function readOn(): Promise<void> {
    if (!follow) return
    const now = Date.now()
    const look = await follow.step((line) => {
      const parsed = parseAuditLine(line)
      if (parsed === 'none') isOtherFormat = true
      else if (parsed) bursts.refused(parsed, now)
    })
    trouble = look.status === 'observed' ? '' : `${path}: ${why(look)}`
    tell(now)
  }

  function tell(now: number): void {
    for (const burst of bursts.take(now))
      append({
        time: burst.lastTime ?? toTimestamp(Date.now()),
        audit: { ...burst, path: path.slice(0, eventLimits.maxText) },
      })
  }

  /** Where there is no log, nothing wakes up to look at it. */
  function schedule(): void {
    if (!isStopped && follow) timer ??= setTimeout(again, interval)
  }

  function again(): void {
    timer = undefined
    void inTurn(readOn).then(schedule)
  }

  return {
    relocate: () => inTurn(relocate),
    step: () => inTurn(readOn),
    degraded: () => degradedBy(trouble, isOtherFormat, follow, bursts.uncounted()).map((each) => `audit log: ${each}`),
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await inTurn(readOn)
      tell(Number.POSITIVE_INFINITY)
    },
  }
}

function degradedBy(trouble: string, isOtherFormat: boolean, follow: Follow | undefined, uncounted: number): string[] {
  const { longLines, skippedBytes } = follow?.loss() ?? { longLines: 0, skippedBytes: 0 }
  return [
    ...(trouble === '' ? [] : [trouble]),
    ...(isOtherFormat ? ['has lines that are no JSON: refusals in them are not counted'] : []),
    ...(longLines > 0 ? [`${longLines} lines were too long to be read`] : []),
    ...(skippedBytes > 0 ? [`${skippedBytes} bytes or more were not read: they came too fast, or were gone`] : []),
    ...(uncounted > 0 ? [`${uncounted} refusals were not counted: too many users and addresses at a time`] : []),
  ]
}
