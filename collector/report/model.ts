// What every surface shows, as schemas: the types of the code, the validation of tests and the OpenAPI document are one.
import { z } from 'zod'
import { levels, outcomes, severities } from '../judge/rule.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const time = z.iso.datetime().describe('RFC 3339.')
const severity = z.enum(severities)
const outcome = z.enum(outcomes)
const count = z.number().int().min(0)

export const evidenceSchema = z
  .object({
    field: z.string().describe('Path of the value in the fact.'),
    value: z.string(),
    source: z.string().describe('Where the value comes from.'),
    overridden: z
      .exactOptional(list(z.object({ value: z.string(), source: z.string() }).readonly()))
      .describe('What it won over.'),
    unknown: z.exactOptional(z.string()).describe('Why the value cannot be told; then there is none.'),
  })
  .readonly()

export const findingSchema = z
  .object({
    id: z.string().describe('SHA-256 of cluster, node, rule and subject: the same for ever.'),
    clusterId: z.string(),
    nodeId: z.string().describe('Empty for a rule over the whole cluster.'),
    nodeName: z.string(),
    rule: z.string(),
    title: z.string(),
    severity,
    domain: z.string(),
    subject: z.string().describe('What of the domain is meant; empty for the whole.'),
    outcome,
    message: z.string(),
    evidence: list(evidenceSchema),
    references: z
      .record(z.string(), list(z.string()))
      .readonly()
      .describe('Where others ask for the same: framework to ids.'),
    remediation: z.string(),
    level: z.exactOptional(z.enum(levels)),
    firstTime: time,
    changedTime: time.describe(
      'When outcome, severity, message or evidence last changed, by the clock of the collector.',
    ),
    previousOutcome: z.exactOptional(outcome),
    previousMessage: z.exactOptional(z.string()),
    stale: z.boolean().describe('The node is silent: the answer is old and counts as unknown.'),
  })
  .readonly()

export const countsSchema = z
  .object({ pass: count, fail: count, review: count, notApplicable: count, unknown: count, error: count })
  .readonly()

/** The last two are not expected to report. */
export const nodeStates = ['reporting', 'stale', 'silent', 'never-seen', 'cannot-be-observed', 'excluded'] as const

export const vitalsSchema = z
  .object({
    uptimeSeconds: z.number().describe('Seconds since the machine started.'),
    load1: z.number().describe('Load average of the last minute.'),
    memoryTotalBytes: z.number(),
    memoryAvailableBytes: z.number(),
    agentMemoryBytes: z.number().describe('Resident memory of the agent.'),
    agentCpuSeconds: z.number().describe('CPU time of the agent since it started.'),
  })
  .readonly()

export const nodeSchema = z
  .object({
    clusterId: z.string(),
    id: z.string(),
    name: z.string(),
    roles: list(z.string()),
    kubeletVersion: z.string().describe('Empty where it is not known.'),
    agentVersion: z.string(),
    state: z.enum(nodeStates),
    stateReason: z.exactOptional(z.string()).describe('Why it is not expected to report.'),
    lastSeenTime: z.exactOptional(time),
    counts: countsSchema,
    degraded: list(z.string()).describe('Where the agent sees less than it should.'),
    clockOffsetMilliseconds: z.number().describe('The clock of the agent less that of the collector.'),
    vitals: z.exactOptional(vitalsSchema).describe('As of the last heartbeat.'),
    domains: list(
      z
        .object({
          domain: z.string(),
          status: z.enum(['observed', 'absent', 'denied', 'failed']),
          reason: z.string(),
          gaps: count,
          observedTime: time,
        })
        .readonly(),
    ),
  })
  .readonly()

export const changeSchema = z
  .object({
    findingId: z.string(),
    nodeName: z.string(),
    rule: z.string(),
    title: z.string(),
    subject: z.string(),
    severity,
    from: z.exactOptional(outcome).describe('Absent: it is new.'),
    fromMessage: z.exactOptional(z.string()),
    to: z.exactOptional(outcome).describe('Absent: it is gone.'),
    toMessage: z.exactOptional(z.string()),
    time,
    factHash: z.string(),
    rulePack: z.string(),
  })
  .readonly()

export const coverageSchema = z
  .object({
    expected: count,
    reporting: count,
    stale: count,
    silent: count,
    neverSeen: count,
    unobservable: z.exactOptional(count).describe('Nodes on which no agent can run: not expected. Absent: none.'),
    excluded: z.exactOptional(count).describe('Nodes that the operator left out: not expected. Absent: none.'),
  })
  .readonly()

export const storageSchema = z
  .object({
    damaged: list(
      z.object({ file: z.string(), time: time.describe('When it was put aside.'), bytes: count }).readonly(),
    ).describe(
      'Databases that were found damaged and put aside: what was before is not in the report. The newest first.',
    ),
    replica: z
      .exactOptional(
        z
          .object({
            used: z.boolean().describe('False: this was read from the primary.'),
            behindSeconds: z.exactOptional(count).describe('This is at most so late. Absent: not known, or not used.'),
            reason: z
              .exactOptional(z.string())
              .describe('Why the replica is not used, or why it is not known how far behind it is.'),
          })
          .readonly(),
      )
      .describe('The replica that reports may be read from. Absent: there is none.'),
  })
  .readonly()

export const reportSchema = z
  .object({
    clusterId: z.string(),
    clusterName: z.string(),
    asOf: time,
    coverage: coverageSchema,
    counts: countsSchema,
    score: z
      .exactOptional(z.number().int().min(0).max(100))
      .describe('Share of the questions that pass, weighted by severity; absent when none has an answer.'),
    severities: list(z.object({ severity, fail: count, unknown: count }).readonly()),
    worst: list(findingSchema),
    changes: list(changeSchema),
    nodes: list(nodeSchema),
    rulePackVersion: z.string(),
    violations: z
      .object({
        open: list(z.object({ severity: z.enum(severities), count }).readonly()).describe('The worst first.'),
        acknowledged: count,
        suppressed: count.describe('Processes that broke a rule and found no room among the violations.'),
        unlearned: count.describe('Processes of places for which there was no room.'),
      })
      .readonly()
      .optional()
      .describe('What ran or listens and is not allowed. Absent where nobody looked.'),
    ruleChanges: list(z.string()).describe('What operators changed of the rules.'),
    storage: z
      .exactOptional(storageSchema)
      .describe('What there is to know of where this was read from. Absent: nothing.'),
  })
  .readonly()

/** A finding with all that people need to know of it: the JSON of the API and of scans. */
export type FindingView = z.infer<typeof findingSchema>
/** Answers by outcome. */
export type Counts = z.infer<typeof countsSchema>
export type NodeState = (typeof nodeStates)[number]
/** How a node and its agent are doing, as of its last heartbeat. */
export type VitalsView = z.infer<typeof vitalsSchema>
export type NodeView = z.infer<typeof nodeSchema>
export type ChangeView = z.infer<typeof changeSchema>
export type Coverage = z.infer<typeof coverageSchema>
/** The cluster in one document. Coverage first: what is not seen is not good. */
export type Report = z.infer<typeof reportSchema>
export type SeverityCount = Report['severities'][number]
