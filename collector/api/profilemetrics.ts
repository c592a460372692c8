import { Gauge, type Registry } from 'prom-client'
import type { Profiles } from '../profiles.ts'

/** Adds what ran and is not allowed, and how far the profiles are. Labels are words of Merlon's own. */
export function addProfileMetrics(registry: Registry, profiles: Pick<Profiles, 'counts' | 'list'>): void {
  const registers = [registry]
  new Gauge({
    name: 'merlon_violations',
    help: 'Different violations that nobody has acknowledged, by severity.',
    labelNames: ['severity'],
    registers,
    async collect() {
      for (const [severity, number] of Object.entries((await profiles.counts()).open)) this.set({ severity }, number)
    },
  })
  new Gauge({
    name: 'merlon_violations_suppressed',
    help: 'Processes that broke a rule and found no room among the violations.',
    registers,
    async collect() {
      this.set((await profiles.counts()).suppressed)
    },
  })
  new Gauge({
    name: 'merlon_profiles',
    help: 'Profiles by state: learning, review (a person has to look), alerting.',
    labelNames: ['state'],
    registers,
    async collect() {
      const states = (await profiles.list()).map(({ state }) => state)
      for (const state of ['learning', 'review', 'alerting'])
        this.set({ state }, states.filter((each) => each === state).length)
    },
  })
}
