import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildHttp } from '../../collector/api/http.ts'
import { memoryLogins } from '../support/logins.ts'
import { noProfiles } from '../support/profiles.ts'
import { fakeCluster } from './given.ts'

function directory(files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(join(tmpdir(), 'merlon-serving-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  mkdirSync(join(base, 'web/assets'), { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(base, path), text)
  return join(base, 'web')
}

async function served(files: Readonly<Record<string, string>>) {
  const logins = memoryLogins()
  const cluster = fakeCluster()
  const app = await buildHttp({
    reports: cluster.reports,
    events: { list: async () => ({ events: [] }) },
    profiles: noProfiles,
    pack: { version: '0', rules: [], disabled: [], changes: [] },
    logins,
    subscribe: cluster.subscribe,
    log: { error: () => undefined },
    web: directory(files),
  })
  onTestFinished(() => app.close())
  const session = logins.session()
  return (url: string, headers: Record<string, string> = {}, loggedIn = true) =>
    app.inject({
      url,
      headers: { host: 'localhost', ...headers },
      ...(loggedIn ? { cookies: { merlon_session: session } } : {}),
    })
}

const files = {
  'web/index.html': '<p>page</p>',
  'web/assets/index-abc.js': 'let x',
  'web/favicon.svg': '<svg/>',
  secret: 'secret',
}

test.each([
  ['/', '<p>page</p>', 'text/html; charset=utf-8', 'no-store'],
  ['/?finding=1', '<p>page</p>', 'text/html; charset=utf-8', 'no-store'],
  ['/assets/index-abc.js', 'let x', 'application/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
  ['/favicon.svg', '<svg/>', 'image/svg+xml', 'no-store'],
])('%s is served with its type and for how long it holds', async (url, body, type, cache) => {
  const answer = await (await served(files))(url)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toBe(body)
  expect(answer.headers['content-type']).toBe(type)
  expect(answer.headers['cache-control']).toBe(cache)
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'")
})

test.each([
  '/../secret',
  '/%2e%2e/secret',
  '/assets/..%2f..%2fsecret',
  '/assets/',
  '/none.js',
  '/assets/index-abc.js/',
])('%s is nothing that is served', async (url) => {
  const answer = await (await served(files))(url)
  expect(answer.statusCode).toBe(404)
  expect(answer.body).not.toBe('secret')
})

test.each(['/', '/assets/index-abc.js', '/favicon.svg'])('%s is for who is logged in', async (url) => {
  const answer = await (await served(files))(url, {}, false)
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({
    title: 'Not logged in',
    status: 401,
    detail: 'Run `merlon login` for a link that opens the page once.',
  })
})

test('a browser that is not logged in gets a page that says how, without anything from the address', async () => {
  const ask = await served(files)
  const answer = await ask('/', { accept: 'text/html,*/*' }, false)
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)))
  expect(answer.body).toContain('<p>Run <code>merlon login</code> for a link that opens the page once.</p>')
  const strange = await ask('/<script>alert(1)</script>', { accept: 'text/html' })
  expect(strange.statusCode).toBe(404)
  expect(strange.body).not.toContain('<script>')
})

test('a page that was not built says so', async () => {
  const answer = await (await served({}))('/')
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ title: 'The page is not built' })
})
