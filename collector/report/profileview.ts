// Profiles and violations as people and tools read them.
import { z } from 'zod'
import { flagsOf, openEntries, type Profile } from '../allowlist/profile.ts'
import { readiness, type Surroundings } from '../allowlist/readiness.ts'
import { type ReviewItem, reviewItems } from '../allowlist/review.ts'
import { severities } from '../judge/rule.ts'
import type { ProfileSummary, StoredViolation } from '../store/store.ts'

const time = z.iso.datetime()
const count = z.number().int()

/** One line of the list of profiles. */
export const summarySchema = z.object({
  id: z.string(),
  state: z.enum(['learning', 'review', 'alerting']),
  version: count.describe('What a decision has to name: it grows with each.'),
  learningTime: time,
  seenTime: time.optional(),
  nodes: count,
  entries: count,
  open: count.describe('Entries that nobody decided upon.'),
  autoApprove: z.boolean(),
})

const entrySchema = z.object({
  key: z.string().describe('What a decision names it by.'),
  path: z.string(),
  script: z.string().optional(),
  layer: z.string(),
  status: z.enum(['observed', 'candidate', 'ignored', 'approved', 'denied']),
  by: z.string().optional(),
  until: time.optional(),
  tags: z.array(z.string()).describe('Why it is worth a look, the worst first.'),
  bulk: z.boolean().describe('True where it may be approved together with others.'),
  digests: z.array(z.string()),
  approved: z.array(z.string()),
  uids: z.array(count),
  creators: z.array(z.string()),
  seen: count,
  nodes: count,
  pods: count,
})

export const profileSchema = summarySchema.extend({
  flags: z.array(z.object({ name: z.string(), reason: z.string(), count: count })),
  criteria: z.array(
    z.object({
      name: z.string(),
      have: z.number().optional().describe('Absent where it cannot be told.'),
      required: z.number().optional(),
      unit: z.string(),
      met: z.boolean(),
      waived: z.boolean(),
      note: z.string().optional(),
    }),
  ),
  items: z.array(entrySchema).describe('The programs, by risk.'),
  history: z.array(z.object({ time, by: z.string(), what: z.string() })).describe('Newest first.'),
})

export const violationSchema = z.object({
  id: z.string(),
  profile: z.string().describe('Empty where the place has none.'),
  kind: z.string(),
  severity: z.enum(severities),
  reason: z.string(),
  path: z.string().optional(),
  script: z.string().optional(),
  layer: z.string().optional(),
  digest: z.string().optional(),
  count,
  firstTime: time.describe('By the clock of the node.'),
  lastTime: time.describe('By the clock of the node.'),
  receivedTime: time,
  nodes: z.array(z.string()),
  allowed: z.array(z.string()).describe('What of the profile comes nearest.'),
  creators: z.array(z.string()),
  marks: z.array(z.string()),
  user: z.string().optional(),
  pod: z.string().optional(),
  commandLine: z.array(z.string()).describe('Arguments that look like secrets are taken out.'),
  listeners: z.array(z.string()),
  acknowledged: z.object({ by: z.string(), time, note: z.string() }).optional(),
})

export type SummaryView = z.infer<typeof summarySchema>
export type ProfileView = z.infer<typeof profileSchema>
export type ViolationView = z.infer<typeof violationSchema>
export type EntryView = ProfileView['items'][number]

export function summaryView(summary: ProfileSummary): SummaryView {
  const { id, state, version, learningAt, seenAt, nodes, entries, open, autoApprove } = summary
  return {
    ...{ id, state, version, learningTime: timeOf(learningAt), nodes, entries, open, autoApprove },
    ...(seenAt > 0 ? { seenTime: timeOf(seenAt) } : {}),
  }
}

export function profileView(profile: Profile, surroundings: Surroundings, now: number): ProfileView {
  const { id, key, state, version, learningAt, autoApprove, evidence, entries, history } = profile
  const { seenAt, lossAt } = evidence
  const nodes = Object.keys(evidence.nodes).length
  const counts = { nodes, entries: Object.keys(entries).length, open: openEntries(profile).length }
  return {
    ...summaryView({ id, key, state, version, learningAt, autoApprove, seenAt, lossAt, ...counts }),
    flags: flagsOf(profile, now).map(({ name, reason, count }) => ({ name, reason, count })),
    criteria: readiness(profile, surroundings, now).map(({ have, required, note, ...each }) => ({
      ...each,
      ...(have === undefined ? {} : { have }),
      ...(required === undefined ? {} : { required }),
      ...(note === '' ? {} : { note }),
    })),
    items: reviewItems(profile, 'all').map(entryView),
    history: history
      .map(({ at, by, what }) => ({ time: timeOf(at), by, what }))
      .sort((a, b) => (a.time < b.time ? 1 : -1)),
  }
}

function entryView({ key, entry, tags, bulk, count, seenOnNodes }: ReviewItem): EntryView {
  const { path, script, layer, decision, digests, approved, uids, creators, pods } = entry
  return {
    ...{ key, path, layer, status: decision.status, tags: [...tags], bulk },
    ...(script ? { script } : {}),
    ...(decision.by ? { by: decision.by } : {}),
    ...(decision.until > 0 ? { until: timeOf(decision.until) } : {}),
    ...{ digests: Object.keys(digests), approved: [...approved], uids: [...uids], creators: [...creators] },
    ...{ seen: whole(count), nodes: seenOnNodes, pods: pods.length },
  }
}

export function violationView(violation: StoredViolation): ViolationView {
  const { id, profile, kind, severity, reason, count, first, last, lastAt, nodes, allowed, process, acknowledged } =
    violation
  return {
    ...{ id, profile, kind, severity, reason, count: whole(count), nodes: [...nodes], allowed: [...allowed] },
    ...{ firstTime: timeOf(first), lastTime: timeOf(last), receivedTime: timeOf(lastAt) },
    ...{ creators: [], marks: [], commandLine: [], listeners: [] },
    ...(process ? processOf(process) : {}),
    ...(acknowledged
      ? { acknowledged: { by: acknowledged.by, time: timeOf(acknowledged.at), note: acknowledged.note } }
      : {}),
  }
}

function processOf(process: NonNullable<StoredViolation['process']>): Partial<ViolationView> {
  const { path, script, layer, digest, creators, marks, place, evidence } = process
  return {
    ...{ path, layer, creators: [...creators], marks: [...marks] },
    ...(script ? { script } : {}),
    ...(digest ? { digest } : {}),
    ...(place.podUid ? { pod: place.pod ? `${place.namespace}/${place.pod}` : place.podUid } : {}),
    ...(evidence?.user ? { user: evidence.user } : {}),
    ...(evidence ? { commandLine: [...evidence.commandLine], listeners: [...evidence.listeners] } : {}),
  }
}

/** Sums of what nodes count may grow beyond what is exact. */
function whole(count: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, count)
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
