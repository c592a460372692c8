// Profiles and violations, as they are asked for and decided over gRPC and HTTP.
import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { printable } from '../../lib/printable.ts'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import { severities } from '../judge/rule.ts'
import type { ProcessQuery } from '../processes.ts'
import { actions, type Decision, type Profiles } from '../profiles.ts'
import { nameOf } from '../report/processview.ts'
import type { SummaryView } from '../report/profileview.ts'
import type { ViolationQuery } from '../store/store.ts'
import { acknowledgeBody, decisionBody, importBody, processesQuery, profilesQuery, violationsQuery } from './openapi.ts'
import { pageSize, slicePage } from './paging.ts'
import { answering, QuestionError, type ReportServiceOptions } from './reports.ts'
import { callerOf } from './server.ts'

/** Largest YAML that is taken, and what JSON makes of it, in bytes. */
const importLimit = 8 * 1024 * 1024

const states = ['learning', 'review', 'alerting'] as const

async function page(profiles: Profiles, { state, size, token }: { state?: string; size?: number; token?: string }) {
  const all = (await profiles.list()).filter((each) => !state || each.state === state)
  const { items, ...more } = slicePage(all, (each: SummaryView) => each.id, pageSize(size), token)
  return { profiles: items, ...more, totalSize: all.length }
}

async function processPage(profiles: Profiles, query: ProcessQuery, size: number | undefined, token?: string) {
  const { processes, ...about } = await profiles.processes(query)
  const { items, ...more } = slicePage(processes, nameOf, pageSize(size), token)
  return { processes: items, ...more, totalSize: processes.length, ...about }
}

/** Without what is empty. */
function given<T extends object>(filter: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}

/** Who decides through the page: for whom its link was made. */
function byOf({ operator }: FastifyRequest): string {
  return operator === '' ? 'the page' : `${operator} (the page)`
}

/** The routes. */
export function addProfileRoutes(app: FastifyInstance, profiles: Profiles): void {
  type ById = { Params: { id: string } }
  type ByProfile = { Params: { profile: string } }
  app.get('/api/v1/profiles', (request) => {
    const { state, pageSize: size, pageToken: token } = profilesQuery.parse(request.query)
    return page(profiles, { ...(state ? { state } : {}), ...(size ? { size } : {}), ...(token ? { token } : {}) })
  })
  app.get<ByProfile>('/api/v1/profiles/:profile', ({ params }) => profiles.get(params.profile))
  app.get<ByProfile>('/api/v1/profiles/:profile/export', async ({ params }) => ({
    yaml: await profiles.export(params.profile),
  }))
  app.post<ByProfile>('/api/v1/profiles/:profile/decide', (request) => {
    const { params, body } = request
    const { until, value, exception, reason, seen, allNow, ...decision } = decisionBody.parse(body)
    const more = {
      ...(until ? { until: Date.parse(until) } : {}),
      ...given({ value, exception, reason, seen, allNow }),
    }
    return profiles.decide(params.profile, { ...decision, ...more }, byOf(request))
  })
  app.post('/api/v1/import', { bodyLimit: importLimit }, (request) => {
    const { yaml, apply, version } = importBody.parse(request.body)
    return profiles.import(yaml, { dryRun: !apply, ...(version === undefined ? {} : { version }) }, byOf(request))
  })
  app.get('/api/v1/processes', ({ query }) => {
    const { node, outliers, pageSize: size, pageToken, ...filter } = processesQuery.parse(query)
    const asked = { ...given(filter), nodes: node, outliers: outliers === 'true' }
    return processPage(profiles, asked, size, pageToken)
  })
  app.get('/api/v1/violations', (request) => {
    const { profile, minSeverity, acknowledged, pageSize: size, pageToken } = violationsQuery.parse(request.query)
    return profiles.violations({
      ...{ pageSize: pageSize(size) },
      ...(profile === undefined ? {} : { profile }),
      ...(minSeverity ? { minSeverity } : {}),
      ...(acknowledged === undefined ? {} : { acknowledged: acknowledged === 'true' }),
      ...(pageToken ? { pageToken } : {}),
    })
  })
  app.get('/api/v1/violations/counts', () => profiles.counts())
  app.get<ById>('/api/v1/violations/:id', ({ params }) => profiles.violation(params.id))
  app.post<ById>('/api/v1/violations/:id/acknowledge', async (request) => {
    const { note } = acknowledgeBody.parse(request.body)
    await profiles.acknowledge(request.params.id, note, byOf(request))
    return {}
  })
}

type Caller = Parameters<typeof callerOf>[0]

/** The gRPC service of profiles. The name in the certificate stands in the history of what it changes. */
export function profileService(
  profiles: Profiles,
  { log }: Pick<ReportServiceOptions, 'log'>,
): UntypedServiceImplementation {
  const unary = (
    type: string,
    answer: (asked: Asked, by: string) => Promise<object>,
  ): handleUnaryCall<object, object> => {
    return (call, done) => {
      const caller = callerOf(call as unknown as Caller)
      const by = caller?.kind === 'operator' ? caller.name : 'unknown'
      answering((request) => answer(dataFrom(type, request), by), log)(call, done)
    }
  }
  return {
    ListProfiles: unary('ListProfilesRequest', async (asked) => {
      const state = word(states, asked['state'])
      const answer = await page(profiles, { ...(state ? { state } : {}), ...pageOf(asked) })
      return messageFrom('ListProfilesResponse', answer)
    }),
    GetProfile: unary('GetProfileRequest', async (asked) =>
      messageFrom('GetProfileResponse', { profile: await profiles.get(text(asked['id'])) }),
    ),
    DecideProfile: unary('DecideProfileRequest', async (asked, by) => {
      const until = asked['untilTime'] ? { until: Date.parse(text(asked['untilTime'])) } : {}
      const decision: Decision = {
        action: word(actions, asked['action']) ?? wrong(actions, ''),
        version: Number(asked['version'] ?? 0),
        keys: asked['keys'] as string[],
        value: text(asked['value']),
        ...{ ...until, reason: text(asked['reason']) },
        ...(asked['seen'] === undefined ? {} : { seen: Number(asked['seen']) }),
        ...(asked['allNow'] === true ? { allNow: true } : {}),
        ...(asked['exception']
          ? { exception: asked['exception'] as unknown as NonNullable<Decision['exception']> }
          : {}),
      }
      return messageFrom('DecideProfileResponse', { profile: await profiles.decide(text(asked['id']), decision, by) })
    }),
    ExportProfile: unary('ExportProfileRequest', async (asked) => ({ yaml: await profiles.export(text(asked['id'])) })),
    ImportProfile: unary('ImportProfileRequest', async (asked, by) => {
      const version = Number(asked['version'] ?? 0)
      const options = { dryRun: asked['apply'] !== true, ...(version > 0 ? { version } : {}) }
      return messageFrom('ImportProfileResponse', await profiles.import(text(asked['yaml']), options, by))
    }),
    ListProcesses: unary('ListProcessesRequest', async (asked) => {
      const { namespace, path, unit, user, layer } = asked as Record<string, string>
      const filter = given({ namespace, path, unit, user, layer })
      const query = { ...filter, nodes: asked['nodes'] as string[], outliers: asked['outliers'] === true }
      const { size, token } = pageOf(asked)
      return messageFrom('ListProcessesResponse', await processPage(profiles, query, size, token))
    }),
    ListViolations: unary('ListViolationsRequest', async (asked) => {
      const { size, token } = pageOf(asked)
      const least = asked['minSeverity'] === 'unspecified' ? undefined : word(severities, asked['minSeverity'])
      const query: ViolationQuery = {
        ...{ pageSize: pageSize(size), ...(token ? { pageToken: token } : {}) },
        ...(asked['profile'] === undefined ? {} : { profile: text(asked['profile']) }),
        ...(least ? { minSeverity: least } : {}),
        ...(asked['acknowledged'] === undefined ? {} : { acknowledged: asked['acknowledged'] === true }),
      }
      return messageFrom('ListViolationsResponse', await profiles.violations(query))
    }),
    AcknowledgeViolation: unary('AcknowledgeViolationRequest', async (asked, by) => {
      await profiles.acknowledge(text(asked['id']), printable(text(asked['note'])).slice(0, 1000), by)
      return {}
    }),
  }
}

type Asked = ReturnType<typeof dataFrom>

function pageOf(asked: Asked): { size?: number; token?: string } {
  const [size, token] = [Number(asked['pageSize'] ?? 0), text(asked['pageToken'])]
  return { ...(size > 0 ? { size } : {}), ...(token ? { token } : {}) }
}

function text(value: unknown): string {
  return String(value ?? '')
}

/** A word that this version does not know must not silently ask for nothing. */
function word<T extends string>(words: readonly T[], asked: unknown): T | undefined {
  if (asked === undefined || asked === '') return undefined
  return words.find((each) => each === asked) ?? wrong(words, text(asked))
}

function wrong(words: readonly string[], asked: string): never {
  throw new QuestionError(`${asked || 'nothing'}: there are ${words.join(', ')}`)
}
