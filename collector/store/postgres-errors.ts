import { StoreError } from './store.ts'

/** What went wrong, by the beginning of a SQLSTATE or of an error code of the operating system, and what to do. */
const remedies: readonly (readonly [codes: RegExp, text: string])[] = [
  [/^(ECONNREFUSED|ENOENT)/, 'is not reached: nothing listens there; start PostgreSQL, or correct host and port'],
  [/^(ENOTFOUND|EAI_AGAIN)/, 'is not reached: its host name is not known; correct the host, or look at DNS'],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE|08|57P0[125])/,
    'is not reached: the connection was lost or never made; look at the server, and at firewalls and network policies on the way',
  ],
  [/^POOL_MODE/, 'is behind a pooler that keeps no transactions together: set pool_mode = transaction'],
  [/^57P03/, 'is starting, or ending: wait'],
  [/^53300/, 'has no connection free: raise max_connections, or put PgBouncer in front'],
  [/^28/, 'does not let the user in: correct user and password in the database URL'],
  [/^3D000/, 'does not exist: create it (create database … encoding UTF8)'],
  [/^42501/, 'does not let the user write: make the user of the collector the owner of the database'],
  [/^25006/, 'is read-only: it is a standby, name the primary'],
  [/^(53100|53200|ENOSPC)/, 'cannot grow: free space on the disk of the server'],
  [/^57014/, 'took too long, and the statement was cancelled: look for locks and for load on the server'],
  [/^(XX00[12])/, 'is damaged: restore a backup'],
  [/^ERR_TLS_CERT_ALTNAME/, 'has a certificate for another name: use a host name that stands in it'],
  [/^ERR_SSL$/, 'does not speak TLS: turn it on there (ssl = on)'],
  [/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS|ERR_SSL)/, 'is not trusted: name its authority with sslrootcert'],
]

/** While it lasts it may pass by itself: a server that starts, moves, or has too much to do. */
const passing =
  /^(ECONNREFUSED|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE|08|57P0|53300|25006)/

/** An error that is about the state of the database as a StoreError; any other as it is. */
export function toPostgresError(error: unknown, name: string): unknown {
  if (error instanceof StoreError) return error
  const { code, message } = described(error)
  const remedy = remedies.find(([codes]) => codes.test(code))
  return remedy ? new StoreError(`the database ${name} ${remedy[1]} (${message})`, { cause: error }) : error
}

export function isPassing(error: unknown): boolean {
  const cause = error instanceof StoreError && error.cause ? error.cause : error
  return passing.test(described(cause).code)
}

/** The connection is of no use any more; a server that became read-only has given its place to another. */
export function endsConnection(error: unknown): boolean {
  return (
    !/^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code ?? '')) ||
    /^(08|57P|25006)/.test(described(error).code)
  )
}

function described(error: unknown): { code: string; message: string } {
  // Several addresses of one host: what is true of the first will do.
  if (error instanceof AggregateError && error.errors.length > 0) return described(error.errors[0])
  const { code, message = '' } = error as { code?: unknown; message?: string }
  // A pooler gives all its refusals the code of a connection that failed.
  if (/statement pooling mode/i.test(message)) return { code: 'POOL_MODE', message }
  if (typeof code === 'string') return { code, message }
  // The driver tells some losses in words alone.
  const isLost =
    /connection terminated|timeout exceeded when trying to connect|connection ended|read timeout|not queryable/i.test(
      message,
    )
  if (isLost) return { code: 'ETIMEDOUT', message }
  return { code: /does not support SSL/i.test(message) ? 'ERR_SSL' : '', message }
}
