import type { ReadStore } from './store.ts'

const readMethods: Readonly<Record<keyof ReadStore, true>> = {
  ...{ clusters: true, nodes: true, nodeIdentities: true, counts: true, violationCounts: true },
  ...{ nodePage: true, domainStates: true, observations: true, observationsOf: true },
  ...{ nodeFindings: true, findings: true, findingsById: true },
  ...{ history: true, changes: true, events: true, podOwners: true, profile: true },
}

export interface PreferringOptions {
  readonly first: ReadStore
  readonly other: ReadStore
  /** Whether the first is asked. */
  readonly usable: () => boolean
  /** Told of each answer that the first did not give. */
  readonly failed: (error: Error) => void
}

/** Asks the first store while it can be used, and the other one where it cannot or does not answer. */
export function preferring({ first, other, usable, failed }: PreferringOptions): ReadStore {
  type Read = (...given: never[]) => Promise<unknown>
  const either = (name: keyof ReadStore): Read => {
    return async (...given) => {
      if (!usable()) return (other[name] as Read)(...given)
      try {
        return await (first[name] as Read)(...given)
      } catch (error) {
        // A question that makes no sense makes none elsewhere.
        if (error instanceof RangeError || (error as Error).name === 'PageTokenError') throw error
        failed(error as Error)
        return (other[name] as Read)(...given)
      }
    }
  }
  const names = Object.keys(readMethods) as (keyof ReadStore)[]
  return Object.fromEntries(names.map((name) => [name, either(name)])) as unknown as ReadStore
}
