import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { agentSchema } from '../../../agent/config.ts'
import { mainFile, merlon } from '../../support/cli.ts'
import { startCollector, temporary } from '../../support/collector.ts'

const agentFile = fileURLToPath(new URL('../../../agent/cli/main.ts', import.meta.url))

/** Files below a directory. */
const filesOf = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => !lstatSync(join(directory, name)).isDirectory())
    .map((name) => `/${name}`)
    .sort()

/** The archive as it is unpacked, with small files. */
function archive(): string {
  const directory = temporary()
  mkdirSync(join(directory, 'systemd'))
  const units = ['merlon-agent.service', 'merlon-agent-join.service', 'merlon-agent-join.timer']
  const names = [
    ...['node', 'agent.js', 'package.json', 'filter.bpf', 'licenses.md', 'sbom.cdx.json'],
    ...[...units, 'merlon-agent.sysusers', 'merlon-agent.tmpfiles'].map((name) => `systemd/${name}`),
  ]
  for (const name of names) writeFileSync(join(directory, name), name)
  return directory
}

async function collector() {
  const { address, state } = await startCollector()
  const { code, stdout } = await merlon(['node', 'join-token', '--collector', address, '--state', state])
  expect(code).toBe(0)
  const token = join(temporary(), 'token')
  writeFileSync(token, stdout)
  return ['--collector', address, '--ca', join(state, 'tls/trust.crt'), '--join-token-file', token]
}

test('it is written, joins, and is taken away to the last file', async () => {
  const [destination, from] = [temporary(), archive()]
  const flags = [...(await collector()), '--destination', destination, '--from', from, '--audit-burst', '25']
  const installed = await merlon(['install', ...flags], { file: agentFile })
  expect([installed.code, installed.stderr]).toEqual([0, ''])
  expect(installed.stdout).toMatch(/^joined: the certificate holds until /m)
  expect(installed.stdout).toMatch(/systemctl enable --now merlon-agent\.service merlon-agent-join\.timer/)
  expect(filesOf(destination)).toEqual([
    '/etc/merlon/agent.yaml',
    ...['ca.crt', 'node.crt', 'node.key'].map((name) => `/etc/merlon/agent/${name}`),
    ...['merlon-agent-join.service', 'merlon-agent-join.timer', 'merlon-agent.service'].map(
      (name) => `/etc/systemd/system/${name}`,
    ),
    '/etc/sysusers.d/merlon-agent.conf',
    '/etc/tmpfiles.d/merlon-agent.conf',
    ...['agent.js', 'filter.bpf', 'licenses.md', 'node', 'package.json', 'sbom.cdx.json'].map(
      (name) => `/usr/lib/merlon/${name}`,
    ),
  ])
  const modes = ['usr/lib/merlon/node', 'etc/merlon/agent/node.key', 'etc/merlon/agent.yaml'].map(
    (name) => lstatSync(join(destination, name)).mode & 0o777,
  )
  expect(modes).toEqual([0o755, 0o600, 0o644])
  // What the unit gives the agent is a configuration, and holds no token.
  const text = readFileSync(join(destination, 'etc/merlon/agent.yaml'), 'utf8')
  expect(agentSchema.parse(parse(text))).toMatchObject({
    ...{ attest: 'certificate', auditBurst: 25, collector: flags[1], joinTokenFile: '' },
    ...{ cert: '/etc/merlon/agent/node.crt', key: '/etc/merlon/agent/node.key', ca: '/etc/merlon/agent/ca.crt' },
  })

  const removed = await merlon(['uninstall', '--destination', destination], { file: agentFile })
  expect([removed.code, removed.stderr]).toEqual([0, ''])
  expect(removed.stdout).toMatch(/userdel merlon-agent/)
  expect(filesOf(destination)).toEqual([])
})

test('a dry run tells all of it and writes nothing', async () => {
  const destination = temporary()
  const flags = [...(await collector()), '--destination', destination, '--from', archive(), '--dry-run']
  const { code, stdout } = await merlon(['agent', 'install', ...flags], { file: mainFile })
  expect(code).toBe(0)
  expect(stdout).toContain(`would write ${destination}/etc/merlon/agent.yaml\n`)
  expect(stdout).toContain(`would write ${destination}/usr/lib/merlon/node\n`)
  expect(stdout).toMatch(/^would join at 127\.0\.0\.1:/m)
  expect(filesOf(destination)).toEqual([])
  const removing = await merlon(['agent', 'uninstall', '--destination', destination, '--dry-run'], { file: mainFile })
  expect([removing.code, removing.stdout]).toEqual([0, expect.stringContaining('would remove ')])
})

test('without a token, and without the program, it says what is missing', async () => {
  const flags = ['install', '--destination', temporary(), '--ca', '/nonexistent']
  const without = await merlon(flags, { file: agentFile })
  expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/^merlon: --join-token-file: a token of /)])
  const nothing = await merlon([...flags, '--join-token-file', '/nonexistent', '--from', temporary()], {
    file: agentFile,
  })
  expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringMatching(/name the unpacked archive by --from/)])
})
