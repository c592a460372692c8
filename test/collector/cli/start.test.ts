import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { binFile, type Running, start } from '../../support/cli.ts'
import { eventually, temporary } from '../../support/collector.ts'
import { makeHost } from '../../support/host.ts'

const node = {
  files: { '/etc/hostname': 'here\n', '/etc/ssh/sshd_config': { content: 'PermitRootLogin no\n', mode: '0600' } },
}

function startMerlon(state: string, root: string, more: readonly string[] = []): Running {
  const args = ['start', '--state', state, '--root', root, '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0', ...more]
  return start(args, { file: binFile })
}

/** Processes of this start: those that have its state in their command line. */
function processesOf(state: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(state)
      } catch {
        return false
      }
    })
    .map(Number)
}

async function stops(running: Running, state: string, signal: NodeJS.Signals): Promise<void> {
  running.child.kill(signal)
  const { code, stderr } = await running.ended
  expect([code, stderr]).toEqual([0, ''])
  await nothingLeft(state)
}

async function nothingLeft(state: string): Promise<void> {
  await expect.poll(() => processesOf(state)).toEqual([])
}

test('the summary appears, a change is shown within seconds, and it stops at once; the second start knows the first', async () => {
  const [state, root] = [temporary(), makeHost(node)]
  const first = startMerlon(state, root)
  await eventually(first.stdout, (text) => /^Node {6}here {2}/m.test(text))
  expect(first.stdout()).toMatch(/^Page and API {3}http:\/\/127\.0\.0\.1:\d+\/login\?token=/m)
  expect(first.stdout()).toContain('Coverage  1 of 1 node reporting')
  expect(first.stdout()).toContain(`Processes      unavailable: ${root}/proc is not that of a running machine`)
  expect(processesOf(state)).toHaveLength(3)
  chmodSync(join(root, 'etc/ssh/sshd_config'), 0o666)
  await eventually(first.stdout, (text) => text.includes('pass → fail  sshd-config-mode /etc/ssh/sshd_config'))
  await stops(first, state, 'SIGTERM')
  expect(first.stdout().trimEnd().split('\n').at(-1)).toBe('Stopping …')

  const second = startMerlon(state, root)
  await eventually(second.stdout, (text) => /^Node {6}here {2}/m.test(text))
  expect(second.stdout()).toContain('Coverage  1 of 1 node reporting')
  expect(second.stdout()).toContain('pass → fail  sshd-config-mode /etc/ssh/sshd_config')
  await stops(second, state, 'SIGINT')
  for (const name of ['collector', 'agent', 'logs'])
    expect((statSync(join(state, name)).mode & 0o777).toString(8)).toBe('700')
  expect((second.stdout() + second.stderr()).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
}, 400_000)

test.each<[number, NodeJS.Signals]>([
  [150, 'SIGTERM'],
  [700, 'SIGINT'],
  [1200, 'SIGTERM'],
])('told to stop after %i ms, by %s, it leaves nothing running', async (wait, signal) => {
  const state = temporary()
  const running = startMerlon(state, makeHost(node))
  await new Promise((done) => setTimeout(done, wait))
  running.child.kill(signal)
  await running.ended
  await nothingLeft(state)
})

test('killed without a word, it leaves nothing running either', async () => {
  const state = temporary()
  const running = startMerlon(state, makeHost(node))
  await eventually(running.stdout, (text) => /^Node {6}here/m.test(text))
  running.child.kill('SIGKILL')
  await nothingLeft(state)
})

test.each<[string]>([['--listen'], ['--http']])(
  'a port that is in use for %s is said in one sentence, with exit code 2',
  async (flag) => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const address = `127.0.0.1:${(server.address() as { port: number }).port}`
    const state = temporary()
    const { code, stdout, stderr } = await startMerlon(state, makeHost(node), [flag, address]).ended
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `merlon: ${address}: the port is in use; choose another with ${flag}\n`,
    ])
    await nothingLeft(state)
  },
)

test.each<[string, string[], RegExp]>([
  [
    'a state that cannot be used',
    ['--state', '/dev/null/none'],
    /^merlon: \/dev\/null\/none: cannot be used \(\w+\); choose another directory with --state\n$/,
  ],
  [
    'a configuration that is wrong',
    ['--config', '/no/such.yaml'],
    /^merlon: file \/no\/such\.yaml: cannot be read: ENOENT\n$/,
  ],
  ['an address that is none', ['--listen', 'here'], /^merlon: flag --listen: listen: written host:port/],
])('%s is said in one sentence, with exit code 2', async (_name, more, expected) => {
  const { code, stdout, stderr } = await startMerlon(temporary(), makeHost(node), more).ended
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(expected)])
})
