import type { Profiles } from '../../collector/profiles.ts'

const none = () => Promise.reject(new Error('there are no profiles here'))

/** Knows no profiles: for tests of what has nothing to do with them. */
export const noProfiles: Profiles = {
  list: async () => [],
  ...{ get: none, decide: none, export: none, import: none, violation: none, acknowledge: none },
  counts: async () => ({
    open: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
    acknowledged: 0,
    suppressed: 0,
    unlearned: 0,
  }),
  processes: async () => ({ processes: [], nodes: 0, unseen: [] }),
  violations: async () => ({ violations: [] }),
  advance: async () => undefined,
  stop: async () => undefined,
}
