import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mainFile, merlon } from '../../support/cli.ts'
import { startCollector, temporary } from '../../support/collector.ts'

const agentFile = fileURLToPath(new URL('../../../agent/cli/main.ts', import.meta.url))

test.skipIf(process.platform !== 'linux').each([
  ['agent.js', agentFile, ['support-bundle']],
  ['merlon agent', mainFile, ['agent', 'support-bundle']],
])('of %s: doctor, configuration, and no key', async (_name, file, command) => {
  const collector = await startCollector()
  const { ca, cert, key } = await collector.node('one')
  const directory = temporary()
  const planted = 'Kb7-planted-Secret_9'
  const passwords = join(directory, 'passwords')
  writeFileSync(passwords, planted)
  const config = join(directory, 'agent.yaml')
  const own = { collector: collector.address, ca, cert, key, root: directory, pkcs12PasswordFile: passwords }
  writeFileSync(config, JSON.stringify(own))
  const to = join(directory, 'bundle.tar.gz')
  const { code, stdout, stderr } = await merlon([...command, to, '--config', config], { file })
  expect([code, stderr]).toEqual([0, ''])
  const read = (name: string) => execFileSync('tar', ['-xzOf', to, `merlon-agent/${name}`], { encoding: 'utf8' })
  const checks = JSON.parse(read('doctor.json')) as { name: string; status: string }[]
  expect(checks.find(({ name }) => name === 'collector')?.status).toBe('ok')
  expect(checks.find(({ name }) => name === 'clock')?.status).toBe('ok')
  expect(read('configuration.txt')).toContain(`pkcs12PasswordFile: ${JSON.stringify(passwords)}`)
  expect(stdout).toMatch(/^metrics\.txt .*\(missing: the key `metrics` is empty: nothing is served\)$/m)
  const all = execFileSync('tar', ['-xzOf', to], { encoding: 'utf8' })
  expect(all).not.toContain(planted)
  expect(all).not.toContain('PRIVATE KEY')
})
