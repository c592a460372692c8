// Collectors as processes of their own, which are killed and begin again.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { CollectorConfig } from '../../collector/config.ts'
import { environmentName } from '../../lib/config.ts'

const mainFile = fileURLToPath(new URL('../../collector/cli/main.ts', import.meta.url))

export interface Collectors {
  /** Ports of those that serve. */
  ports(): number[]
  pids(): number[]
  /** Ends one at once, and begins it again after so many milliseconds. */
  kill(at: number, pause: number): Promise<void>
  /** Has one end as it should, and begins it again. */
  restart(at: number): Promise<void>
  readonly count: number
  /** What went wrong with them by itself: they ended while nobody had killed them. */
  readonly problems: readonly string[]
  /** Most resident memory of one of them so far, in bytes. */
  peak(): number
  stop(): Promise<void>
}

export interface CollectorsOptions {
  readonly count: number
  readonly state: string
  /** Where logs go. */
  readonly directory: string
  /** Empty: SQLite in `state`. */
  readonly database: string
  /** Where agents are listened to. Absent: a free port, another one each time. */
  readonly listen?: string
  /** More of the configuration. */
  readonly settings?: Partial<Pick<CollectorConfig, 'connections' | 'connectionsPerAddress' | 'eventsKept'>>
}

interface Place {
  child: ChildProcess | undefined
  port: number | undefined
}

/** Starts them, one after the other. */
export async function startCollectors(options: CollectorsOptions): Promise<Collectors> {
  const places: Place[] = Array.from({ length: options.count }, () => ({ child: undefined, port: undefined }))
  const problems: string[] = []
  let peak = 0
  let isOver = false

  /** Until it serves: the database may be away, or its disk full. */
  async function begin(at: number): Promise<void> {
    const place = places[at] as Place
    for (let attempt = 1; !isOver; attempt += 1) {
      if (await beginOnce(at, place)) return
      await setTimeout(Math.min(5000, 500 * attempt))
    }
  }

  function beginOnce(at: number, place: Place): Promise<boolean> {
    const log = openSync(logOf(options, at), 'a')
    const child = spawn(process.execPath, [mainFile, ...argumentsOf(options)], {
      cwd: options.directory,
      env: environmentOf(options),
      stdio: ['ignore', 'ignore', log, 'ipc'],
    })
    closeSync(log)
    place.child = child
    return new Promise((done) => {
      child.on('message', (message) => {
        const { ready } = message as { ready?: { port: number } }
        if (!ready) return
        place.port = ready.port
        done(true)
      })
      child.on('exit', (code, signal) => {
        const served = place.port !== undefined
        if (served && place.child === child && !isOver) {
          problems.push(`collector ${at} ended by itself (${signal ?? code}): ${tailOf(options, at)}`)
          forget(place)
          void begin(at)
        }
        done(false)
      })
    })
  }

  function forget(place: Place): ChildProcess | undefined {
    const { child } = place
    peak = Math.max(peak, memoryOf(child?.pid))
    place.child = undefined
    place.port = undefined
    return child
  }

  async function end(at: number, signal: NodeJS.Signals, ...wanted: (number | string)[]): Promise<void> {
    const place = places[at] as Place
    if (place.port === undefined) return
    const child = forget(place)
    const came = await endOf(child, signal)
    if (!wanted.includes(came))
      problems.push(`collector ${at} ended with ${came} upon ${signal}: ${tailOf(options, at)}`)
  }

  for (let at = 0; at < options.count; at += 1) await begin(at)
  return {
    count: options.count,
    problems,
    ports: () => places.flatMap(({ port }) => (port === undefined ? [] : [port])),
    pids: () => places.flatMap(({ child }) => (child?.pid === undefined ? [] : [child.pid])),
    peak: () => Math.max(peak, ...places.map(({ child }) => memoryOf(child?.pid))),
    kill: async (at, pause) => {
      if (places[at]?.port === undefined) return
      await end(at, 'SIGKILL', 'SIGKILL')
      await setTimeout(pause)
      await begin(at)
    },
    restart: async (at) => {
      if (places[at]?.port === undefined) return
      // 3: its database was away just then, and it did not wait for it.
      await end(at, 'SIGTERM', 0, 3)
      await begin(at)
    },
    stop: async () => {
      isOver = true
      await Promise.all(places.map((_, at) => end(at, 'SIGTERM', 0)))
      for (const { child } of places) child?.kill('SIGKILL')
    },
  }
}

function argumentsOf({ state, database, listen = '127.0.0.1:0' }: CollectorsOptions): string[] {
  const addresses = ['--listen', listen, '--http', '127.0.0.1:0']
  const place = ['--state', state, ...(database === '' ? [] : ['--database', database])]
  return ['collector', ...place, ...addresses, '--log-level', 'warn']
}

/** A minute is enough for one that ends as it should. */
async function endOf(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | string> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? 'gone'
  const ended = new Promise<number | string>((done) => child.on('exit', (code, by) => done(code ?? by ?? '')))
  child.kill(signal)
  const late = new AbortController()
  const came = await Promise.race([ended, setTimeout(60_000, 'nothing', { signal: late.signal }).catch(() => '')])
  late.abort()
  if (came === 'nothing') child.kill('SIGKILL')
  return came
}

/** `NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/profiles'` shows what they do. */
function environmentOf({ settings = {} }: CollectorsOptions): NodeJS.ProcessEnv {
  const { PATH, NODE_OPTIONS } = process.env
  const own = Object.entries(settings).map(([key, value]) => [environmentName(key), String(value)])
  return { PATH, HOME: '/nonexistent', ...(NODE_OPTIONS ? { NODE_OPTIONS } : {}), ...Object.fromEntries(own) }
}

function logOf({ directory }: CollectorsOptions, at: number): string {
  return join(directory, `collector-${at}.log`)
}

function tailOf(options: CollectorsOptions, at: number): string {
  return readFileSync(logOf(options, at), 'utf8').trim().slice(-2000)
}

/** Most that a process had resident, in bytes. */
export function memoryOf(pid: number | undefined, field: 'VmHWM' | 'VmRSS' = 'VmHWM'): number {
  if (pid === undefined) return 0
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
