// Counts starts over short windows, and tells of each identity in each place once a window.
import { createHash } from 'node:crypto'
import type { EventMessage } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Approval } from './guard.ts'
import type { PodName, ProcessObservation } from './observation.ts'
import { creatorsOf, type Detail, evidenceOf, type Subject, subjectOf } from './seen.ts'
import type { Source } from './source.ts'

export interface ProcessReport {
  /** A program was started, or ran already when the agent began to look. */
  started(observation: ProcessObservation, running?: boolean): void
  /** Ends the window: what was counted and not told yet is told. */
  endWindow(): Promise<void>
  /** Starts that were not told, since the beginning: the window held too many different ones. */
  suppressed(): number
}

export interface ProcessReportOptions {
  readonly append: (event: Omit<EventMessage, 'seq'>) => void
  readonly source: () => Source['source']
  readonly approval: (subject: Subject) => Approval
  /** The names of a pod and its container by now: the kubelet writes them down after it has started. */
  readonly nameOf: (pod: string, container: string) => Promise<PodName>
  /** The image of a container; empty where it is not known. */
  readonly imageOf: (container: string) => string
  readonly detailOf: (observation: ProcessObservation) => Detail
  /** Is told of each identity that starts in a place where it was not seen before. */
  readonly fresh?: (observation: ProcessObservation) => void
  readonly limits?: ReportLimits
}

export interface ReportLimits {
  /** Identities of one window. */
  readonly identities: number
  /** Identities that are remembered as seen before. */
  readonly remembered: number
}

export const reportLimits: ReportLimits = { identities: 1000, remembered: 50_000 }

interface Counted {
  readonly needsEvidence: boolean
  readonly running: boolean
  readonly source: Source['source']
  /** Starts that are not told yet. */
  count: number
  first: number
  last: number
  newest: ProcessObservation
}

/** What is new, marked or not approved is told at once, the rest when the window ends. */
export function openProcessReport(options: ProcessReportOptions): ProcessReport {
  const { append, approval, limits = reportLimits } = options
  const known = new Set<string>()
  let counted = new Map<string, Counted>()
  let suppressed = 0

  function started(observation: ProcessObservation, running = false): void {
    // Without a path there is nothing to tell of: it counts as not resolved.
    if (observation.path === '') return
    const source = options.source()
    const identity = keyOf(observation)
    const key = `${identity} ${source} ${running}`
    const time = Date.parse(observation.time)
    const found = counted.get(key)
    if (found) {
      countIn(found, observation, time)
      return
    }
    if (counted.size >= limits.identities) {
      suppressed += 1
      return
    }
    const isFresh = !remember(identity)
    const needsEvidence = isFresh || isRemarkable(observation)
    const added = { needsEvidence, running, source, count: 1, first: time, last: time, newest: observation }
    counted.set(key, added)
    if (isFresh && !running) options.fresh?.(observation)
    if (needsEvidence && !running && isNamed(observation)) tell(added)
  }

  function isRemarkable(observation: ProcessObservation): boolean {
    const subject = subjectOf(observation)
    return (subject.identity?.marks?.length ?? 0) > 0 || approval(subject) === 'not approved'
  }

  /** True where it was seen before. The oldest is forgotten first: it is new once more. */
  function remember(key: string): boolean {
    const isKnown = known.delete(key)
    known.add(key)
    if (known.size > limits.remembered) known.delete(known.values().next().value as string)
    return isKnown
  }

  function tell(each: Counted): void {
    const { newest, count, first, last, needsEvidence, source, running } = each
    each.count = 0
    append({
      time: toTimestamp(last),
      process: {
        ...subjectOf(newest, options.imageOf(newest.place.container)),
        creators: creatorsOf(newest),
        ...{ count, firstTime: toTimestamp(first), lastTime: toTimestamp(last), source, running },
        ...(needsEvidence ? { evidence: evidenceOf(newest, options.detailOf(newest)) } : {}),
      },
    })
  }

  async function endWindow(): Promise<void> {
    const ended = counted
    counted = new Map()
    for (const each of ended.values()) {
      if (each.count === 0) continue
      const { place } = each.newest
      if (!isNamed(each.newest))
        each.newest = { ...each.newest, name: await options.nameOf(place.pod, place.container) }
      tell(each)
    }
  }

  return { started, endWindow, suppressed: () => suppressed }
}

function countIn(found: Counted, observation: ProcessObservation, time: number): void {
  if (found.count === 0) found.first = time
  found.count += 1
  found.last = time
  found.newest = observation
}

/** Whether the node tells the names of its pod and container yet. */
export function isNamed({ place, name }: ProcessObservation): boolean {
  return place.pod === '' || (name.pod !== '' && (place.container === '' || name.container !== ''))
}

/** How it was found where it belongs makes no other place. Fixed in length, whatever names processes choose: what is remembered stays bounded. Names of pods come later than ids. */
function keyOf(observation: ProcessObservation): string {
  const { place, path, layer, digest, script, uid, capabilities, signals, session, inlineScript, rights } = observation
  const { pathSource, digestNote, package: from } = observation
  const parts = [place, path, layer, digest, script?.path, uid, capabilities, signals, session, inlineScript, rights]
  return createHash('sha256')
    .update(JSON.stringify([...parts, pathSource, digestNote, from]))
    .digest('base64')
}
