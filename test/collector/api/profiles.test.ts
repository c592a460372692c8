import fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { buildHttp } from '../../../collector/api/http.ts'
import { deeds, routes } from '../../../collector/api/openapi.ts'
import { addProfileRoutes } from '../../../collector/api/profiles.ts'
import { openProfiles } from '../../../collector/profiles.ts'
import type { ReportSource } from '../../../collector/report/source.ts'
import { learned, seen } from '../../support/allowlist.ts'
import { memoryLogins } from '../../support/logins.ts'
import { cluster, fill } from '../store/contract/given.ts'
import { openStore } from '../store/memory.ts'

const id = 'workload/shop/Deployment/web/app'
const url = `/api/v1/profiles/${encodeURIComponent(id)}`
const nginx = 'image-lower:/usr/sbin/nginx'

async function open() {
  const { store } = await openStore()
  await fill(store, 'node-a')
  await store.changeProfile(cluster, id, () => ({ ...learned([seen({ count: 5 })]), state: 'review' }))
  const error = vi.fn()
  const profiles = openProfiles({ store, clusterId: cluster, log: { info: vi.fn(), error }, changed: () => undefined })
  const logins = memoryLogins()
  const app = await buildHttp({
    ...{ profiles, logins, log: { error }, subscribe: () => () => undefined },
    reports: {} as ReportSource,
    events: { list: async () => ({ events: [] }) },
    pack: { version: '0', rules: [], disabled: [], changes: [] },
  })
  onTestFinished(async () => {
    await app.close()
    await profiles.stop()
    await store.close()
  })
  const session = logins.session()
  const ask = (path: string, body?: unknown, headers: Record<string, string> = {}, cookie = session) =>
    app.inject({
      ...{ url: path, headers: { host: 'localhost', ...headers }, cookies: { merlon_session: cookie } },
      ...(body === undefined ? {} : { method: 'POST' as const, payload: body as object }),
    })
  return { ask, profiles, error }
}

test('a profile is listed, shown and decided upon, and the history says who it was, through the page, and why', async () => {
  const { ask } = await open()
  expect((await ask('/api/v1/profiles?state=review')).json()).toMatchObject({
    totalSize: 1,
    profiles: [{ id, open: 1 }],
  })
  expect((await ask('/api/v1/profiles?state=alerting')).json()).toEqual({ totalSize: 0, profiles: [] })
  const approved = await ask(`${url}/decide`, {
    ...{ action: 'approve', version: 1, keys: [nginx], reason: 'as shipped\u202e', seen: 1 },
  })
  expect(approved.json()).toMatchObject({
    ...{ version: 2, open: 0, history: [{ by: 'ann (the page)', reason: 'as shipped\\u{202e}' }] },
  })
  expect(deeds['/api/v1/profiles/{profile}/decide']?.answer.safeParse(approved.json()).error).toBeUndefined()
  expect((await ask(`${url}/decide`, { action: 'enforce', version: 2, seen: 1 })).json()).toMatchObject({
    state: 'alerting',
  })
  const { yaml } = (await ask(`${url}/export`)).json()
  const imported = await ask('/api/v1/import', { yaml: yaml.replace('alerting', 'learning') })
  expect(imported.json()).toMatchObject({ id, applied: false, changes: ['~ state alerting → learning'] })
})

test.each<[string, string, unknown, number, RegExp]>([
  ['an older version', `${url}/decide`, { action: 'reset', version: 0 }, 409, /decided upon version 0, it is at 1/],
  ['what is not allowed now', `${url}/decide`, { action: 'enforce', version: 1, seen: 1 }, 409, /neither approved/],
  ['what came since', `${url}/decide`, { action: 'approve', version: 1, keys: [nginx], seen: 0 }, 409, /came since/],
  ['an approval of what was not looked at', `${url}/decide`, { action: 'enforce', version: 1 }, 400, /looked at/],
  ['an entry that is not there', `${url}/decide`, { action: 'deny', version: 1, keys: ['x'] }, 404, /no entry x/],
  ['a profile that is not there', '/api/v1/profiles/x/decide', { action: 'reset', version: 1 }, 404, /no profile x/],
  ['no version', `${url}/decide`, { action: 'reset' }, 400, /version/],
  ['an action that is none', `${url}/decide`, { action: 'run', version: 1 }, 400, /action/],
  ['a field that is none', `${url}/decide`, { action: 'reset', version: 1, by: 'root' }, 400, /by/],
  ['a list', `${url}/decide`, [], 400, /object/],
  ['a file that is none', '/api/v1/import', { yaml: 'a: [' }, 400, /profile/],
  ['one violation that is not there', '/api/v1/violations/x', undefined, 404, /no violation x/],
  ['a violation that is not there', '/api/v1/violations/x/acknowledge', {}, 404, /no violation x/],
  ['a note that is too long', '/api/v1/violations/x/acknowledge', { note: 'x'.repeat(1001) }, 400, /note/],
])('%s is a problem that says so, and changes nothing', async (_name, path, body, status, text) => {
  const { ask, profiles, error } = await open()
  const answer = await ask(path, body)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    status,
    expect.stringMatching(/^application\/problem\+json/),
  ])
  expect(answer.json().detail).toMatch(text)
  expect((await profiles.get(id)).version).toBe(1)
  expect(error).not.toHaveBeenCalled()
})

test('nobody decides without a session, or by a form of another page', async () => {
  const { ask, profiles } = await open()
  const reset = { action: 'reset', version: 1 }
  expect((await ask(`${url}/decide`, reset, {}, 'wrong')).statusCode).toBe(401)
  expect((await ask(`${url}/decide`, reset, { host: 'evil.example' })).statusCode).toBe(421)
  const text = JSON.stringify(reset)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    expect([400, 415]).toContain((await ask(`${url}/decide`, text, { 'content-type': type })).statusCode)
  expect((await profiles.get(id)).version).toBe(1)
})

test('every route that changes something is described, and nothing else is', async () => {
  const app = fastify()
  const posts: string[] = []
  app.addHook('onRoute', ({ method, url: path }) => {
    if (method === 'POST') posts.push(path.replace(/:(\w+)/g, '{$1}'))
  })
  addProfileRoutes(app, {} as never)
  expect(posts.sort()).toEqual(Object.keys(deeds).sort())
  for (const { body } of Object.values(deeds)) expect(() => z.toJSONSchema(body, { io: 'input' })).not.toThrow()
  expect(Object.keys(routes)).toContain('/api/v1/violations')
})

test.each(['/api/v1/profiles?state=bad', '/api/v1/violations?minSeverity=bad', '/api/v1/violations?pageToken=x'])(
  '%s makes no sense',
  async (path) => {
    expect((await (await open()).ask(path)).statusCode).toBe(400)
  },
)

test('what runs is asked for by what it is, and of whom nothing is known is said', async () => {
  const { ask } = await open()
  const answer = (await ask('/api/v1/processes?unit=ssh.service&outliers=true&node=node-a&pageSize=5')).json()
  expect(answer).toEqual({ processes: [], totalSize: 0, nodes: 0, unseen: ['node-a'] })
  expect(routes['/api/v1/processes']?.answer.safeParse(answer).error).toBeUndefined()
  expect((await ask('/api/v1/processes?node=node-9')).statusCode).toBe(404)
  expect((await ask('/api/v1/processes?outliers=yes')).statusCode).toBe(400)
})
