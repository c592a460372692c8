// Whether a profile has learned enough to be looked at. Each criterion says how much there is and how much it takes; time
// is one of them and never enough alone. What cannot be told is not met.
import { type Decision, openEntries, openListeners, type Profile } from './profile.ts'

/** What others know of the place; undefined for what they do not. */
export interface Surroundings {
  /** Pods that the workload should have. */
  readonly replicas?: number | undefined
  /** Nodes of the pool. */
  readonly poolNodes?: number | undefined
  /** Timers and jobs of the place, and whether each fired while someone looked. */
  readonly scheduled?: readonly { readonly name: string; readonly fired: boolean }[] | undefined
}

export interface Criterion {
  readonly name: CriterionName
  /** How much there is; undefined where that cannot be told. */
  readonly have: number | undefined
  /** How much it takes; undefined where that cannot be told. */
  readonly required: number | undefined
  readonly unit: 'hours' | 'containers' | 'pods' | 'nodes' | 'boots' | 'jobs'
  readonly met: boolean
  /** A person said that it need not be met. */
  readonly waived: boolean
  /** What is missing by name, or why it cannot be told. */
  readonly note: string
}

export const criterionNames = [
  'wall-time',
  'quiet-time',
  'loss-free-time',
  'starts',
  'coverage',
  'termination',
  'scheduled-work',
] as const
export type CriterionName = (typeof criterionNames)[number]

const hour = 3_600_000
/** Most names of jobs in a note. */
const maxNames = 10

/** Every criterion of this kind of place, met or not, in the order of their names above. */
export function readiness(profile: Profile, surroundings: Surroundings, now: number): Criterion[] {
  const draft = profile.key.kind === 'host' ? hostCriteria(profile, surroundings) : podCriteria(profile, surroundings)
  return [...timeCriteria(profile, now), ...draft].map((each) => {
    const waived = profile.waived.includes(each.name)
    const { have, required } = each
    return { ...each, waived, met: have !== undefined && required !== undefined && have >= required }
  })
}

/** True when each criterion is met or waived, and there is something to look at. */
export function isReady(profile: Profile, surroundings: Surroundings, now: number): boolean {
  const all = readiness(profile, surroundings, now)
  return profile.evidence.seenAt > 0 && all.every(({ met, waived }) => met || waived)
}

/** LEARNING → READY-FOR-REVIEW where it is ready: all that is open becomes a candidate. Else the profile as it is. */
export function advance(profile: Profile, surroundings: Surroundings, now: number): Profile {
  if (profile.state !== 'learning' || !isReady(profile, surroundings, now)) return profile
  return {
    ...{ ...profile, state: 'review' },
    entries: { ...profile.entries, ...proposed(openEntries(profile)) },
    listeners: { ...profile.listeners, ...proposed(openListeners(profile)) },
  }
}

function proposed<T extends { readonly decision: Decision }>(items: readonly [string, T][]): Record<string, T> {
  return Object.fromEntries(
    items.map(([key, item]) => [key, { ...item, decision: { ...item.decision, status: 'candidate' } }]),
  )
}

/** True while the last loss is not as long ago as it takes to learn. */
export function isIncomplete({ key, evidence }: Profile, now: number): boolean {
  return isLossRecent(key, evidence.lossAt, now)
}

/** The same where only the time of the last loss is at hand, 0 for never. */
export function isLossRecent(key: Profile['key'], lossAt: number, now: number): boolean {
  return lossAt > 0 && now - lossAt < wallTime({ key })
}

type Draft = Omit<Criterion, 'met' | 'waived'>

function timeCriteria(profile: Profile, now: number): Draft[] {
  const { learningAt, evidence } = profile
  const wall = elapsed(learningAt, now)
  // Entries from before an extension do not count against the quiet after it.
  const learned = [...Object.values(profile.entries), ...Object.values(profile.listeners)]
  const newest = learned.reduce((last, { addedAt }) => Math.max(last, addedAt), learningAt)
  const quiet = profile.key.kind === 'host' ? 48 * hour : Math.max(6 * hour, wall / 4)
  return [
    inHours('wall-time', wall, wallTime(profile)),
    inHours('quiet-time', elapsed(newest, now), quiet),
    inHours('loss-free-time', elapsed(Math.max(learningAt, evidence.lossAt), now), wallTime(profile)),
  ]
}

function podCriteria({ key, evidence }: Profile, { replicas, scheduled }: Surroundings): Draft[] {
  const owner = key.kind === 'workload' ? key.ownerKind : ''
  const isJob = owner === 'CronJob' || owner === 'Job'
  const finished = evidence.starts.filter((id) => evidence.ends.includes(id))
  const starts: Draft = isJob
    ? { name: 'starts', have: finished.length, required: 3, unit: 'containers', note: 'from start to end' }
    : { name: 'starts', have: evidence.starts.length, required: owner === 'Pod' ? 1 : 2, unit: 'containers', note: '' }
  // A pod that stands for itself is one.
  const wanted = owner === 'Pod' ? 1 : replicas
  const ended: Draft = { name: 'termination', have: evidence.ends.length, required: 1, unit: 'containers', note: '' }
  return [
    starts,
    {
      ...{ name: 'coverage', have: evidence.pods.length, unit: 'pods' },
      // Of no pods at all nothing is learned: scaled to zero is not covered.
      required: wanted === undefined ? undefined : Math.min(2, Math.max(1, wanted)),
      note: wanted === undefined ? 'how many pods there should be is not known' : '',
    },
    ended,
    // A container of a CronJob that ran to its end is its schedule that fired.
    ...(owner === 'CronJob'
      ? [scheduledWork(scheduled ?? [{ name: 'its schedule', fired: finished.length > 0 }])]
      : []),
  ]
}

function hostCriteria({ evidence }: Profile, { poolNodes, scheduled }: Surroundings): Draft[] {
  const isKnown = poolNodes !== undefined
  return [
    { name: 'starts', have: evidence.boots.length, required: 1, unit: 'boots', note: '' },
    {
      ...{ name: 'coverage', have: evidence.nodes.length, unit: 'nodes' },
      // Two, unless there is only one.
      required: isKnown ? Math.max(Math.min(2, Math.max(1, poolNodes)), Math.ceil(poolNodes / 2)) : undefined,
      note: isKnown ? '' : 'how many nodes the pool has is not known',
    },
    scheduledWork(scheduled),
  ]
}

function scheduledWork(scheduled: Surroundings['scheduled']): Draft {
  if (!scheduled)
    return { name: 'scheduled-work', have: undefined, required: undefined, unit: 'jobs', note: 'not known' }
  const waiting = scheduled.filter(({ fired }) => !fired).map(({ name }) => name)
  const names = waiting.slice(0, maxNames).join(', ')
  const more = waiting.length > maxNames ? ` and ${waiting.length - maxNames} more` : ''
  return {
    ...{ name: 'scheduled-work', have: scheduled.length - waiting.length, required: scheduled.length, unit: 'jobs' },
    note: waiting.length === 0 ? '' : `not fired: ${names}${more}`,
  }
}

function wallTime({ key }: Pick<Profile, 'key'>): number {
  return key.kind === 'host' ? 7 * 24 * hour : 24 * hour
}

/** A clock that was set back gives no time. */
function elapsed(since: number, now: number): number {
  return Math.max(0, now - since)
}

/** Rounded so that what is not reached never looks reached. */
function inHours(name: CriterionName, have: number, required: number): Draft {
  const tenths = (value: number, round: (value: number) => number) => round((value / hour) * 10) / 10
  return { name, have: tenths(have, Math.floor), required: tenths(required, Math.ceil), unit: 'hours', note: '' }
}
