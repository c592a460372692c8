// A collector that is told to stop ends, whatever its database does.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { start } from '../support/cli.ts'
import { eventually, temporary } from '../support/collector.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../support/postgres.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)

/** Longest that it may take to begin, in milliseconds. */
const patience = 150_000
const frozen: PostgresServer[] = []
afterEach(() => {
  for (const server of frozen.splice(0)) server.thaw()
})

async function postgres(): Promise<PostgresServer> {
  const server = await startPostgres()
  onTestFinished(() => server.stop())
  return server
}

function freeze(server: PostgresServer): void {
  server.freeze()
  frozen.push(server)
}

function collector(state: string, ...more: string[]) {
  return start(['collector', '--state', state, '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0', ...more])
}

function withDatabase(url: string) {
  const state = temporary()
  writeFileSync(join(state, 'url'), url)
  return collector(state, '--database-url-file', join(state, 'url'))
}

type Running = ReturnType<typeof collector>

const begins = (running: Running) => eventually(running.stderr, (text) => text.includes('the collector runs'), patience)

test('a collector on SQLite ends with 0, and nothing had to be left', async () => {
  const running = collector(temporary())
  await begins(running)
  running.child.kill('SIGTERM')
  const { code, stderr } = await running.ended
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/did not end|keeps the process/)
}, 300_000)

describe.skipIf(reason !== undefined)('on PostgreSQL', () => {
  test('it ends with 0, and nothing had to be left', async () => {
    const running = withDatabase(await (await postgres()).database())
    await begins(running)
    running.child.kill('SIGTERM')
    const { code, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/did not end|keeps the process/)
  }, 300_000)

  test('that does not answer any more: it ends too, with a code of its own, and says what did not', async () => {
    const server = await postgres()
    const running = withDatabase(await server.database())
    await begins(running)
    freeze(server)
    running.child.kill('SIGTERM')
    const { code, stderr } = await running.ended
    expect(code).toBe(3)
    expect(stderr).toMatch(/"part":"(changes of other collectors|leases|active rule pack)".*did not end in time/)
  }, 300_000)

  test('that is not there: it ends while it waits for it', async () => {
    const server = await postgres()
    const url = await server.database()
    await server.kill()
    const running = withDatabase(url)
    await eventually(running.stderr, (text) => text.includes('waiting for the database'), patience)
    running.child.kill('SIGTERM')
    const { code, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stderr).toContain('told to stop before it runs')
  }, 300_000)
})
