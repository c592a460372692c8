import { randomUUID } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import type { Server as TlsServer } from 'node:tls'
import cookie from '@fastify/cookie'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import { z } from 'zod'
import { splitAddress } from '../../lib/address.ts'
import { decodeObservation, viewOf } from '../../proto/view.ts'
import type { Clusters, ServedCluster } from '../clusters.ts'
import { type Logins, sessionLifetime } from '../identity/login.ts'
import type { RulePack } from '../judge/pack.ts'
import type { Rule } from '../judge/rule.ts'
import { type Profiles, RefusedError } from '../profiles.ts'
import { totalsOf } from '../report/clusterview.ts'
import { NotFoundError, type ReportSource } from '../report/source.ts'
import { PageTokenError } from '../store/store.ts'
import { bearer } from './bearer.ts'
import { type Named, openClusterRoutes } from './clusterroutes.ts'
import { answerEvents, type EventSource } from './events.ts'
import { openHostCheck } from './httphost.ts'
import { defaultHttpLimits, type HttpLimits, limitConnections, serverTimeouts } from './httplimits.ts'
import { complianceQuery, findingsQuery, openApi, pageQuery } from './openapi.ts'
import { pageSize } from './paging.ts'
import { addProfileRoutes } from './profiles.ts'
import { listenError } from './server.ts'
import { addWeb } from './web.ts'

export interface HttpOptions {
  readonly reports: ReportSource
  readonly events: EventSource
  readonly profiles: Profiles
  readonly pack: RulePack
  readonly logins: Logins
  readonly subscribe: (listener: () => void) => () => void
  readonly log: { error(fields: object, message: string): void }
  /** All clusters that are served, where there is more than the one of `reports`. */
  readonly clusters?: Pick<Clusters, 'own' | 'all' | 'find' | 'summaries'>
  /** Why this collector cannot be used at the moment, for `/readyz`. Absent: it always can. */
  readonly unready?: () => string | undefined
  /** The certificate that is served with now; PEM. Absent: plain HTTP, on loopback only. */
  readonly tls?: () => TlsPair
  /** Address and further names under which it is served. */
  readonly listen?: string
  readonly names?: readonly string[]
  /** What `/metrics` serves, and the bearer token that it is served for. Absent: there is none. */
  readonly metrics?: { readonly registry: Registry; readonly token: string }
  /** Directory of the built page. Absent: `/` leads to the report. */
  readonly web?: string
  readonly limits?: HttpLimits
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is logged in; empty for nobody, and where the link was made for nobody by name. */
    operator: string
  }
}

interface TlsPair {
  readonly cert: string
  readonly key: string
}

/** A changed certificate is served from then on; looked for this often, in milliseconds. */
const tlsInterval = 10_000

const sessionCookie = 'merlon_session'
/** A page hears of changes at most this often, in milliseconds. */
const watchPause = 200

/** Starts the HTTP API: without TLS on a loopback address only. Returns the bound port. */
export async function startHttp(
  listen: string,
  options: HttpOptions,
): Promise<{ port: number; stop(): Promise<void> }> {
  const app = await buildHttp({ ...options, listen })
  const { host, port } = splitAddress(listen)
  const timer = options.tls && followTls(app, options.tls)
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw listenError(listen, '--http', error as Error)
  }
  const bound = app.server.address()
  const stop = async () => {
    clearInterval(timer)
    await app.close()
  }
  return { port: typeof bound === 'object' && bound ? bound.port : 0, stop }
}

function followTls(app: FastifyInstance, tls: () => TlsPair): NodeJS.Timeout {
  const server = app.server as unknown as TlsServer
  let served = tls()
  const timer = setInterval(() => {
    const next = tls()
    if (next === served) return
    served = next
    server.setSecureContext({ cert: next.cert, key: next.key, minVersion: 'TLSv1.2' })
  }, tlsInterval)
  app.addHook('onClose', async () => clearInterval(timer))
  return timer
}

/** The HTTP API, testable without a socket. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const isServed = openHostCheck(options.listen ?? '127.0.0.1:0', options.names ?? [])
  const routes = openClusterRoutes(options.clusters ?? onlyOne, randomUUID())
  const { limits = defaultHttpLimits } = options
  const timeouts = serverTimeouts(limits)
  const app = fastify({
    ...(options.tls
      ? { https: { ...options.tls(), minVersion: 'TLSv1.2' as const, ...timeouts } }
      : { http: timeouts }),
    requestTimeout: limits.timeout,
    rewriteUrl: routes.rewrite,
    ...{ forceCloseConnections: true, bodyLimit: 64 * 1024, routerOptions: { maxParamLength: 1000 } },
    // Addresses that lead to no route at all: no hook runs for them.
    frameworkErrors: (error, _request, reply) => {
      securityHeaders(reply)
      problem(reply, error.statusCode ?? 400, 'The question makes no sense', error.message)
    },
  })
  limitConnections(app, limits)
  await app.register(cookie)
  app.decorateRequest('operator', '')
  app.addHook('onRequest', async (request, reply) => {
    securityHeaders(reply)
    // Asked by whoever looks after the process, at its address.
    if (request.url === '/healthz' || request.url === '/readyz') return
    if (!isServed(request.headers.host))
      return problem(reply, 421, 'This address is not served', 'Use the address that Merlon printed.')
    if (request.url === '/metrics' && options.metrics) return allowScrape(request, reply, options.metrics.token)
    if (request.url.startsWith('/login?') || request.url === '/login') return
    const session = await options.logins.holds(request.cookies[sessionCookie] ?? '')
    if (!session) return problem(reply, 401, 'Not logged in', 'Run `merlon login` for a link that opens the page once.')
    request.operator = session.name
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => answerError(error, reply, options.log))
  app.setNotFoundHandler((request, reply) => {
    routes.require(request.originalUrl)
    return problem(reply, 404, 'No such resource', `Nothing is served at ${request.originalUrl.split('?')[0]}.`)
  })
  addCommonRoutes(app, options)
  addRoutes(app, options)
  addProfileRoutes(app, options.profiles)
  for (const { cluster, prefix } of routes.further)
    await app.register(
      async (scope) => {
        addRoutes(scope, { ...options, ...cluster })
        addProfileRoutes(scope, cluster.profiles)
      },
      { prefix },
    )
  const { metrics } = options
  if (metrics)
    app.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    )
  if (options.web) await addWeb(app, options.web)
  else app.get('/', async (_request, reply) => reply.redirect('/api/v1/report'))
  return app
}

const onlyOne: Named<ServedCluster> = { own: undefined, all: [], find: noCluster }

function noCluster(name: string): never {
  throw new NotFoundError(`no cluster ${name}; this collector serves one`)
}

/** What is no matter of one cluster. */
function addCommonRoutes(app: FastifyInstance, { clusters, logins, tls, unready }: HttpOptions): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const why = unready?.()
    return why === undefined ? { status: 'ok' } : problem(reply, 503, 'Not ready', why)
  })
  app.get('/login', async (request, reply) => logIn(logins, request, reply, tls !== undefined))
  app.get('/api/v1/clusters', async () => {
    const summaries = (await clusters?.summaries()) ?? []
    return { clusters: summaries, totals: totalsOf(summaries) }
  })
}

function addRoutes(app: FastifyInstance, { reports, events, pack, subscribe }: HttpOptions): void {
  app.get('/api/v1/report', () => reports.report())
  app.get('/api/v1/findings', async (request) => {
    const asked = findingsQuery.parse(request.query)
    const nodeIds = await reports.nodeIds(asked.node)
    const { findings, nextPageToken, total } = await reports.findings({
      outcomes: asked.outcome,
      ...(asked.minSeverity ? { minSeverity: asked.minSeverity } : {}),
      nodeIds,
      rules: asked.rule,
      pageSize: pageSize(asked.pageSize),
      ...(asked.pageToken ? { pageToken: asked.pageToken } : {}),
    })
    return { findings, ...(nextPageToken ? { nextPageToken } : {}), totalSize: total }
  })
  app.get<{ Params: { id: string } }>('/api/v1/findings/:id', (request) => reports.finding(request.params.id))
  app.get('/api/v1/nodes', async (request) => {
    const asked = pageQuery.parse(request.query)
    const { total, ...page } = await reports.nodes({
      pageSize: pageSize(asked.pageSize),
      ...(asked.pageToken ? { pageToken: asked.pageToken } : {}),
    })
    return { ...page, totalSize: total }
  })
  app.get<{ Params: { node: string } }>('/api/v1/nodes/:node', async (request) => {
    const { node, observations } = await reports.node(request.params.node)
    const facts = Object.fromEntries(
      observations.map((bytes) => decodeObservation(bytes)).map((each) => [each.domain, viewOf(each)]),
    )
    return { node, facts }
  })
  app.get('/api/v1/rules', async () => ({
    rulePackVersion: pack.version,
    rules: [...pack.rules.map((rule) => ruleView(rule, false)), ...pack.disabled.map((rule) => ruleView(rule, true))],
  }))
  app.get('/api/v1/compliance', async (request) => {
    const { benchmark, node } = complianceQuery.parse(request.query)
    return reports.compliance({ benchmark, nodes: node })
  })
  app.get('/api/v1/events', (request) => answerEvents(events, request.query))
  app.get('/api/v1/openapi.json', async () => openApi())
  app.get('/api/v1/watch', (request, reply) => watch(request, reply, subscribe))
}

function ruleView(rule: Rule, disabled: boolean) {
  const { id, title, severity, level, remediation, references, params } = rule
  return {
    id,
    title,
    severity,
    level,
    needs: rule.needs.map((need) => need.domain),
    remediation,
    references,
    params,
    disabled,
  }
}

async function logIn(logins: Logins, request: FastifyRequest, reply: FastifyReply, secure: boolean) {
  const token = (request.query as { token?: unknown }).token
  const session = typeof token === 'string' ? await logins.redeem(token) : undefined
  if (!session)
    return problem(
      reply,
      401,
      'This link does not hold',
      'It was used before, or it is older than 15 minutes. Run `merlon login` for a new one.',
    )
  reply.setCookie(sessionCookie, session, {
    httpOnly: true,
    secure,
    sameSite: 'strict',
    path: '/',
    maxAge: sessionLifetime / 1000,
  })
  return reply.redirect('/')
}

/** Server-sent events: one `changed` after every change, for pages that then ask for what they show. */
function watch(request: FastifyRequest, reply: FastifyReply, subscribe: HttpOptions['subscribe']): void {
  reply.hijack()
  reply.raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream' } as OutgoingHttpHeaders)
  let timer: NodeJS.Timeout | undefined
  const unsubscribe = subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      reply.raw.write('event: changed\ndata: {}\n\n')
    }, watchPause)
  })
  const alive = setInterval(() => reply.raw.write(': alive\n\n'), 15_000)
  reply.raw.write('event: ready\ndata: {}\n\n')
  request.raw.on('close', () => {
    clearTimeout(timer)
    clearInterval(alive)
    unsubscribe()
  })
}

function allowScrape(request: FastifyRequest, reply: FastifyReply, token: string) {
  if (bearer(request.headers.authorization, token)) return undefined
  return problem(
    reply,
    401,
    'No metrics without the token',
    'Send `Authorization: Bearer` with the content of metrics-token in the state directory.',
  )
}

function securityHeaders(reply: FastifyReply): void {
  reply.header(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cross-origin-resource-policy', 'same-origin')
  reply.header('cache-control', 'no-store')
}

const refusals = { conflict: 409, state: 409, guard: 409, absent: 404, invalid: 400 } as const

function answerError(error: FastifyError, reply: FastifyReply, log: HttpOptions['log']) {
  if (error instanceof z.ZodError) {
    const detail = error.issues.map((issue) => `${issue.path.join('.') || 'query'}: ${issue.message}`).join('; ')
    return problem(reply, 400, 'The question makes no sense', detail)
  }
  if (error instanceof NotFoundError) return problem(reply, 404, 'Not found', error.message)
  if (error instanceof RefusedError) return problem(reply, refusals[error.refusal], 'Not decided', error.message)
  if (error instanceof PageTokenError)
    return problem(reply, 400, 'The question makes no sense', `pageToken: ${error.message}`)
  if (error.statusCode && error.statusCode < 500)
    return problem(reply, error.statusCode, 'The question makes no sense', error.message)
  log.error({ reason: error.message }, 'a request failed')
  return problem(reply, 500, 'The collector could not answer', 'Its log says why.')
}

/** RFC 9457. */
function problem(reply: FastifyReply, statusCode: number, title: string, detail: string) {
  return reply.code(statusCode).type('application/problem+json').send({ title, status: statusCode, detail })
}
