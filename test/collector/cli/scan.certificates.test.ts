import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CliError } from '../../../collector/cli/failure.ts'
import { scan } from '../../../collector/cli/scan.ts'
import { block, sample } from '../../support/certificates.ts'
import { merlon, shared } from '../../support/cli.ts'
import { writeHost } from '../../support/fixture.ts'

const directory = shared()
const root = join(directory, 'node')
mkdirSync(root)
writeHost(root, { files: { '/opt/app/a.pem': sample('c01') } })
writeFileSync(join(root, 'opt/app/b.p12'), block('p12-ec').der)
const passwords = join(directory, 'passwords')
writeFileSync(passwords, 'secret\n')

const options = { root, asOf: new Date('2027-01-01T00:00:00Z'), ruleDirectories: [], overrides: {} }

async function namesOf(more: Partial<Parameters<typeof scan>[0]>): Promise<unknown[]> {
  const { facts } = await scan({ ...options, ...more })
  return ((facts['certificates']?.fact?.['items'] ?? []) as { name: string }[]).map(({ name }) => name)
}

test('certificates where the operator says, and archives with the password', async () => {
  expect(await namesOf({})).toEqual([])
  expect(await namesOf({ certificateGlobs: ['/opt/app/*'] })).toEqual(['/opt/app/a.pem#1'])
  expect(await namesOf({ certificateGlobs: ['/opt/app/*'], pkcs12PasswordFile: passwords })).toEqual([
    '/opt/app/a.pem#1',
    '/opt/app/b.p12#1',
    '/opt/app/b.p12#2',
  ])
})

test('a pattern that is none is refused', async () => {
  await expect(scan({ ...options, certificateGlobs: ['opt/*.pem'] })).rejects.toThrow(CliError)
  await expect(scan({ ...options, certificateGlobs: Array(51).fill('/x') })).rejects.toThrow(/--certificate-globs/)
})

test('both by flags', async () => {
  const flags = ['--certificate-globs', '/opt/app/*', '--pkcs12-password-file', passwords]
  const { stdout } = await merlon(['scan', '--root', root, '--format', 'json', ...flags])
  expect(stdout).toContain('"/opt/app/b.p12#2"')
  expect(stdout).not.toContain('"secret"')
})
