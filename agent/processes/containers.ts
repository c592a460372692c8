// When containers begin and end, as far as their processes show it.
import type { EventMessage } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { PodName, ProcessObservation } from './observation.ts'
import { isNamed } from './report.ts'
import { placeOf } from './seen.ts'

export interface ContainerReport {
  /** A program was started, or ran already when the agent began to look. */
  started(observation: ProcessObservation, running?: boolean): void
  /** To be called now and then, with the ids of containers in which something runs: the others have ended. */
  look(alive: ReadonlySet<string>, time: number): Promise<void>
}

export interface ContainerReportOptions {
  readonly append: (event: Omit<EventMessage, 'seq'>) => void
  readonly nameOf: (pod: string, container: string) => Promise<PodName>
  readonly imageOf: (container: string) => string
}

interface Known {
  newest: ProcessObservation
  readonly state: 'started' | 'running'
  readonly time: number
  isTold: boolean
}

/** Most containers that are known at a time; of more nothing is told. */
const maxContainers = 5000

/** Of containers of pods: only their starts are learned from. */
export function openContainerReport({ append, nameOf, imageOf }: ContainerReportOptions): ContainerReport {
  const known = new Map<string, Known>()

  function tell(container: string, { newest }: Known, state: string, time: number): void {
    const place = { ...placeOf(newest, imageOf(container)) }
    append({ time: toTimestamp(time), container: { place, state, time: toTimestamp(time) } })
  }

  /** Told as soon as it has a name; where it gets none, without. */
  async function tellBegin(container: string, each: Known): Promise<void> {
    if (each.isTold) return
    each.isTold = true
    const { place } = each.newest
    if (!isNamed(each.newest)) each.newest = { ...each.newest, name: await nameOf(place.pod, container) }
    tell(container, each, each.state, each.time)
  }

  return {
    started: (observation, running = false) => {
      const { container, place } = observation.place
      if (place !== 'pod' || container === '' || known.has(container) || known.size >= maxContainers) return
      // Who is called into a container was not the first in it.
      const state = running || observation.session ? 'running' : 'started'
      const each: Known = { newest: observation, state, time: Date.parse(observation.time), isTold: false }
      known.set(container, each)
      if (!isNamed(observation)) return
      each.isTold = true
      tell(container, each, state, each.time)
    },
    look: async (alive, time) => {
      for (const [container, each] of known) {
        await tellBegin(container, each)
        if (alive.has(container)) continue
        known.delete(container)
        tell(container, each, 'ended', time)
      }
    },
  }
}
