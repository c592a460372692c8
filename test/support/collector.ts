import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { openClient, type ReportClient } from '../../collector/cli/client.ts'
import { collectorSchema } from '../../collector/config.ts'
import { issueNode } from '../../collector/identity/material.ts'
import { type RunningCollector, runCollector } from '../../collector/main.ts'
import { freePort } from './port.ts'

/** A directory that is removed when the test ends. */
export function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

export const silent = pino({ level: process.env['TEST_LOG'] ?? 'silent' })

export interface TestCollector extends RunningCollector {
  readonly state: string
  readonly address: string
  client(): ReportClient
  /** Certificate files of a node. */
  node(id: string): Promise<{ ca: string; cert: string; key: string }>
}

/** A real collector on free loopback ports, stopped when the test ends. */
export async function startCollector(
  state: string = temporary(),
  more: Record<string, unknown> = {},
): Promise<TestCollector> {
  // Where the next one may listen, when this one is stopped.
  const listen = `127.0.0.1:${await freePort()}`
  const config = collectorSchema.parse({ state, listen, http: '127.0.0.1:0', ...more })
  const running = await runCollector(config, silent)
  let stopped: Promise<readonly string[]> | undefined
  const stop = () => (stopped ??= running.stop())
  onTestFinished(async () => void (await stop()))
  const address = `127.0.0.1:${running.port}`
  return {
    ...running,
    stop,
    state,
    address,
    client: () => {
      const client = openClient({ collector: address, state })
      onTestFinished(() => client.close())
      return client
    },
    node: async (id) => {
      const directory = join(state, 'nodes', id)
      await issueNode(running.material, id, directory)
      return { ca: join(directory, 'ca.crt'), cert: join(directory, 'node.crt'), key: join(directory, 'node.key') }
    },
  }
}

/** Asks again until the answer is what is waited for, for at most so many milliseconds: long, for slow machines. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  good: (value: T) => boolean,
  limit = 60_000,
): Promise<T> {
  const end = Date.now() + limit
  for (;;) {
    const value = await ask()
    if (good(value)) return value
    if (Date.now() > end) throw new Error(`still not after ${limit} ms: ${JSON.stringify(value)?.slice(0, 2000)}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}
