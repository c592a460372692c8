// Losses whose place is known: what a node misses of one workload makes nothing of the others doubtful.
import type { PlaceLoss } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import type { ProcessObservation } from './observation.ts'
import { placeOf } from './seen.ts'

export interface PlaceLosses {
  /** Counts what is not known of a start. */
  add(observation: ProcessObservation): void
  /** All since it was asked last. What found no room is left to the counts of the node. */
  take(): PlaceLoss[]
}

export function openPlaceLosses(imageOf: (container: string) => string): PlaceLosses {
  let places = new Map<string, { -readonly [Key in keyof PlaceLoss]: PlaceLoss[Key] }>()
  return {
    add: (observation) => {
      const { place, pathSource, signals } = observation
      const unresolved = pathSource === 'unresolved' ? 1 : 0
      const untold = signals.some((each) => each.startsWith('exec-without-event')) ? 1 : 0
      if (unresolved + untold === 0 || place.place === 'unknown') return
      const key = JSON.stringify([place.place, place.unit, place.pod, place.container])
      const known = places.get(key)
      if (!known && places.size >= eventLimits.maxItems) return
      const own = known ?? {
        ...{ place: placeOf(observation, imageOf(place.container)), execWithoutEvent: 0, unresolved: 0 },
      }
      own.execWithoutEvent = (own.execWithoutEvent ?? 0) + untold
      own.unresolved = (own.unresolved ?? 0) + unresolved
      places.set(key, own)
    },
    take: () => {
      const taken = [...places.values()]
      places = new Map()
      return taken
    },
  }
}
