import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { debianPackage } from './debian.ts'
import { isRoot } from './fixture.ts'

const nobody = 65534
/** PostgreSQL refuses to run as root. */
const user = isRoot ? { uid: nobody, gid: nobody } : {}
const systemWide = '/usr/lib/postgresql'
/** Milliseconds in which a program of PostgreSQL does what it has to. */
const patience = 120_000
const setpriv = '/usr/bin/setpriv'

/** Starts a program that is told to end when this process is gone, however that came. */
export function spawnBound(command: readonly string[], options: SpawnOptions): ChildProcess {
  const [program = '', ...args] = command
  if (!existsSync(setpriv)) return spawn(program, args, options)
  const { uid, gid, ...rest } = options
  // A change of the user would forget the signal: it comes first.
  const ids = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return spawn(setpriv, ['--pdeathsig', 'QUIT', ...ids, program, ...args], rest)
}

/** A real PostgreSQL of its own, on a Unix socket. */
export interface PostgresServer {
  /** Where its socket is. */
  readonly directory: string
  /** The URL of a new, empty database. */
  database(): Promise<string>
  /** The URL of a database with this name. */
  url(name: string): string
  /** Runs one statement as the server's owner, in the database of a URL or in its own. */
  ask(text: string, url?: string): Promise<Record<string, unknown>[]>
  /** As a crash of the machine: nothing is written any more. */
  kill(): Promise<void>
  /** Its first process is gone at once, and those that it started notice by themselves. */
  crash(): Promise<void>
  /** All of its processes are there and do nothing, until they go on or are killed: connections stay open, nobody answers. */
  freeze(): void
  thaw(): void
  /** Another server that follows this one, and takes its place when it is promoted. */
  standby(): Promise<PostgresServer>
  /** Begins again where it was killed. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Why there is no PostgreSQL here; undefined where there is one. */
export function whyNoPostgres(): string | undefined {
  try {
    programs()
    return undefined
  } catch (error) {
    return `PostgreSQL of Debian's packages cannot be had: ${(error as Error).message}`
  }
}

/** Where the programs are: the machine's own, or those of Debian's package, unpacked. */
function programs(): { bin: string; environment: NodeJS.ProcessEnv } {
  const installed = versionsIn(systemWide).at(-1)
  if (installed) return { bin: join(systemWide, installed, 'bin'), environment: process.env }
  const unpacked = debianPackage('postgresql-15')
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu'].map((each) => join(unpacked, each))
  return {
    bin: join(unpacked, 'usr/lib/postgresql/15/bin'),
    environment: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') },
  }
}

function versionsIn(directory: string): string[] {
  if (!existsSync(directory)) return []
  const whole = readdirSync(directory).filter((each) => existsSync(join(directory, each, 'bin/initdb')))
  return whole.sort((a, b) => Number(a) - Number(b))
}

/** The first process of a server, and those that it started. */
function signalAll(first: number, signal: NodeJS.Signals): void {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === first)
  for (const pid of [first, ...children.map(Number)]) process.kill(pid, signal)
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    // It ended.
    return Number.NaN
  }
}

/** Starts a server with settings (`fsync=off` unless told otherwise). It runs until it is stopped. */
export function startPostgres(settings: readonly string[] = ['fsync=off']): Promise<PostgresServer> {
  const init = ['-U', 'merlon', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  return startMade('initdb', init, settings)
}

/** Starts what one of PostgreSQL's programs makes. */
async function startMade(
  program: string,
  flagsOfProgram: readonly string[],
  settings: readonly string[],
): Promise<PostgresServer> {
  const { bin, environment } = programs()
  const directory = mkdtempSync(join(tmpdir(), 'merlon-pg-'))
  if (isRoot) chownSync(directory, nobody, nobody)
  // The user of the tests reaches the socket, nobody else does.
  chmodSync(directory, 0o700)
  const data = join(directory, 'data')
  const options = { cwd: directory, env: environment, ...user }
  const bounded = { ...options, encoding: 'utf8', timeout: patience } as const
  const made = spawnSync(join(bin, program), ['-D', data, ...flagsOfProgram], bounded)
  if (made.status !== 0) throw new Error(`${program}: ${made.stderr || made.error}`)

  const port = settings.findLast((each) => each.startsWith('port='))?.slice('port='.length) ?? '5432'
  const url = (name: string) => `postgres://merlon@localhost:${port}/${name}?host=${encodeURIComponent(directory)}`
  const flags = ['listen_addresses=', `unix_socket_directories=${directory}`, 'max_connections=200', ...settings]
  let ended: Promise<void> = Promise.resolve()
  let kill: (signal: NodeJS.Signals) => void = () => undefined
  let first = 0
  const start = async () => {
    const command = [join(bin, 'postgres'), '-D', data, ...flags.flatMap((each) => ['-c', each])]
    const child = spawnBound(command, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    ended = new Promise((done) => child.on('exit', () => done()))
    kill = (signal) => void child.kill(signal)
    first = child.pid ?? 0
    const late = setTimeout(() => child.kill('SIGKILL'), patience)
    await new Promise<void>((done, fail) => {
      child.on('error', fail)
      child.on('exit', () => fail(new Error(`PostgreSQL ended: ${words}`)))
      child.stderr?.on('data', (part: Buffer) => {
        words = `${words}${part}`.slice(-10_000)
        if (/ready to accept (read-only )?connections/.test(words)) done()
      })
    }).finally(() => clearTimeout(late))
  }
  const ask = async (text: string, where = url('postgres')) => {
    const client = new Client({ connectionString: where })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }
  await start()
  let count = 0
  return {
    ...{ directory, url, ask, start },
    freeze: () => signalAll(first, 'SIGSTOP'),
    thaw: () => signalAll(first, 'SIGCONT'),
    standby: () =>
      startMade('pg_basebackup', ['-R', '-X', 'stream', '-c', 'fast', '-h', directory, '-U', 'merlon'], settings),
    crash: async () => {
      kill('SIGKILL')
      await ended
    },
    database: async () => {
      count += 1
      await ask(`create database merlon_${count} template template0 encoding 'UTF8'`)
      return url(`merlon_${count}`)
    },
    kill: async () => {
      // The first stops at once; those that it started follow when they miss it.
      kill('SIGQUIT')
      await ended
    },
    stop: async () => {
      kill('SIGINT')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
