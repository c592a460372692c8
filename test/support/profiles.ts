import type { Profiles } from '../../collector/profiles.ts'

const none = () => Promise.reject(new Error('there are no profiles here'))

/** Knows no profiles: for tests of what has nothing to do with them. */
export const noProfiles: Profiles = {
  list: async () => [],
  ...{ get: none, decide: none, export: none, import: none, acknowledge: none, counts: none },
  violations: async () => ({ violations: [] }),
  advance: async () => undefined,
  stop: async () => undefined,
}
