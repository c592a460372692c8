import { Socket } from 'node:net'
import { Pool, type PoolClient, type PoolConfig, types as pgTypes } from 'pg'
import { isPassing } from './postgres-errors.ts'
import type { PostgresPlace } from './postgres-url.ts'
import { StoreError } from './store.ts'

export interface PoolOptions {
  /** Most connections of this process. */
  readonly connections?: number
  /** Servers that follow another will do. */
  readonly readOnly?: boolean
  readonly log?: { warn(fields: object, message: string): void }
}

/** Connections to the server that takes writes. */
export interface ServerPool {
  readonly pool: Pool
  /** Throws the driver's error of the last server that was tried. */
  connect(): Promise<PoolClient>
  /** Ends all connections. What is under way has a moment; then it is cut, and fails. */
  end(): Promise<void>
}

/** Milliseconds that connections have to end in: a server that does not answer would keep them for ever. */
const endLimit = 3000

/** `timeout`: milliseconds that a statement may take. */
export function openPool(place: PostgresPlace, timeout: number, options: PoolOptions): ServerPool {
  const { hosts } = place
  const several: PoolConfig = hosts.length > 1 && !options.readOnly ? { verify: requireWritable } : {}
  const sockets = new Set<Socket>()
  const pool = new Pool({
    ...place.config,
    ...hosts[0],
    ...several,
    application_name: 'merlon',
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Statements of one transaction that do not wait for each other's answers go to the server together.
    pipeline: true,
    // For what the server cannot end any more: its machine may be gone.
    query_timeout: timeout + 5000,
    types: { getTypeParser },
    stream: () => tracked(sockets),
  })
  // A connection that nobody uses ended: the next one is made when it is needed.
  pool.on('error', (error) => options.log?.warn({ reason: error.message }, 'a connection to the database was lost'))
  return { pool, connect: () => connectAny(pool, hosts), end: () => end(pool, sockets) }
}

function tracked(sockets: Set<Socket>): Socket {
  const socket = new Socket()
  sockets.add(socket)
  return socket.once('close', () => sockets.delete(socket))
}

async function end(pool: Pool, sockets: ReadonlySet<Socket>): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy()
  }, endLimit)
  await pool.end()
  // The pool does not wait for the server to close its side.
  await Promise.all([...sockets].map((socket) => new Promise((done) => socket.once('close', done))))
  clearTimeout(cut)
}

/** Connects to the server that was good last, or to the next that is. */
async function connectAny(pool: Pool, hosts: PostgresPlace['hosts']): Promise<PoolClient> {
  for (let tried = 1; ; tried += 1) {
    const { host, port } = pool.options
    try {
      return await pool.connect()
    } catch (error) {
      if (tried >= hosts.length || !isPassing(error)) throw error
      // Unless another one has turned to the next already.
      const at = hosts.findIndex((each) => each.host === host && each.port === port)
      if (pool.options.host === host && pool.options.port === port)
        Object.assign(pool.options, hosts[(at + 1) % hosts.length])
    }
  }
}

const readOnly = '25006'

function requireWritable(client: PoolClient, done: (error?: Error) => void): void {
  client.query<{ transaction_read_only: string }>('show transaction_read_only').then(
    ({ rows }) =>
      rows[0]?.transaction_read_only === 'off'
        ? done()
        : done(Object.assign(new Error('a standby, or read-only'), { code: readOnly })),
    (error: Error) => done(error),
  )
}

const int8 = 20

/** Whole numbers of eight bytes as numbers: none of ours is above 53 bits. */
function getTypeParser(oid: number, format?: unknown) {
  if (oid === int8 && format !== 'binary') return safeInteger
  return pgTypes.getTypeParser(oid, format as 'text')
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  throw new StoreError('the database is damaged (a number is too large to be ours): restore a backup')
}
