import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** A file below this directory has the hash of its content in its name: it never changes. One session's, not a proxy's. */
const hashed = /[\\/]assets[\\/][^\\/]+$/
const forEver = 'private, max-age=31536000, immutable'

/**
 * Serves the built page in `directory` at `/`, behind whatever guards `app`, and says problems as sentences to people who
 * look with a browser. Call it on the app itself, not in a plugin: its hook is for every route.
 */
export async function addWeb(app: FastifyInstance, directory: string): Promise<void> {
  app.addHook('onSend', async (request, reply, payload) => problemAsPage(request, reply, payload))
  if (!existsSync(join(directory, 'index.html'))) {
    app.get('/', (_request, reply) => notBuilt(reply))
    return
  }
  // Without a wildcard only the files that are there now have a route: no path is ever made of what is asked for.
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => reply.header('cache-control', hashed.test(path) ? forEver : 'no-store'),
  })
}

function notBuilt(reply: FastifyReply) {
  const detail = 'Run `npm run build:web` once, then start the collector again. The API is at /api/v1/report.'
  return reply.code(503).type('application/problem+json').send({ title: 'The page is not built', status: 503, detail })
}

/** A program gets the problem as JSON (RFC 9457), a person the same words as a page. */
function problemAsPage(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const isProblem = String(reply.getHeader('content-type')).startsWith('application/problem+json')
  if (!isProblem || typeof payload !== 'string' || !request.headers.accept?.includes('text/html')) return payload
  const { title, detail } = JSON.parse(payload) as { title: string; detail: string }
  reply.type('text/html; charset=utf-8')
  reply.removeHeader('content-length')
  return problemPage(title, detail)
}

/** Plain on purpose: style sheets are behind the login too. The link helps where a login came from another site's page. */
function problemPage(title: string, detail: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width">
<title>Merlon: ${escapeHtml(title)}</title>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(detail).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
<p><a href="/">Open the page</a></p>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
