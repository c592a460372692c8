import { X509Certificate } from 'node:crypto'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openClient } from '../../../collector/cli/client.ts'
import { merlon, start } from '../../support/cli.ts'
import { eventually, temporary } from '../../support/collector.ts'
import { makeHost } from '../../support/host.ts'

const evil = '\u001b]0;owned\u0007\u009b2J\u202e'
const node = {
  files: {
    '/etc/hostname': 'worker-1\n',
    '/etc/ssh/sshd_config': { content: 'PermitRootLogin no\n', mode: '0600' },
    [`/etc/kubernetes/manifests/${evil}.yaml`]: { content: 'a', mode: '0666' },
  },
}

/** Two parts of one Merlon as processes, as on two machines. */
test('a node is made known, its agent reports, and every surface tells the same', async () => {
  const [state, files, root] = [temporary(), temporary(), makeHost(node)]
  const config = join(state, 'collector.yaml')
  writeFileSync(config, 'clusterName: prod\nlisten: 127.0.0.1:0\nhttp: 127.0.0.1:0\n')

  const added = await merlon(['node', 'add', 'worker-1', '--out', files, '--state', state])
  expect([added.code, added.stderr]).toEqual([
    0,
    `No collector has run in ${state} so far: a new cluster is made there.\n`,
  ])
  expect(added.stdout).toMatch(
    /^worker-1 is [0-9a-f-]{36}\. Copy the files to the node and run there:\n {2}merlon agent --collector HOST:PORT --ca .*ca\.crt --cert .*node\.crt --key .*node\.key\n$/,
  )
  const id = /is (\S+)\./.exec(added.stdout)?.[1]
  expect((statSync(join(files, 'node.key')).mode & 0o777).toString(8)).toBe('600')
  expect(new X509Certificate(readFileSync(join(files, 'node.crt'))).subjectAltName).toMatch(new RegExp(`/node/${id}$`))

  const collector = start(['collector', '--config', config], { env: { MERLON_STATE: state } })
  const running = await logged(collector, 'the collector runs')
  const address = String(running['grpc'])
  const ask = ['--collector', address, '--state', state]
  const before = await merlon(['report', ...ask, '--fail-on-unknown'])
  expect([before.code, before.stderr]).toEqual([1, ''])
  expect(before.stdout).toContain('Coverage  0 of 1 node reporting, 1 never seen')

  const env = { MERLON_CA: join(files, 'ca.crt'), MERLON_CERT: join(files, 'node.crt'), MERLON_COLLECTOR: address }
  const agent = start(['agent', '--root', root, '--key', join(files, 'node.key'), '--spread-seconds', '0'], { env })
  await logged(agent, 'connected to the collector')
  const client = openClient({ collector: address, state })
  const isFound = (outcome: string) =>
    expect
      .poll(
        async () => (await client.findings({ rules: ['sshd-config-mode'], outcomes: ['pass', 'fail'] }))[0]?.outcome,
      )
      .toBe(outcome)
  await isFound('pass')
  chmodSync(join(root, 'etc/ssh/sshd_config'), 0o666)
  await isFound('fail')
  client.close()
  const report = JSON.parse((await merlon(['report', ...ask, '--format', 'json'])).stdout)
  expect(report).toMatchObject({
    clusterName: 'prod',
    coverage: { expected: 1, reporting: 1 },
    nodes: [{ id, name: 'worker-1' }],
  })

  const [table, narrowed, explained, missing, link] = await Promise.all([
    merlon(['report', ...ask]),
    merlon(['report', ...ask, '--rule', 'sshd-config-mode', '--fail-on', 'none']),
    merlon(['explain', 'sshd-config-mode', ...ask]),
    merlon(['explain', 'no-such-rule', ...ask]),
    merlon(['login', ...ask]),
  ])
  expect(table.code).toBe(1)
  expect(table.stdout).toMatch(/pass → fail {2}sshd-config-mode \/etc\/ssh\/sshd_config\n/)
  expect(table.stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ questions could not be answered/)
  expect([narrowed.code, narrowed.stdout]).toEqual([
    0,
    expect.stringMatching(/fail +worker-1 +sshd-config-mode +.*0666.*\n\n1 finding\n$/),
  ])
  expect(explained.stdout).toMatch(
    /mode = 0666 {2}← .*\/etc\/ssh\/sshd_config[\s\S]*History\n.* pass → fail [\s\S]* new → pass /,
  )
  expect([missing.code, missing.stdout]).toEqual([2, ''])
  expect(missing.stderr).toMatch(/^merlon: no finding no-such-rule; .*\n$/)
  expect(link.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/login\?token=[\w-]{43}\n$/)
  for (const { stdout, stderr } of [table, narrowed, explained, missing])
    expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  const [first, second] = [await fetch(link.stdout.trim(), { redirect: 'manual' }), await fetch(link.stdout.trim())]
  expect([first.status, second.status]).toEqual([302, 401])

  for (const each of [agent, collector]) {
    each.child.kill('SIGTERM')
    expect((await each.ended).code).toBe(0)
  }
}, 400_000)

test.each<[string, string[], RegExp]>([
  [
    'an agent without credentials says so and goes on',
    ['agent', '--root', '/nonexistent', '--spread-seconds', '0'],
    /ca\.crt: ENOENT; on the collector's machine, `merlon node add NAME --out DIR`/,
  ],
])('%s', async (_name, args, expected) => {
  const agent = start(args)
  await eventually(agent.stderr, (text) => expected.test(text))
  agent.child.kill('SIGINT')
  expect((await agent.ended).code).toBe(0)
})

test('a node that cannot be given its files is not expected', async () => {
  const state = temporary()
  const { code, stderr } = await merlon(['node', 'add', 'x', '--out', '/dev/null/none', '--state', state])
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/\nmerlon: \/dev\/null\/none: cannot be made: \w+; choose another directory\n$/),
  ])
})

/** The line of its log with this message. */
async function logged(part: ReturnType<typeof start>, message: string): Promise<Record<string, unknown>> {
  const lines = () =>
    part
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
  const found = () => lines().find((each) => each.msg === message)
  return eventually(found, (each) => each !== undefined)
}
