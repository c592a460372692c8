import { setTimeout as after } from 'node:timers/promises'
import { type Log, openLog } from '../../lib/log.ts'
import { untilStopped } from '../../lib/process.ts'
import type { CollectorConfig } from '../config.ts'
import { endAtLast } from '../ending.ts'
import { type RunningCollector, runCollector } from '../main.ts'
import { exitCodes } from './failure.ts'

/** Milliseconds that a collector has to begin in that was told to stop before it did. */
const lateStart = 5000

/** Runs the collector until it is told to stop. */
export async function runCollectorCommand(config: CollectorConfig): Promise<number> {
  const stopped = untilStopped()
  const log = openLog('collector', config.logLevel)
  const starting = runCollector(config, log)
  // One that could not begin must not stay either.
  starting.catch(() => endAtLast(exitCodes.failed, log))
  const running = await Promise.race([starting, stopped])
  if (!running) return stopStarting(starting, log)
  return serveUntil(stopped, running, { announce: () => announce(running, log), log })
}

export interface ServeOptions {
  /** Tells whoever started it that it runs. */
  readonly announce: () => Promise<void>
  readonly log: Pick<Log, 'info' | 'error'>
  readonly exit?: (code: number) => void
}

/** Whatever becomes of the announcement, a collector that runs is stopped before this ends. */
export async function serveUntil(
  stopped: Promise<void>,
  running: Pick<RunningCollector, 'stop'>,
  options: ServeOptions,
): Promise<number> {
  try {
    await Promise.race([options.announce(), stopped])
    await stopped
  } catch (error) {
    options.log.error({ reason: (error as Error).message }, 'the collector cannot say that it runs')
    await stop(running, options)
    throw error
  }
  return stop(running, options)
}

async function announce(running: RunningCollector, log: Log): Promise<void> {
  if (!process.send)
    return log.info({ next: 'merlon login' }, 'a link that opens the page is made by the command in `next`')
  const link = (await running.createLoginLink()).url
  // Whoever started it may be gone by now.
  if (process.connected) process.send({ ready: { port: running.port, link } })
}

async function stop(
  running: Pick<RunningCollector, 'stop'>,
  { log, exit = process.exit as (code: number) => void }: Omit<ServeOptions, 'announce'>,
): Promise<number> {
  log.info({}, 'the collector stops')
  const left = await running.stop()
  // What did not end may keep the process for ever.
  if (left.length > 0) exit(exitCodes.unended)
  endAtLast(exitCodes.unended, log, { exit })
  return exitCodes.clean
}

/** It may be waiting for a database: nobody was told anything that could be lost. */
async function stopStarting(starting: Promise<RunningCollector>, log: Log): Promise<number> {
  log.info({}, 'the collector is told to stop before it runs')
  const running = await Promise.race([starting, after(lateStart)])
  if (running) return stop(running, { log })
  log.info({}, 'the collector ends: what it waits for did not come')
  process.exit(exitCodes.clean)
}
