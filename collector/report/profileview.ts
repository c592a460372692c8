// Profiles and violations as people and tools read them.
import { z } from 'zod'
import { listenerKey } from '../allowlist/ephemeral.ts'
import type { Place } from '../allowlist/key.ts'
import { type ListenerItem, listenerItems } from '../allowlist/listenerreview.ts'
import { hardKinds } from '../allowlist/match.ts'
import { flagsOf, openEntries, openListeners, type Profile } from '../allowlist/profile.ts'
import { isLossRecent, readiness, type Surroundings } from '../allowlist/readiness.ts'
import { type ReviewItem, reviewItems, riskOf } from '../allowlist/review.ts'
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
  open: count.describe('Entries and listeners that nobody decided upon.'),
  autoApprove: z.boolean(),
  incomplete: z.boolean().describe('So lately something was lost that it cannot be called complete.'),
  tagged: count.optional().describe('Open entries with a tag that asks for a look; absent where not counted yet.'),
  worst: z.string().optional().describe('The worst tag of these.'),
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
  hard: z.boolean().describe('True where it breaks a hard rule: approval is refused, only an exception helps.'),
  digests: z.array(z.string()),
  approved: z.array(z.string()),
  uids: z.array(count),
  creators: z.array(z.string()),
  seen: count,
  nodes: count,
  pods: count,
  firstTime: time.optional().describe('By the clock of the node.'),
  lastTime: time.optional().describe('By the clock of the node.'),
  nodeIds: z.array(z.string()).describe('Where it was seen, the first first; at most 64.'),
  starts: count.describe('Containers that were seen to start, of the sample that is looked at.'),
  seenInStarts: count.describe('In how many of these it ran.'),
  learned: count.describe('The number of the profile when there was last something new to see of it.'),
})

const listenerSchema = z.object({
  key: z.string().describe('What a decision names it by.'),
  executable: z.string(),
  protocol: z.string(),
  scope: z.string().describe('Class of the address: loopback, link-local, private, public or wildcard.'),
  port: count,
  status: entrySchema.shape.status,
  by: z.string().optional(),
  until: time.optional(),
  bulk: entrySchema.shape.bulk,
  seen: count.describe('In how many facts it was.'),
  nodes: count,
  pods: count,
  learned: entrySchema.shape.learned,
})

export const profileSchema = summarySchema.extend({
  learned: count.describe('Grows with what is learned that a person has to see: an approval names it.'),
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
  listeners: z.array(listenerSchema).describe('Where its programs wait for connections, the widest address first.'),
  patterns: z.array(z.object({ path: z.string(), by: z.string().optional() })).describe('Paths that people allow.'),
  exceptions: z
    .array(z.object({ kind: z.string(), digest: z.string(), creator: z.string(), by: z.string().optional() }))
    .describe('The ways past a hard rule.'),
  history: z
    .array(z.object({ time, by: z.string(), what: z.string(), reason: z.string().optional() }))
    .describe('Newest first.'),
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

export const countsSchema = z.object({
  open: z.record(z.enum(severities), count).describe('Those that nobody acknowledged.'),
  acknowledged: count,
  suppressed: count.describe('Processes that broke a rule and found no room.'),
  unlearned: count.describe('Processes of places for which there was no room: nothing was learned of them.'),
})

export type SummaryView = z.infer<typeof summarySchema>
export type ProfileView = z.infer<typeof profileSchema>
export type ViolationView = z.infer<typeof violationSchema>
export type ListenerView = ProfileView['listeners'][number]
export type EntryView = ProfileView['items'][number]

export function summaryView(summary: ProfileSummary, now: number): SummaryView {
  const { id, key, state, version, learningAt, seenAt, lossAt, nodes, entries, open, autoApprove } = summary
  const { tagged, worst } = summary
  return {
    ...{ id, state, version, learningTime: timeOf(learningAt), nodes, entries, open, autoApprove },
    ...(seenAt > 0 ? { seenTime: timeOf(seenAt) } : {}),
    incomplete: isLossRecent(key, lossAt, now),
    ...(tagged === undefined ? {} : { tagged, ...(worst === undefined ? {} : { worst }) }),
  }
}

export function profileView(profile: Profile, surroundings: Surroundings, now: number): ProfileView {
  const { id, key, state, version, learningAt, autoApprove, evidence, entries, history } = profile
  const { seenAt, lossAt } = evidence
  const nodes = evidence.nodes.length
  const { tagged, worst } = riskOf(profile)
  const open = openEntries(profile).length + openListeners(profile).length
  const counts = { nodes, entries: Object.keys(entries).length, open, tagged }
  const own = { id, key, state, version, learningAt, autoApprove, seenAt, lossAt, ...counts }
  return {
    ...summaryView(worst === undefined ? own : { ...own, worst }, now),
    learned: profile.learned,
    flags: flagsOf(profile, now).map(({ name, reason, count }) => ({ name, reason, count })),
    criteria: readiness(profile, surroundings, now).map(({ have, required, note, ...each }) => ({
      ...each,
      ...(have === undefined ? {} : { have }),
      ...(required === undefined ? {} : { required }),
      ...(note === '' ? {} : { note }),
    })),
    items: reviewItems(profile, 'all').map(entryView),
    listeners: listenerItems(profile, 'all').map(listenerView),
    patterns: profile.patterns.map(({ path, by }) => ({ path, ...(by ? { by } : {}) })),
    exceptions: profile.exceptions.map(({ at, by, ...each }) => ({ ...each, ...(by ? { by } : {}) })),
    history: history
      .map(({ at, by, what, reason }) => ({ time: timeOf(at), by, what, ...(reason ? { reason } : {}) }))
      .reverse(),
  }
}

function entryView({ key, entry, tags, bulk, count, seenOnNodes, starts, seenInStarts }: ReviewItem): EntryView {
  const { path, script, layer, decision, digests, approved, uids, creators, pods } = entry
  return {
    ...{ key, path, layer, status: decision.status, tags: [...tags], bulk },
    hard: tags.some((tag) => (hardKinds as readonly string[]).includes(tag)),
    ...(script ? { script } : {}),
    ...(decision.by ? { by: decision.by } : {}),
    ...(decision.until > 0 ? { until: timeOf(decision.until) } : {}),
    ...{ digests: Object.keys(digests), approved: [...approved], uids: [...uids], creators: [...creators] },
    ...{ seen: whole(count), nodes: seenOnNodes, pods: pods.length, starts, seenInStarts },
    learned: entry.learned,
    ...timesOf(entry.nodes),
  }
}

function timesOf(nodes: Profile['entries'][string]['nodes']): Pick<EntryView, 'firstTime' | 'lastTime' | 'nodeIds'> {
  const all = Object.entries(nodes).sort(([, a], [, b]) => a.first - b.first)
  const last = all.reduce((newest, [, each]) => Math.max(newest, each.last), 0)
  const [first] = all
  return {
    ...(first ? { firstTime: timeOf(first[1].first), lastTime: timeOf(last) } : {}),
    nodeIds: all.map(([id]) => id),
  }
}

function listenerView({ key, entry, bulk, count }: ListenerItem): ListenerView {
  const { executable, protocol, scope, port, decision, nodes, pods } = entry
  return {
    ...{ key, executable, protocol, scope, port, status: decision.status, bulk },
    ...(decision.by ? { by: decision.by } : {}),
    ...(decision.until > 0 ? { until: timeOf(decision.until) } : {}),
    ...{ seen: whole(count), nodes: Object.keys(nodes).length, pods: pods.length, learned: entry.learned },
  }
}

export function violationView(violation: StoredViolation): ViolationView {
  const { id, profile, kind, severity, reason, count, first, last, lastAt, nodes, allowed } = violation
  const { process, listener, acknowledged } = violation
  return {
    ...{ id, profile, kind, severity, reason, count: whole(count), nodes: [...nodes], allowed: [...allowed] },
    ...{ firstTime: timeOf(first), lastTime: timeOf(last), receivedTime: timeOf(lastAt) },
    ...{ creators: [], marks: [], commandLine: [], listeners: [] },
    ...(process ? processOf(process) : {}),
    ...(listener ? { listeners: [listenerKey(listener)], ...podOf(listener.place) } : {}),
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
    ...podOf(place),
    ...(evidence?.user ? { user: evidence.user } : {}),
    ...(evidence ? { commandLine: [...evidence.commandLine], listeners: [...evidence.listeners] } : {}),
  }
}

function podOf({ podUid, namespace, pod }: Place): Pick<ViolationView, 'pod'> {
  return podUid ? { pod: pod ? `${namespace}/${pod}` : podUid } : {}
}

/** Sums of what nodes count may grow beyond what is exact. */
function whole(count: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, count)
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
