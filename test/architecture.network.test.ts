// Nothing calls home: what could open a connection, and what is named as an address, is a short list with a reason each.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = ['agent', 'collector', 'lib', 'proto'].flatMap((part) =>
  readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html|css)$/.test(name) && !/(^|\/)(node_modules|gen)\//.test(name))
    .map((name) => ({ file: `${part}/${name}`, text: readFileSync(join(root, part, name), 'utf8') })),
)

/** Files that name one of these modules, types aside, or what a browser connects by. */
const connecting =
  /^import (?!type ).*from '(node:(https?|http2|net|tls|dns|dgram)(\/promises)?|pg|@kubernetes\/client-node)'|\bfetch\(|\bnew (Client|WebSocket|EventSource|XMLHttpRequest)\(|\bsendBeacon\b/m

/** Whom each may reach, or why it reaches nobody. */
const known: Readonly<Record<string, string>> = {
  'agent/doctor/clock.ts': 'the collector',
  'agent/doctor/connection.ts': 'the collector',
  'agent/host/tls.ts': "the node's own addresses, where the operator asks for it",
  'agent/link/connection.ts': 'the collector',
  'agent/link/enrolment.ts': 'the collector',
  'agent/metrics.ts': 'serves',
  'collector/api/http.ts': 'serves',
  'collector/api/httphost.ts': 'tells addresses from names',
  'collector/api/listener.ts': 'serves',
  'collector/cli/client.ts': 'the collector',
  'collector/configz/ask.ts': 'kubelets that the operator names',
  'collector/identity/credentials.ts': 'makes contexts of certificates',
  'collector/identity/kubernetes.ts': 'the API server that the operator names, or that of its own cluster',
  'collector/identity/live.ts': 'makes contexts of certificates',
  'collector/store/postgres-pool.ts': 'the database that the operator names',
  'collector/store/postgres.ts': 'the database that the operator names',
  'collector/web/api.ts': 'where the page came from',
  'collector/web/live.ts': 'where the page came from',
  'lib/ask.ts': "Merlon's own health and metrics, for a support bundle",
  'lib/grpc.ts': 'makes credentials',
}

test('sources are found, and so is what connects', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(connecting.test(`import { connect } from 'node:net'`)).toBe(true)
  expect(connecting.test(`import type { Socket } from 'node:net'`)).toBe(false)
})

test('nothing else can open a connection', () => {
  const found = sources.filter(({ text }) => connecting.test(text)).map(({ file }) => file)
  expect(found.filter((file) => !(file in known))).toEqual([])
})

test('no source names a place on the internet but in the words of a remedy or of another tool', () => {
  const words = /\bhttps?:\/\/([\w.-]+)/g
  const named = sources.flatMap(({ text }) => [...text.matchAll(words)].map(([, host = '']) => host))
  const others = ['localhost', '127.0.0.1', 'kubernetes.default.svc.', 'kubernetes.default.svc']
  const cited = ['kubernetes.io', 'github.com', 'etcd.io', 'containerd.io', 'www.w3.org']
  expect([...new Set(named)].filter((host) => ![...others, ...cited].includes(host))).toEqual([])
})

test('the page loads nothing from elsewhere', () => {
  const page = sources.filter(({ file }) => file.startsWith('collector/web/'))
  const loads = /(?:src|href)=["'](?:https?:)?\/\/|url\(["']?(?:https?:)?\/\/|@import/
  expect(page.filter(({ text }) => loads.test(text)).map(({ file }) => file)).toEqual([])
})
