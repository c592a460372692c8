// What was seen and missed in an interval, as it is sent.
import type { TraceReport } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { ProcessLoss } from './observation.ts'
import type { Source } from './source.ts'

/** All counts as of one moment, since the agent began to look. */
export interface Counts {
  readonly loss: ProcessLoss
  readonly seen: number
  /** Starts that were not told because there were too many different ones. */
  readonly suppressed: number
  /** Starts of Merlon's own programs, which are left out. */
  readonly own: number
}

/** A moment, in milliseconds since 1970. */
export interface Moment extends Counts {
  readonly time: number
}

/** What came between two moments. */
export function traceReport(
  before: Moment,
  after: Moment,
  { source, reason }: Pick<Source, 'source' | 'reason'>,
  bufferBytes: number,
  downtimeMilliseconds = 0,
  places: TraceReport['places'] = [],
): TraceReport {
  const grown = (...names: (keyof ProcessLoss)[]) =>
    names.reduce((sum, name) => sum + Math.max(0, after.loss[name] - before.loss[name]), 0)
  return {
    fromTime: toTimestamp(before.time),
    // A clock that was set back makes no interval negative.
    toTime: toTimestamp(Math.max(before.time, after.time)),
    source,
    reason: reason.slice(0, eventLimits.maxText),
    seen: after.seen - before.seen,
    // What was not understood, and what came faster than it could be looked at, is as lost as what was overwritten.
    ringLost: grown('ringLost', 'notUnderstood', 'overflow'),
    forkGap: grown('forkGap'),
    execWithoutEvent: grown('execWithoutEvent'),
    unattributed: grown('unattributed'),
    unresolved: grown('exeUnresolved'),
    digestSkipped: grown('digestSkipped'),
    treeEvicted: grown('treeEvicted'),
    pidReused: grown('pidReuseRejected'),
    suppressed: after.suppressed - before.suppressed,
    own: after.own - before.own,
    bufferBytes,
    downtimeMilliseconds,
    places,
  }
}
