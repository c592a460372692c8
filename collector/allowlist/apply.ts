// A batch of what one node told: sorted by the place that it belongs to, judged, and then learned.
import type { ContainerSeen, EventMessage } from '../../proto/index.ts'
import { keyOf, keyText, type ProfileKey, type Resolver } from './key.ts'
import { learn, learnContainer, learnLoss, lossesOfPlace, lossesOfReport, type Told } from './learn.ts'
import { match, type Verdict } from './match.ts'
import { placeOf, type SeenProcess, seenProcess } from './process.ts'
import type { Profile } from './profile.ts'

/** What was told of one place. */
export interface PlaceBatch {
  readonly key: ProfileKey
  readonly processes: readonly SeenProcess[]
  /** Those of them that are learned too: not the ones of debug containers. */
  readonly learned: readonly SeenProcess[]
  readonly containers: readonly ContainerSeen[]
  /** What was not seen there, by reason. */
  readonly losses: Losses
}

export type Losses = Readonly<Record<string, number>>

export interface Batch {
  /** By id of the profile. */
  readonly places: ReadonlyMap<string, PlaceBatch>
  /** Processes of which nobody knows where they belong. */
  readonly homeless: readonly SeenProcess[]
  /** What was not seen wherever it was, by reason. */
  readonly losses: Losses
}

/** A process that breaks a rule. */
export interface Breach {
  readonly process: SeenProcess
  readonly verdict: Verdict
}

/** Sorts events by place. Kinds that tell nothing of processes are left out. */
export function batchOf(events: readonly EventMessage[], node: string, resolver: Resolver): Batch {
  const places = new Map<
    string,
    { key: ProfileKey; containers: ContainerSeen[]; losses: Record<string, number> } & Record<
      'processes' | 'learned',
      SeenProcess[]
    >
  >()
  const homeless: SeenProcess[] = []
  const losses: Record<string, number> = {}
  const placeFor = (place: SeenProcess['place']) => {
    const belongs = keyOf(place, node, resolver)
    if (belongs.status === 'unknown') return undefined
    const id = keyText(belongs.key)
    const own = places.get(id) ?? { key: belongs.key, processes: [], learned: [], containers: [], losses: {} }
    places.set(id, own)
    return { own, learns: belongs.learns }
  }
  for (const event of events) {
    const process = event.process ? seenProcess(event.process) : undefined
    if (process) {
      const found = placeFor(process.place)
      if (found) found.own.processes.push(process)
      else homeless.push(process)
      if (found?.learns) found.own.learned.push(process)
    }
    const container = event.container
    const home = container ? placeFor(placeOf(container.place)) : undefined
    if (container && home?.learns) home.own.containers.push(container)
    addTo(losses, lossesOf(event))
    // A place that cannot be told is the node's.
    for (const each of event.trace?.places ?? [])
      addTo(placeFor(placeOf(each.place))?.own.losses ?? losses, lossesOfPlace(each))
  }
  return { places, homeless, losses }
}

/** Judges what was told of a place by what was known before, then learns it. */
export function applyBatch(
  before: Profile,
  { processes, learned, containers, losses }: PlaceBatch,
  told: Told,
): { readonly profile: Profile; readonly breaches: Breach[] } {
  const breaches = breachesOf(before, processes, told.at)
  const profile = containers.reduce((next, each) => learnContainer(next, each, told), learn(before, learned, told))
  return { profile: learnLoss(profile, losses, told), breaches }
}

/** The processes that break a rule; without a profile only the hard rules apply. */
export function breachesOf(profile: Profile | undefined, processes: readonly SeenProcess[], now: number): Breach[] {
  return processes
    .map((process) => ({ process, verdict: match(profile, process, { now }) }))
    .filter(({ verdict }) => verdict.status === 'violation')
}

/** What did not arrive counts as what was not seen: nobody knows what it was. */
function lossesOf({ trace, gap }: EventMessage): Record<string, number> {
  if (gap) return { 'events dropped': Math.max(1, gap.count ?? 0) }
  if (!trace) return {}
  return lossesOfReport(trace)
}

function addTo(losses: Record<string, number>, more: Losses): void {
  for (const [reason, count] of Object.entries(more)) if (count > 0) losses[reason] = (losses[reason] ?? 0) + count
}
