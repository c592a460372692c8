import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CliError } from '../../../collector/cli/failure.ts'
import { scan } from '../../../collector/cli/scan.ts'
import { merlon, shared } from '../../support/cli.ts'
import { writeHost } from '../../support/fixture.ts'

const root = join(shared(), 'node')
mkdirSync(root)
writeHost(root, { files: { '/srv/deploy/.netrc': 'machine a login b password geheim\n', '/etc/hostname': 'a\n' } })

const options = { root, asOf: new Date('2027-01-01T00:00:00Z'), ruleDirectories: [], overrides: {} }

test('a path that is none is refused', async () => {
  await expect(scan({ ...options, credentialPaths: ['srv'] })).rejects.toThrow(CliError)
  await expect(scan({ ...options, credentialPaths: Array(21).fill('/x') })).rejects.toThrow(/--credential-paths/)
})

test('credentials where the operator says, by a flag', async () => {
  expect((await merlon(['scan', '--root', root, '--format', 'json'])).stdout).not.toContain('/srv/deploy/.netrc')
  const { stdout } = await merlon(['scan', '--root', root, '--format', 'json', '--credential-paths', '/srv/deploy'])
  expect(stdout).toContain('/srv/deploy/.netrc')
  expect(stdout).not.toContain('geheim')
})
