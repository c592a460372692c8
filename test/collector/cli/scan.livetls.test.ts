import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CliError } from '../../../collector/cli/failure.ts'
import { scan } from '../../../collector/cli/scan.ts'
import { merlon, shared } from '../../support/cli.ts'
import { writeHost } from '../../support/fixture.ts'

const root = join(shared(), 'node')
mkdirSync(root)
writeHost(root, { processes: [{ pid: 1, argv: ['/sbin/init'] }] })

const options = { root, asOf: new Date('2027-01-01T00:00:00Z'), ruleDirectories: [], overrides: {} }

test('nothing is called unless it is asked for', async () => {
  const { facts, findings } = await scan(options)
  expect(facts['servedTls']).toEqual({ status: 'absent' })
  expect(findings.filter(({ rule }) => rule.startsWith('served-')).map(({ outcome }) => outcome)).toEqual(
    Array(8).fill('not-applicable'),
  )
})

test('by flags; of a copy of files nobody is called, and nothing is known', async () => {
  const { stdout } = await merlon([
    'scan',
    '--root',
    root,
    '--format',
    'json',
    '--live-tls',
    '--live-tls-ports',
    '8443',
  ])
  const { facts, findings } = JSON.parse(stdout)
  const unknown = "the node's addresses: the files are a copy: the node itself is elsewhere"
  expect(facts.servedTls.fact.items).toMatchObject([{ name: 'tcp/*:8443', reachable: { unknown } }])
  const outcomes = findings.filter((each: { rule: string }) => each.rule === 'served-tls-versions')
  expect(outcomes).toMatchObject([{ subject: 'tcp/*:8443', outcome: 'unknown' }])
})

test.each([
  [{ liveTlsPorts: ['8443'] }, /--live-tls-ports needs --live-tls/],
  [{ liveTls: true, liveTlsPorts: ['https'] }, /--live-tls-ports/],
  [{ liveTls: true, liveTlsPorts: ['65536'] }, /--live-tls-ports/],
])('flags that are refused: %j', async (more, words) => {
  const refused = scan({ ...options, ...more })
  await expect(refused).rejects.toThrow(CliError)
  await expect(refused).rejects.toThrow(words)
})
