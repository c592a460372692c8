import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { aboutMachine } from '../../lib/aboutmachine.ts'
import { type Asked, ask, reachable } from '../../lib/ask.ts'
import { type Config, printConfig } from '../../lib/config.ts'
import { printableJson } from '../../lib/printable.ts'
import { type Part, writeSupportBundle } from '../../lib/supportbundle.ts'
import { isLoopback } from '../api/httphost.ts'
import type { CollectorConfig } from '../config.ts'
import { describeDatabase } from '../store/describe.ts'
import { isShared, urlOf } from '../store/open.ts'
import { openClient } from './client.ts'

export interface SupportOptions {
  /** File, or `-`. */
  readonly to: string
  /** Address of the collector. Absent: where the configuration has it listen. */
  readonly collector?: string | undefined
  /** Files with logs: what runs the collector keeps them, not the collector. */
  readonly logs: readonly string[]
}

/** Most bytes of each log, the newest. */
const logBytes = 1024 * 1024

/** Writes what helps to understand a collector, without secrets. It may run or not. */
export function runSupportBundle(
  config: Config<CollectorConfig>,
  { to, collector, logs }: SupportOptions,
  out: NodeJS.WritableStream,
  errors?: NodeJS.WritableStream,
): Promise<number> {
  const { values } = config
  const parts: Part[] = [
    { name: 'about.json', about: 'version, Node.js, machine', read: () => aboutMachine() },
    { name: 'configuration.txt', about: 'each key with its source', read: () => `${printConfig(shown(config))}\n` },
    { name: 'health.txt', about: 'what /healthz and /readyz say', read: () => health(values) },
    { name: 'metrics.txt', about: 'what /metrics says', read: () => metrics(values) },
    {
      name: 'coverage.json',
      about: 'nodes: state, versions, what is not seen of each',
      read: () => coverage(values, collector ?? reachable(values.listen)),
    },
    {
      name: 'database.json',
      about: 'engine, steps of the schema, rows of each table',
      read: async () => `${printableJson(await describeDatabase(values))}\n`,
    },
    ...logs.map((file, at) => ({
      name: `log-${at + 1}.txt`,
      about: `the end of ${basename(file)}`,
      read: () => readFileSync(file).subarray(-logBytes).toString(),
    })),
  ]
  return writeSupportBundle('collector', parts, { to, secrets: secretsOf(values), out, ...(errors ? { errors } : {}) })
}

/** A URL in it may not have a password; whoever wrote one elsewhere is not shown it either. */
function shown(config: Config<CollectorConfig>): Config<Readonly<Record<string, unknown>>> {
  const { database, databaseReadUrl, ...others } = config.values
  const named = (url: string) => (url === '' ? '' : 'a PostgreSQL URL')
  return {
    ...config,
    values: { ...others, database: named(database), databaseReadUrl: named(databaseReadUrl) },
  }
}

async function health(config: CollectorConfig): Promise<string> {
  const answers = await Promise.all(
    ['/healthz', '/readyz'].map(async (path) => {
      const { status, body } = await ask(reachable(config.http), path, asked(config))
      return `${path}: ${status} ${body.trim()}\n`
    }),
  )
  return answers.join('')
}

async function metrics(config: CollectorConfig): Promise<string> {
  const headers = { authorization: `Bearer ${readFileSync(join(config.state, 'metrics-token'), 'utf8').trim()}` }
  const { status, body } = await ask(reachable(config.http), '/metrics', { ...asked(config), headers })
  if (status !== 200) throw new Error(`/metrics: ${status}`)
  return body
}

/** Its own certificate names this machine. */
function asked({ http, state }: CollectorConfig): Asked {
  return isLoopback(http) ? {} : { tls: { ca: readFileSync(join(state, 'tls/trust.crt')), name: 'localhost' } }
}

/** The report without its findings. */
async function coverage({ state }: CollectorConfig, collector: string): Promise<string> {
  const client = openClient({ collector, state })
  try {
    const { clusterId, clusterName, asOf, storage, coverage, counts, nodes } = await client.report()
    return `${printableJson({ clusterId, clusterName, asOf, storage, coverage, counts, nodes })}\n`
  } finally {
    client.close()
  }
}

/** What the collector keeps secret, where it can be read. */
function secretsOf(config: CollectorConfig): string[] {
  const { state, authorityKey, tlsKey } = config
  const files = [
    authorityKey,
    tlsKey,
    ...['metrics-token', 'tls/ca.key', 'tls/server.key', 'tls/operator.key'].map((name) => join(state, name)),
  ]
  const contents = files.filter((file) => file !== '' && existsSync(file)).flatMap((file) => textIn(file))
  return [...contents, ...databaseSecrets(config)]
}

function databaseSecrets(config: CollectorConfig): string[] {
  const replica = { ...config, database: config.databaseReadUrl, databaseUrlFile: config.databaseReadUrlFile }
  return [config, replica].flatMap(urlSecrets)
}

function urlSecrets(config: CollectorConfig): string[] {
  if (!isShared(config)) return []
  try {
    const url = urlOf(config)
    const password = URL.parse(url)?.password ?? ''
    return [url, password, decodeURIComponent(password)]
  } catch {
    return []
  }
}

function textIn(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8').trim()]
  } catch {
    return []
  }
}
