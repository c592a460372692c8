import { readFileSync } from 'node:fs'
import type { ClientConfig } from 'pg'
import { StoreError } from './store.ts'

/** Where a database is, and how to reach it. */
export interface PostgresPlace {
  /** Servers of which one at a time takes writes, at least one. */
  readonly hosts: readonly PostgresHost[]
  readonly config: Pick<ClientConfig, 'user' | 'password' | 'database' | 'ssl'>
  /** For people: hosts, ports and database, without the user's secrets. */
  readonly name: string
}

export interface PostgresHost {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string
  readonly port: number
}

const modes = ['disable', 'require', 'verify-ca', 'verify-full'] as const
type Mode = (typeof modes)[number]

const parameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'host', 'target_session_attrs']

/**
 * Reads `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?sslmode=…`. `?host=/DIRECTORY` is a Unix socket. Modes are
 * those of libpq; without one the server is verified in full, unless it is on this machine. Of several servers the one
 * that takes writes is used, as with libpq's `target_session_attrs=read-write`, which may stand there. Throws a StoreError
 * that says what is wrong with it and never what it holds.
 */
export function parsePostgresUrl(text: string): PostgresPlace {
  const { url, authorities } = parsed(text)
  for (const name of url.searchParams.keys())
    if (!parameters.includes(name))
      throw new StoreError(
        `the database URL has a parameter that is not known: ${name} (there are ${parameters.join(', ')})`,
      )
  if ((url.searchParams.get('target_session_attrs') ?? 'read-write') !== 'read-write')
    throw new StoreError('the database URL has target_session_attrs that does not do: there is read-write')
  const hosts = hostsOf(url, authorities)
  const database = decoded(url.pathname.slice(1))
  if (hosts.some(({ host }) => host === '') || database === '')
    throw new StoreError('the database URL names no host, or no database')
  return {
    hosts,
    name: `${hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(',')}/${database}`,
    config: {
      ...{ database, ssl: tlsOf(url, modeOf(url, hosts.every(isLocal))) },
      ...(url.username ? { user: decoded(url.username) } : {}),
      ...(url.password ? { password: decoded(url.password) } : {}),
    },
  }
}

const defaultPort = 5432

function hostsOf(url: URL, authorities: readonly URL[]): PostgresHost[] {
  const given = url.searchParams.get('host')
  if (given !== null) return given.split(',').map((host) => ({ host, port: Number(url.port || defaultPort) }))
  return authorities.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || defaultPort),
  }))
}

function isLocal({ host }: PostgresHost): boolean {
  return host.startsWith('/') || /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)
}

/** The URL with its first host, and one for each host: a URL of the standard has one. */
function parsed(text: string): { url: URL; authorities: URL[] } {
  const [, start = '', hosts = '', end = ''] = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(text) ?? []
  const authorities = hosts.split(',').flatMap((host) => URL.parse(`postgres://${host}`) ?? [])
  const url = start === '' ? null : URL.parse(`${start}${hosts.split(',')[0]}${end}`)
  // The text has a password in it: it is not repeated.
  if (!url || authorities.length < hosts.split(',').length)
    throw new StoreError('the database URL is none: it is written postgres://USER:PASSWORD@HOST:PORT/DATABASE')
  return { url, authorities }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new StoreError('the database URL has a % that begins no character: it is written %25')
  }
}

function modeOf(url: URL, isLocal: boolean): Mode {
  const given = url.searchParams.get('sslmode') ?? (isLocal ? 'disable' : 'verify-full')
  const mode = modes.find((each) => each === given)
  if (!mode) throw new StoreError(`the database URL has a sslmode that is not known: there are ${modes.join(', ')}`)
  return mode
}

/** `require` encrypts and believes anyone; with an authority it is `verify-ca`, as in libpq. */
function tlsOf(url: URL, mode: Mode): ClientConfig['ssl'] {
  if (mode === 'disable') return false
  const [ca, cert, key] = ['sslrootcert', 'sslcert', 'sslkey'].map((name) => fileOf(url, name))
  const own = { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) }
  if (mode === 'require' && !ca) return { ...own, rejectUnauthorized: false }
  return mode === 'verify-full' ? own : { ...own, checkServerIdentity: () => undefined }
}

function fileOf(url: URL, name: string): string | undefined {
  const path = url.searchParams.get(name)
  if (path === null || (name === 'sslrootcert' && path === 'system')) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StoreError(`the file ${path} of the database URL (${name}) cannot be read: ${code}`)
  }
}
