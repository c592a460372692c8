// Which of the jobs that nodes start by the clock have been seen in a profile since it began to learn.
import { posix } from 'node:path'
import type { ScheduledJobsFact } from '../../proto/index.ts'
import { escapeText } from './names.ts'
import type { Entry, Profile } from './profile.ts'
import type { Surroundings } from './readiness.ts'

/** What a node said of its jobs; undefined where it could not say, or not all. */
export type NodeJobs = ReadonlyMap<string, ScheduledJobsFact | undefined>

type Job = NonNullable<ScheduledJobsFact['items']>[number]

/** Undefined where a node of the profile did not tell what it starts: then nobody knows what is still to come. */
export function scheduledIn(profile: Profile, jobs: NodeJobs): Surroundings['scheduled'] {
  const { key, evidence } = profile
  if (key.kind !== 'host') return undefined
  const told = evidence.nodes.map((node) => jobs.get(node))
  if (told.length === 0 || told.includes(undefined)) return undefined
  const here = told.flatMap((fact) => fact?.items ?? []).filter(({ unit }) => escapeText(unit) === key.unit)
  const byName = Map.groupBy(here, ({ name }) => escapeText(name))
  return [...byName]
    .map(([name, same]) => ({ name, fired: same.some((job) => isSeen(profile, job)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isSeen(profile: Profile, { name = '', programs = [], last = 0 }: Job): boolean {
  const { learningAt, evidence } = profile
  const isSince = ({ nodes }: Entry) => Object.values(nodes).some((each) => each.last >= learningAt)
  const entries = Object.values(profile.entries).filter(isSince)
  if (!name.endsWith('.timer'))
    return programs.some((program) => entries.some((entry) => isStart(entry, escapeText(program))))
  // One that fired and started nothing has nothing to show; that must have been seen, and not only looked for now and then.
  const isComplete = evidence.sources.length > 0 && evidence.sources.every((source) => source === 'events')
  return entries.length > 0 || (isComplete && last >= learningAt)
}

function isStart({ path, script }: Entry, program: string): boolean {
  const files = script === '' ? [path] : [path, script]
  return files.some((file) => file === program || (!program.includes('/') && posix.basename(file) === program))
}
