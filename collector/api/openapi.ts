import { z } from 'zod'
import { printable } from '../../lib/printable.ts'
import { version } from '../../lib/version.ts'
import { eventKinds } from '../../proto/eventkind.ts'
import { levels, outcomes, severities } from '../judge/rule.ts'
import { actions, maxReason } from '../profiles.ts'
import { clusterSummarySchema, totalsSchema } from '../report/clusterview.ts'
import { complianceSchema } from '../report/compliancemodel.ts'
import { eventSchema } from '../report/eventview.ts'
import { changeSchema, findingSchema, nodeSchema, reportSchema } from '../report/model.ts'
import { runningSchema } from '../report/processview.ts'
import { countsSchema, profileSchema, summarySchema, violationSchema } from '../report/profileview.ts'
import { defaultPageSize, maxPageSize } from './paging.ts'

/** A list in a query: `?outcome=fail,unknown` or the name several times. */
function several<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined ? [] : [value].flat().flatMap((each) => String(each).split(','))),
    z.array(item).max(100),
  )
}

export const findingsQuery = z.strictObject({
  outcome: several(z.enum(outcomes)).describe('Only these; all but passing when none is named. Separated by commas.'),
  minSeverity: z.enum(severities).optional().describe('Only this severity and above.'),
  node: several(z.string().min(1).max(253)).describe('Only these nodes, by name or id. Separated by commas.'),
  rule: several(z.string().min(1).max(200)).describe('Only these rules. Separated by commas.'),
  pageSize: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`At most this many, ${defaultPageSize} when not given, never more than ${maxPageSize}.`),
  pageToken: z.string().max(2000).optional().describe('`nextPageToken` of the page before.'),
})

export const complianceQuery = z.strictObject({
  benchmark: z
    .string()
    .max(100)
    .optional()
    .describe('Id of a benchmark for all nodes; each has its own when not given.'),
  node: findingsQuery.shape.node,
})

export const pageQuery = findingsQuery.pick({ pageSize: true, pageToken: true })

export const eventsQuery = z.strictObject({
  node: findingsQuery.shape.node,
  kind: several(z.enum(eventKinds)).describe('Only these kinds. Separated by commas.'),
  since: z.iso.datetime({ offset: true }).optional().describe('Only what was received then or later, RFC 3339.'),
  ...pageQuery.shape,
})

export const profilesQuery = z.strictObject({
  state: z.enum(['learning', 'review', 'alerting']).optional().describe('Only these.'),
  ...pageQuery.shape,
})

export const violationsQuery = z.strictObject({
  profile: z.string().max(3000).optional().describe('Only of this profile; empty: of places without one.'),
  minSeverity: z.enum(severities).optional().describe('Only this severity and above.'),
  acknowledged: z.enum(['true', 'false']).optional().describe('Only those that somebody has seen, or that nobody has.'),
  ...pageQuery.shape,
})

export const processesQuery = z.strictObject({
  node: findingsQuery.shape.node,
  namespace: z.string().max(253).optional().describe('Only of pods of this namespace.'),
  path: z.string().max(4096).optional().describe('Only where the path holds this.'),
  unit: z.string().max(1000).optional().describe('Only of this unit.'),
  user: z.string().max(256).optional().describe('Only of this user, by name or number.'),
  layer: z.string().max(32).optional().describe('Only files from there, as far as the profiles know.'),
  outliers: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only what runs on one node, though others were looked at too.'),
  ...pageQuery.shape,
})

export const decisionBody = z.strictObject({
  action: z.enum(actions),
  version: z.int().describe('The version of the profile that it is decided upon; 409 where it is another by now.'),
  seen: z
    .int()
    .min(0)
    .optional()
    .describe('What was looked at: learned of the profile. What came since is refused, and named. For each approval.'),
  allNow: z.literal(true).optional().describe('Instead of seen: approves whatever there is by now, looked at or not.'),
  keys: z
    .array(z.string().max(13_000))
    .max(2000)
    .default([])
    .describe('Of entries and listeners: of approve, deny and ignore.'),
  until: z.iso.datetime({ offset: true }).optional().describe('End of ignore.'),
  value: z.string().max(13_000).optional().describe('The criterion of waive, the path of allow.'),
  exception: z
    .strictObject({ kind: z.string().max(100), digest: z.string().max(100), creator: z.string().max(13_000) })
    .optional()
    .describe('Of except: these bytes, made by this program, from this hard rule.'),
  reason: z.string().max(maxReason).optional().describe('Why, for the history.'),
})

export const importBody = z.strictObject({
  yaml: z.string(),
  apply: z.boolean().default(false).describe('False: only says what would change.'),
  version: z.int().optional().describe('The version that it is made upon; the one that is there when not given.'),
})

/** Shown to people later: nothing in it may act. */
export const acknowledgeBody = z.strictObject({ note: z.string().max(1000).transform(printable).default('') })

const ruleSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  level: z.enum(levels),
  needs: z.array(z.string()),
  remediation: z.string(),
  references: z.record(z.string(), z.array(z.string())),
  params: z.record(z.string(), z.unknown()),
  disabled: z.boolean(),
})

const factSchema = z.object({
  status: z.enum(['observed', 'absent', 'denied', 'failed']),
  reason: z.string().optional(),
  fact: z.record(z.string(), z.unknown()).optional(),
  gaps: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  notRunning: z.string().optional(),
})

export const problemSchema = z.object({ title: z.string(), status: z.number(), detail: z.string() })

interface Route {
  readonly summary: string
  readonly query?: z.ZodObject
  /** Parts of the path in braces. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly answer: z.ZodType
}

/** Every route under /api/v1. A test holds this list against what is served. */
export const routes: Readonly<Record<string, Route>> = {
  '/api/v1/clusters': {
    summary:
      'The clusters that are served, each in a few numbers, and all together. Every other route takes `cluster`, a name or id; without it, it is about the first.',
    answer: z.object({ clusters: z.array(clusterSummarySchema), totals: totalsSchema }),
  },
  '/api/v1/report': {
    summary: 'The cluster in one document: coverage first, then counts and the worst findings.',
    answer: reportSchema,
  },
  '/api/v1/findings': {
    summary: 'Findings, worst first.',
    query: findingsQuery,
    answer: z.object({
      findings: z.array(findingSchema),
      nextPageToken: z.string().optional(),
      totalSize: z.number().int(),
    }),
  },
  '/api/v1/findings/{id}': {
    summary: 'One finding with its history, newest first.',
    parameters: { id: 'The id, or the beginning of one if that names only one.' },
    answer: z.object({ finding: findingSchema, history: z.array(changeSchema) }),
  },
  '/api/v1/nodes': {
    summary: 'All nodes with their coverage and counts.',
    query: pageQuery,
    answer: z.object({ nodes: z.array(nodeSchema), nextPageToken: z.string().optional(), totalSize: z.number().int() }),
  },
  '/api/v1/nodes/{node}': {
    summary: 'What the agent saw on one node.',
    parameters: { node: 'Name or id.' },
    answer: z.object({ node: nodeSchema, facts: z.record(z.string(), factSchema) }),
  },
  '/api/v1/rules': {
    summary: 'The rules that are in force, and those that were switched off.',
    answer: z.object({ rulePackVersion: z.string(), rules: z.array(ruleSchema) }),
  },
  '/api/v1/events': {
    summary: 'What happened on the nodes, newest first.',
    query: eventsQuery,
    answer: z.object({ events: z.array(eventSchema), nextPageToken: z.string().optional() }),
  },
  '/api/v1/profiles': {
    summary: 'What may run where, by name.',
    query: profilesQuery,
    answer: z.object({
      profiles: z.array(summarySchema),
      nextPageToken: z.string().optional(),
      totalSize: z.number().int(),
    }),
  },
  '/api/v1/profiles/{profile}': {
    summary: 'One profile: its programs by risk, what it takes to be ready, and who decided what.',
    parameters: { profile: 'Its id, encoded.' },
    answer: profileSchema,
  },
  '/api/v1/profiles/{profile}/export': {
    summary: 'What people decided of a profile, as YAML for Git.',
    parameters: { profile: 'Its id, encoded.' },
    answer: z.object({ yaml: z.string() }),
  },
  '/api/v1/violations': {
    summary: 'What ran and is not allowed, once each with how often, newest first.',
    query: violationsQuery,
    answer: z.object({ violations: z.array(violationSchema), nextPageToken: z.string().optional() }),
  },
  '/api/v1/violations/{violation}': {
    summary: 'One violation.',
    parameters: { violation: 'Its id.' },
    answer: violationSchema,
  },
  '/api/v1/violations/counts': {
    summary: 'How many there are by severity, how many somebody has seen, and what found no room.',
    answer: countsSchema,
  },
  '/api/v1/processes': {
    summary: 'What runs, where, over all nodes: one line for each program and place.',
    query: processesQuery,
    answer: z.object({
      processes: z.array(runningSchema),
      nextPageToken: z.string().optional(),
      totalSize: z.number().int(),
      nodes: z.number().int().describe('Nodes whose processes were looked at.'),
      unseen: z.array(z.string()).describe('Nodes whose processes are not known: nothing here speaks of them.'),
    }),
  },
  '/api/v1/compliance': {
    summary: 'How the nodes stand against their benchmarks, control by control.',
    query: complianceQuery,
    answer: complianceSchema,
  },
}

interface Deed {
  readonly summary: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly body: z.ZodType
  readonly answer: z.ZodType
}

/** Every route that changes something. It asks for JSON, so that no form of another page can send it. */
export const deeds: Readonly<Record<string, Deed>> = {
  '/api/v1/profiles/{profile}/decide': {
    summary: 'Approves, denies or ignores entries, or moves the profile on.',
    parameters: { profile: 'Its id, encoded.' },
    body: decisionBody,
    answer: profileSchema,
  },
  '/api/v1/import': {
    summary: 'Makes the decisions of a profile those of a YAML file, or says what would change.',
    body: importBody,
    answer: z.object({
      ...{ id: z.string(), applied: z.boolean(), changes: z.array(z.string()) },
      version: z.int().describe('Of the profile that it was compared with.'),
    }),
  },
  '/api/v1/violations/{id}/acknowledge': {
    summary: 'Says that somebody has seen it.',
    parameters: { id: 'The id.' },
    body: acknowledgeBody,
    answer: z.object({}),
  },
}

/** The OpenAPI 3.1 document of the HTTP API, made from the schemas that check and describe its data. */
export function openApi(): object {
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, route]) => [path, { get: operation(path, route) }]),
  )
  const changing = Object.fromEntries(
    Object.entries(deeds).map(([path, deed]) => [path, { post: { ...operation(path, deed), ...bodyOf(deed) } }]),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Merlon',
      version,
      description:
        'Reports of how nodes are configured and of what runs on them, and what people decide about that. Nothing here changes a node. Times are RFC 3339, lists are paged, errors are RFC 9457 problem details.',
    },
    paths: { ...paths, ...changing, '/api/v1/watch': { get: watchOperation } },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'merlon_session',
          description: 'From a link that `merlon login` prints.',
        },
      },
    },
    security: [{ session: [] }],
  }
}

const problems = {
  description: 'A problem, with what to do.',
  content: { 'application/problem+json': { schema: jsonSchema(problemSchema) } },
}

const watchOperation = {
  summary: 'Server-sent events: `changed` after every change. Ask again then.',
  responses: {
    '200': { description: 'A stream that does not end.', content: { 'text/event-stream': {} } },
    default: problems,
  },
}

function bodyOf({ body }: Deed): object {
  return { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } }
}

function operation(path: string, route: Route): object {
  const inPath = Object.entries(route.parameters ?? {}).map(([name, description]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = jsonSchema(field as z.ZodType, 'output') as { description?: string }
    return { name, in: 'query', required: false, description, schema, ...('items' in schema ? { explode: false } : {}) }
  })
  return {
    operationId: path
      .replace('/api/v1/', '')
      .replace(/[/{}]+/g, '_')
      .replace(/_$/, ''),
    summary: route.summary,
    parameters: [...inPath, ...inQuery],
    responses: {
      '200': { description: 'The answer.', content: { 'application/json': { schema: jsonSchema(route.answer) } } },
      default: problems,
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema: made }) => void delete made.additionalProperties,
  })
  return rest
}
