import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEvents } from '../../../collector/api/events.ts'
import { buildHttp, startHttp } from '../../../collector/api/http.ts'
import { deeds, routes } from '../../../collector/api/openapi.ts'
import { createAuthority, issueServer } from '../../../collector/identity/authority.ts'
import { openLogins } from '../../../collector/identity/login.ts'
import { openJudging } from '../../../collector/judging.ts'
import { openProfiles } from '../../../collector/profiles.ts'
import { openReports } from '../../../collector/report/source.ts'
import { loadPack } from '../../../collector/rulebook/load.ts'
import { v1 } from '../../../proto/index.ts'

import { lookOf } from '../../support/agent.ts'
import { hostPlace, learned, seen, sshd } from '../../support/allowlist.ts'
import { eventually, temporary } from '../../support/collector.ts'
import { started } from '../store/contract/profiles.ts'
import { openStore } from '../store/memory.ts'

const problem = expect.stringMatching(/^application\/problem\+json/)
const host = '127.0.0.1:7441'
const paths = Array.from({ length: 5 }, (_, index) => `/etc/kubernetes/pki/${index}.key`)

/** The API over a real store with one node. */
async function open() {
  const directory = temporary()
  const rule = (id: string) =>
    `  - {id: ${id}, title: T, severity: high, needs: files, for: f in files.items, check: f.mode.value == "0600", message: f.mode.value, remediation: R, level: walk}\n`
  const own = `rules:\n${rule('own-mode')}${rule('own-off')}`
  writeFileSync(join(directory, 'own.yaml'), own)
  const pack = loadPack([directory], { 'own-off': { disabled: true } }, 'test')
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'prod' })
  const error = vi.fn()
  const judging = openJudging({ store, pack, log: { error }, changed: () => undefined })
  const about = { name: 'worker-1', agentVersion: '1', bootId: 'b', degraded: [], clockOffset: 0, time: Date.now() }
  const spoolId = '10000000-0000-4000-8000-000000000001'
  const { epoch } = await store.openSession({ clusterId: 'c', nodeId: 'n-1', spoolId, ...about })
  const bytes = v1.Event.encode({ ...started('/x', { layer: 'memfd', unit: 'x.service' }), seq: 1 }).finish()
  const events = [{ seq: 1, fromSeq: 1, kind: 'process', time: about.time, bytes }]
  await store.commitEvents({ clusterId: 'c', nodeId: 'n-1', epoch, spoolId, time: about.time, events })
  const items = paths.map((path) => ({ path, presence: 1, mode: { value: '0644', source: 'stat' } }))
  const look = lookOf({ domain: 'files', schema: 1, status: 1, files: { items } })
  await judging.observed('c', 'n-1', epoch, [
    { ...look, status: 'observed', reason: '', gaps: 0, observedTime: Date.now() },
  ])
  const logins = openLogins(store, 'c')
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const control = { id: '1.1', title: 'T', rules: ['own-mode'] }
  const benchmark = { id: 'own', title: 'Own', version: '1.0', distributions: [], controls: [control] }
  const reports = openReports(store, 'c', pack, Date.now, () => new Map(), { benchmarks: [benchmark] })
  const profiles = openProfiles({ store, clusterId: 'c', log: { info: vi.fn(), error }, changed: () => undefined })
  await store.changeProfile('c', 'host//ssh.service', () => learned([seen({ place: hostPlace })], sshd))
  const options = {
    profiles,
    reports,
    events: openEvents(store, 'c', reports),
    pack,
    logins,
    subscribe,
    log: { error },
  }
  const app = await buildHttp(options)
  onTestFinished(async () => {
    await app.close()
    await judging.stop()
    await profiles.stop()
    await store.close()
  })
  return { app, options, error, listeners, reports, logins, changed: () => listeners.forEach((each) => void each()) }
}

function get(app: FastifyInstance, url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers: { host, ...headers } })
}

async function logIn(app: FastifyInstance, logins: ReturnType<typeof openLogins>): Promise<string> {
  const { headers } = await get(app, `/login?token=${(await logins.createToken(60_000)).token}`)
  return String(headers['set-cookie']).split(';')[0] as string
}

async function loggedIn() {
  const all = await open()
  const cookie = await logIn(all.app, all.logins)
  return { ...all, ask: (url: string) => get(all.app, url, { cookie }) }
}

test('a link opens the page once, with a cookie that scripts and other sites do not get', async () => {
  const { app, logins } = await open()
  const { token } = await logins.createToken(60_000)
  const first = await get(app, `/login?token=${token}`)
  expect([first.statusCode, first.headers.location]).toEqual([302, '/'])
  expect(first.headers['set-cookie']).toMatch(
    /^merlon_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect(first.headers['referrer-policy']).toBe('no-referrer')
  const second = await get(app, `/login?token=${token}`)
  expect(second.statusCode).toBe(401)
  expect(second.headers['set-cookie']).toBeUndefined()
  expect(second.json()).toMatchObject({ title: 'This link does not hold', status: 401 })
})

test.each(['/login', '/login?token=', '/login?token=wrong', '/login?token=a&token=b', '/login?other=x'])(
  '%s opens nothing',
  async (url) => {
    const { app } = await open()
    const answer = await get(app, url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([401, problem])
    expect(answer.headers['set-cookie']).toBeUndefined()
  },
)

const private_ = [
  ...Object.keys(routes).map((path) => path.replace(/\{\w+\}/, 'x')),
  '/',
  '/api/v1/watch',
  '/api/v1/openapi.json',
  '/no/such',
  '/login/../api/v1/report',
  '//login',
  '/loginx',
]

test.each(private_)('nobody gets %s without a session', async (url) => {
  const { app } = await open()
  for (const cookie of ['', 'merlon_session=', 'merlon_session=wrong', 'other=x']) {
    const answer = await get(app, url, { cookie })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([401, problem])
  }
})

test('health is open to everyone', async () => {
  const { app } = await open()
  expect((await get(app, '/healthz')).json()).toEqual({ status: 'ok' })
})

test.each([
  'evil.example',
  'evil.example:7441',
  '127.0.0.1.evil.example',
  '192.0.2.1:7441',
  'localhost.evil.example',
  '127.0.0.1:7441@evil.example',
  '[::2]:7441',
  'LOCALHOST.',
])('a page of a stranger whose name leads here gets nothing: %s', async (stranger) => {
  const { app, logins } = await open()
  const cookie = await logIn(app, logins)
  const answer = await app.inject({ url: '/api/v1/report', headers: { host: stranger, cookie } })
  expect(answer.statusCode).toBe(421)
  expect(answer.headers['content-type']).toEqual(problem)
})

test.each(['/healthz', '/readyz'])(
  '%s is for whoever looks after the process, by any address, and says nothing else',
  async (url) => {
    const { app } = await open()
    const ask = (path: string) => app.inject({ url: path, headers: { host: 'evil.example' } })
    const answer = await ask(url)
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok' }])
    for (const near of [`${url}?x`, `${url}/`, `/${url}`]) expect((await ask(near)).statusCode).toBe(421)
  },
)

test.each(['localhost', 'localhost:7441', '127.0.0.1', '127.0.0.53:1', '[::1]:7441'])('%s is served', async (name) => {
  const { app, logins } = await open()
  const cookie = await logIn(app, logins)
  expect((await app.inject({ url: '/api/v1/report', headers: { host: name, cookie } })).statusCode).toBe(200)
})

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

test.each(['/healthz', '/login', '/api/v1/report', '/no/such', '/api/v1/findings?x=y', '/%zz'])(
  'every answer has the headers that keep a page safe: %s',
  async (url) => {
    const { ask } = await loggedIn()
    const answer = await ask(url)
    expect(answer.headers).toMatchObject(headers)
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(policy).not.toMatch(/unsafe|\*/)
  },
)

test.each<[string, number, RegExp]>([
  ['/api/v1/findings?outcome=bad', 400, /^outcome\.0: /],
  ['/api/v1/findings?outcome=', 400, /^outcome\.0: /],
  ['/api/v1/findings?outcome=fail,bad', 400, /^outcome\.1: /],
  ['/api/v1/findings?minSeverity=worst', 400, /^minSeverity: /],
  ['/api/v1/findings?minSeverity=low&minSeverity=high', 400, /^minSeverity: /],
  ['/api/v1/findings?pageSize=0', 400, /^pageSize: /],
  ['/api/v1/findings?pageSize=-1', 400, /^pageSize: /],
  ['/api/v1/findings?pageSize=many', 400, /^pageSize: /],
  ['/api/v1/findings?pageSize=1.5', 400, /^pageSize: /],
  ['/api/v1/findings?pageToken=nonsense', 400, /^pageToken: /],
  [`/api/v1/findings?pageToken=${'a'.repeat(2001)}`, 400, /^pageToken: /],
  ['/api/v1/findings?node=', 400, /^node\.0: /],
  ['/api/v1/findings?nodes=x', 400, /Unrecognized key/],
  ['/api/v1/findings?__proto__=x', 400, /Unrecognized key/],
  [`/api/v1/findings?rule=${'a,'.repeat(101)}a`, 400, /^rule/],
  ['/api/v1/findings?node=nobody', 404, /^no node nobody; there are worker-1$/],
  ['/api/v1/findings/zz', 404, /^no finding zz/],
  ['/api/v1/findings/abc', 404, /^no finding abc/],
  [`/api/v1/findings/${'0'.repeat(64)}`, 404, /^no finding 0+;/],
  ['/api/v1/nodes/nobody', 404, /^no node nobody/],
  ['/api/v1/nodes?pageToken=nobody', 400, /^pageToken: /],
  ['/api/v1/nodes?pageSize=x', 400, /^pageSize: /],
  ['/api/v1/none', 404, /^Nothing is served at \/api\/v1\/none\.$/],
  [`/api/v1/nodes/${'x'.repeat(1200)}`, 414, /maxParamLength|too long|exceed/i],
  ['/api/v1/nodes/%zz', 400, /not a valid url/],
])('a bad question has a problem for an answer: %s', async (url, code, detail) => {
  const { ask, error } = await loggedIn()
  const answer = await ask(url)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([code, problem])
  expect(answer.json()).toMatchObject({
    status: code,
    title: expect.any(String),
    detail: expect.stringMatching(detail),
  })
  expect(error).not.toHaveBeenCalled()
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH'] as const)('nothing is changed by %s', async (method) => {
  const { app, logins } = await open()
  const cookie = await logIn(app, logins)
  const answer = await app.inject({ method, url: '/api/v1/report', headers: { host, cookie }, payload: {} })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, problem])
})

test('what went wrong inside is logged, and not told', async () => {
  const { ask, reports, error } = await loggedIn()
  vi.spyOn(reports, 'report').mockRejectedValue(new Error('secret path'))
  const answer = await ask('/api/v1/report')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('secret')
  expect(error).toHaveBeenCalledWith({ reason: 'secret path' }, 'a request failed')
})

test('findings come page by page to the end, each once', async () => {
  const { ask } = await loggedIn()
  const subjects: string[] = []
  let token = ''
  let pages = 0
  do {
    const url = `/api/v1/findings?rule=own-mode&pageSize=2${token && `&pageToken=${encodeURIComponent(token)}`}`
    const { findings, nextPageToken, totalSize } = (await ask(url)).json()
    expect(totalSize).toBe(5)
    subjects.push(...findings.map((each: { subject: string }) => each.subject))
    token = nextPageToken ?? ''
    pages += 1
  } while (token !== '' && pages < 10)
  expect([pages, subjects.sort()]).toEqual([3, paths])
})

test.each<[string, number]>([
  ['rule=own-mode', 5],
  ['rule=own-mode&outcome=pass', 0],
  ['rule=own-mode&outcome=fail,unknown', 5],
  ['rule=own-mode&outcome=pass&outcome=fail', 5],
  ['rule=own-mode&minSeverity=high', 5],
  ['rule=own-mode&minSeverity=critical', 0],
  ['rule=own-mode&node=worker-1', 5],
  ['rule=own-mode&node=n-1', 5],
  ['rule=no-such-rule', 0],
  ['rule=own-mode&pageSize=100000', 5],
])('findings are narrowed: %s', async (query, expected) => {
  const { ask } = await loggedIn()
  expect((await ask(`/api/v1/findings?${query}`)).json().findings).toHaveLength(expected)
})

test('every route answers as the description of the API says', async () => {
  const { ask } = await loggedIn()
  const [finding] = (await ask('/api/v1/findings?rule=own-mode')).json().findings
  const examples: Record<string, string> = {
    id: finding.id.slice(0, 12),
    node: 'worker-1',
    profile: 'host%2F%2Fssh.service',
    violation: (await ask('/api/v1/violations')).json().violations[0].id,
  }
  for (const [path, route] of Object.entries(routes)) {
    const answer = await ask(path.replace(/\{(\w+)\}/, (_, name: string) => examples[name] ?? ''))
    expect([path, answer.statusCode]).toEqual([path, 200])
    expect([path, route.answer.safeParse(answer.json()).error]).toEqual([path, undefined])
  }
  const document = (await ask('/api/v1/openapi.json')).json()
  expect(Object.keys(document.paths).sort()).toEqual(
    [...Object.keys(routes), ...Object.keys(deeds), '/api/v1/watch'].sort(),
  )
})

test('a rule that is switched off is listed as such', async () => {
  const { ask } = await loggedIn()
  const { rules } = (await ask('/api/v1/rules')).json()
  expect(rules.filter((each: { disabled: boolean }) => each.disabled).map((each: { id: string }) => each.id)).toEqual([
    'own-off',
  ])
})

test('a page hears of changes over a real socket, and is forgotten when it leaves', async () => {
  const { options, logins, app, changed, listeners } = await open()
  const session = await logIn(app, logins)
  const http = await startHttp('127.0.0.1:0', options)
  onTestFinished(() => http.stop())
  const socket = connect(http.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let text = ''
  socket.on('data', (data) => (text += data))
  socket.write(`GET /api/v1/watch HTTP/1.1\r\nHost: ${host}\r\nCookie: ${session}\r\n\r\n`)
  await vi.waitFor(() => expect(text).toContain('event: ready\ndata: {}'), 60_000)
  expect(text).toMatch(/content-type: text\/event-stream/i)
  for (const [name, value] of Object.entries(headers)) expect(text.toLowerCase()).toContain(`${name}: ${value}`)
  for (let count = 0; count < 20; count += 1) changed()
  await vi.waitFor(() => expect(text).toContain('event: changed'), 60_000)
  expect(text.split('event: changed')).toHaveLength(2)
  expect(listeners.size).toBe(1)
  socket.destroy()
  await vi.waitFor(() => expect(listeners.size).toBe(0), 60_000)
})

/** A connection to the port: all that came, and its end. */
function dial(port: number) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  const came = { text: '' }
  socket.on('data', (data) => (came.text += data))
  return { socket, came, closed: new Promise<void>((done) => socket.once('close', () => done())) }
}

const health = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'

test('no more connections are taken than the port may have: the process has others to serve', async () => {
  const { options } = await open()
  const http = await startHttp('127.0.0.1:0', { ...options, limits: { connections: 2, timeout: 60_000 } })
  onTestFinished(() => http.stop())
  const answered = (came: { text: string }) => vi.waitFor(() => expect(came.text).toContain('200 OK'), 60_000)
  const [first, second] = [dial(http.port), dial(http.port)]
  for (const { socket, came } of [first, second]) {
    socket.write(health)
    await answered(came)
  }
  const third = dial(http.port)
  third.socket.write(health)
  await third.closed
  expect(third.came.text).toBe('')
  first.socket.destroy()
  await eventually(
    async () => {
      const next = dial(http.port)
      next.socket.write(health)
      await Promise.race([next.closed, answered(next.came)])
      return next.came.text
    },
    (text) => text.includes('200 OK'),
  )
})

test('who is silent, or slow to ask, is sent away; a page that hears of changes stays', async () => {
  const { options, logins, app, changed } = await open()
  const session = await logIn(app, logins)
  const http = await startHttp('127.0.0.1:0', { ...options, limits: { connections: 10, timeout: 3000 } })
  onTestFinished(() => http.stop())
  const page = dial(http.port)
  page.socket.write(`GET /api/v1/watch HTTP/1.1\r\nHost: ${host}\r\nCookie: ${session}\r\n\r\n`)
  await vi.waitFor(() => expect(page.came.text).toContain('event: ready'), 60_000)
  const [silent, slow] = [dial(http.port), dial(http.port)]
  slow.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  await Promise.all([silent.closed, slow.closed])
  expect(slow.came.text).toMatch(/^HTTP\/1\.1 408 |^$/)
  changed()
  await vi.waitFor(() => expect(page.came.text).toContain('event: changed'), 60_000)
})

test('who does not shake hands is sent away', async () => {
  const { options } = await open()
  const pair = await issueServer(await createAuthority('c'), ['127.0.0.1'], 1)
  const limits = { connections: 10, timeout: 300 }
  const http = await startHttp('127.0.0.1:0', { ...options, limits, tls: () => pair })
  onTestFinished(() => http.stop())
  await dial(http.port).closed
})

test('stopping ends the connections that pages hold open', async () => {
  const { options, logins, app } = await open()
  const session = await logIn(app, logins)
  const http = await startHttp('[::1]:0', options)
  const socket = connect(http.port, '::1')
  const closed = new Promise((done) => socket.on('close', done))
  socket.write(`GET /api/v1/watch HTTP/1.1\r\nHost: [::1]\r\nCookie: ${session}\r\n\r\n`)
  await new Promise((done) => socket.once('data', done))
  await http.stop()
  await closed
})

test.each(['127.0.0.1', '[::1]'])('a port that is in use is said in one sentence: %s', async (address) => {
  const { options } = await open()
  const { port, stop } = await startHttp(`${address}:0`, options)
  onTestFinished(stop)
  await expect(startHttp(`${address}:${port}`, options)).rejects.toThrow(
    `${address}:${port}: the port is in use; choose another with --http`,
  )
})
