import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { inspectors } from '../../../agent/inspect/registry.ts'
import { CliError, exitCode } from '../../../collector/cli/failure.ts'
import { scan } from '../../../collector/cli/scan.ts'
import type { Outcome, Severity } from '../../../collector/judge/rule.ts'
import { findingSchema } from '../../../collector/report/model.ts'
import { version } from '../../../lib/version.ts'
import { domains } from '../../../proto/index.ts'
import { merlon, shared } from '../../support/cli.ts'
import { type HostSpec, isRoot, loadSpec, withMore, writeHost } from '../../support/fixture.ts'
import { asNobody } from '../../support/user.ts'

const directory = shared()
const worker = loadSpec('kubeadm-worker')

function hostAt(name: string, spec: HostSpec): string {
  const root = join(directory, name)
  mkdirSync(root, { mode: 0o755 })
  writeHost(root, spec)
  return root
}

const workerRoot = hostAt('worker', worker)
const emptyRoot = hostAt('empty', {})
const bareRoot = hostAt('bare', { files: { '/etc/hostname': 'bare\n' } })
const ownRules = writeRules()

/** Rules of this test alone: what they say is known. */
function writeRules(): string {
  const rules_ = join(directory, 'rules')
  mkdirSync(rules_)
  const rule = (id: string, severity: string, check: string, more = '') =>
    `  - {id: ${id}, title: It is so, severity: ${severity}, needs: ssh, check: '${check}', message: '"x11 is " + ssh.settings.x11forwarding.value', remediation: Make it so, level: walk${more}}\n`
  const rules = [
    rule('own-fail', 'critical', 'ssh.settings.x11forwarding.value == "no"', ', references: {own: ["1.1"]}'),
    rule('own-pass', 'critical', 'ssh.settings.x11forwarding.value == "yes"'),
    rule('own-unknown', 'low', 'ssh.settings.x11forwarding.value == "yes" && 1 / 0 == 1'),
    rule('own-clock', 'info', 'now < timestamp("2027-01-01T00:00:00Z")'),
  ]
  writeFileSync(join(rules_, 'own.yaml'), `rules:\n${rules.join('')}`)
  return rules_
}

const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const about = {
  id: true,
  clusterId: true,
  nodeId: true,
  nodeName: true,
  firstTime: true,
  changedTime: true,
  stale: true,
} as const
const { shape } = z.object({ ...(findingSchema as unknown as { unwrap(): z.ZodObject }).unwrap().shape }).omit(about)
const { previousOutcome, previousMessage, ...finding } = shape
const counts = z.strictObject(
  Object.fromEntries(['pass', 'fail', 'review', 'notApplicable', 'unknown', 'error'].map((key) => [key, z.int()])),
)

/** What scripts build on: every key, its type, and no other key. */
const contract = z.strictObject({
  apiVersion: z.literal('merlon.dev/v1'),
  kind: z.literal('ScanReport'),
  merlon: z.strictObject({ version: z.literal(version), rulePack: z.string() }),
  asOf: time,
  node: z.strictObject({ name: z.string(), roles: z.array(z.string()), kubeletVersion: z.string() }),
  facts: z
    .record(
      z.enum(domains as [string, ...string[]]).or(z.never()),
      z.strictObject({
        status: z.enum(['observed', 'absent', 'denied', 'failed']),
        reason: z.string().optional(),
        fact: z.record(z.string(), z.unknown()).optional(),
        gaps: z.array(z.strictObject({ path: z.string(), reason: z.string() })).optional(),
      }),
    )
    .catch(() => ({}))
    .or(z.never()),
  findings: z.array(z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/), ...finding })),
  summary: counts,
})

test('the JSON of a scan has exactly these keys and types', async () => {
  const { code, stdout, stderr } = await merlon([
    'scan',
    '--root',
    workerRoot,
    '--format',
    'json',
    '--as-of',
    '2026-11-21',
  ])
  expect([stderr, code === 0 || code === 1]).toEqual(['', true])
  const report = JSON.parse(stdout)
  expect(contract.safeParse(report).error).toBeUndefined()
  expect(Object.keys(report.facts).sort()).toEqual(inspectors.map((each) => each.domain).sort())
  expect(report.asOf).toBe('2026-11-21T00:00:00Z')
  expect(report.node).toEqual({ name: 'worker-1', roles: ['worker'], kubeletVersion: 'v1.36.3' })
  const outcomes = report.findings.map((each: { outcome: string }) => each.outcome)
  const count = (outcome: string) => outcomes.filter((each: string) => each === outcome).length
  expect(report.summary).toEqual({
    ...{ pass: count('pass'), fail: count('fail'), review: count('review'), notApplicable: count('not-applicable') },
    ...{ unknown: count('unknown'), error: count('error') },
  })
  expect(report.summary.pass).toBeGreaterThan(10)
  expect(report.summary.fail).toBeGreaterThan(0)
})

test('a value is said with its source, and a failure with its remedy', async () => {
  const report = await scan({ root: workerRoot, asOf: new Date(), ruleDirectories: [ownRules], overrides: {} })
  const found = report.findings.find((each) => each.rule === 'own-fail')
  expect(found).toMatchObject({
    ...{ severity: 'critical', outcome: 'fail', domain: 'ssh', subject: '', message: 'x11 is yes', title: 'It is so' },
    ...{ remediation: 'Make it so', references: { own: ['1.1'] }, level: 'walk' },
  })
  expect(found?.evidence).toEqual([
    expect.objectContaining({
      field: 'settings.x11forwarding',
      value: 'yes',
      source: expect.stringMatching(/^file \/etc\/ssh\/sshd_config:\d+/),
    }),
  ])
})

test('the same node at the same time is the same report', async () => {
  const asked = { root: workerRoot, asOf: new Date('2026-11-21T00:00:00Z'), ruleDirectories: [], overrides: {} }
  expect(await scan(asked)).toEqual(await scan(asked))
})

test.each<[string, string]>([
  ['2026-12-31T23:59:59Z', 'pass'],
  ['2027-01-01T00:00:00Z', 'fail'],
])('as of %s a rule about time says %s', async (asOf, outcome) => {
  const report = await scan({ root: bareRoot, asOf: new Date(asOf), ruleDirectories: [ownRules], overrides: {} })
  const withSsh = await scan({
    root: workerRoot,
    asOf: new Date(asOf),
    ruleDirectories: [ownRules],
    overrides: {},
  })
  const of = (each: typeof report) => each.findings.find((found) => found.rule === 'own-clock')?.outcome
  expect([of(report), of(withSsh)]).toEqual(['not-applicable', outcome])
})

test('a node on which nothing can be read has no green answer', async () => {
  const root = hostAt('closed-node', {
    files: { '/etc': { directory: true, mode: '0000' }, '/var': { directory: true, mode: '0000' } },
  })
  const { code, stdout } = await merlon(['scan', '--root', root, '--format', 'json'], isRoot ? { uid: 65534 } : {})
  const { summary, findings } = JSON.parse(stdout)
  expect(code).not.toBe(2)
  const green = findings.filter(
    (each: { outcome: string; domain: string }) => each.outcome === 'pass' && each.domain !== 'processes',
  )
  expect(green).toEqual([])
  expect(summary.unknown).toBeGreaterThan(10)
})

test.each<[Outcome, Severity, Severity | 'none', boolean, number]>([
  ['fail', 'high', 'high', false, 1],
  ['fail', 'critical', 'high', false, 1],
  ['fail', 'medium', 'high', false, 0],
  ['fail', 'critical', 'none', false, 0],
  ['unknown', 'high', 'high', false, 0],
  ['unknown', 'high', 'high', true, 1],
  ['error', 'high', 'high', true, 1],
  ['unknown', 'low', 'high', true, 0],
  ['unknown', 'critical', 'none', true, 0],
  ['review', 'critical', 'info', true, 0],
  ['pass', 'critical', 'info', true, 0],
  ['not-applicable', 'critical', 'info', true, 0],
])('%s, %s, --fail-on %s, --fail-on-unknown %s: exit code %i', (outcome, severity, failOn, failOnUnknown, expected) => {
  expect(exitCode([{ outcome, severity }], { failOn, failOnUnknown })).toBe(expected)
})

test.concurrent.each<[string[], number]>([
  [['--fail-on', 'critical'], 1],
  [['--fail-on', 'none', '--fail-on-unknown'], 0],
])('scan %j ends with %i', async (args, expected) => {
  const { code, stderr } = await merlon(['scan', '--root', workerRoot, '--rules', ownRules, ...args])
  expect([code, stderr]).toEqual([expected, ''])
})

test.concurrent('the table says what is wrong first, and in the last line how much is not known', async () => {
  const { stdout } = await merlon(['scan', '--root', workerRoot, '--rules', ownRules, '--fail-on', 'none'])
  const lines = stdout.trimEnd().split('\n')
  expect(lines[0]).toBe('worker-1  worker, v1.36.3')
  expect(lines[2]).toMatch(/^SEVERITY {2}OUTCOME +RULE +WHAT$/)
  expect(lines[3]).toMatch(/^critical {2}fail +own-fail +x11 is yes$/)
  expect(lines.at(-1)).toMatch(/^\d+ questions could not be answered/)
  expect(stdout).not.toMatch(/own-pass/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
})

test.concurrent('with --all what passes is shown too', async () => {
  const { stdout } = await merlon(['scan', '--root', workerRoot, '--rules', ownRules, '--all'])
  expect(stdout).toMatch(/^critical {2}pass +own-pass +x11 is yes$/m)
})

writeFileSync(join(directory, 'file'), '')
mkdirSync(join(directory, 'closed'), { mode: 0o000 })

test.each<[string, string, string]>([
  ['is not there', 'none', 'no such directory'],
  ['is a file', 'file', 'not a directory'],
  ['is below a file', 'file/x', 'cannot be read (ENOTDIR)'],
  ['cannot be listed', 'closed', 'cannot be read (EACCES)'],
  ['cannot be reached', 'closed/x', 'cannot be read (EACCES)'],
])('a directory that %s is said', async (_name, path, expected) => {
  const root = join(directory, path)
  const asked = { root, asOf: new Date(), ruleDirectories: [ownRules], overrides: {} }
  await asNobody(() => expect(scan(asked)).rejects.toThrow(new CliError(`${root}: ${expected}`)))
})

test.concurrent('it is said in one sentence, with exit code 2', async () => {
  const { code, stdout, stderr } = await merlon(['scan', '--root', join(directory, 'file')])
  expect([code, stdout, stderr]).toEqual([2, '', `merlon: ${join(directory, 'file')}: not a directory\n`])
})

test.concurrent('rules that do not load are said with their place, with exit code 2', async () => {
  const bad = join(directory, 'bad')
  mkdirSync(bad)
  writeFileSync(join(bad, 'bad.yaml'), 'rules:\n  - {id: a, chek: x}\n')
  const { code, stderr } = await merlon(['scan', '--root', emptyRoot, '--rules', bad])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^merlon: bad\.yaml:2: /)
})

const evil = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u200b\r'
const hostile = withMore(worker, {
  files: {
    [`/etc/kubernetes/pki/${evil}.key`]: { content: 'x', mode: '0666' },
    [`/etc/ssh/sshd_config.d/${evil}.conf`]: `PermitRootLogin yes\nX11Forwarding ${evil}\nBanner /${evil.replace('\r', '')}\n`,
    [`/etc/kubernetes/manifests/${evil}.yaml`]: 'a: [',
    '/etc/hostname': `${evil}\n`,
  },
  processes: [
    { pid: 4000, argv: [`/tmp/${evil}`, evil], exe: `/tmp/${evil}`, cwd: `/${evil}` },
    { pid: 4001, argv: ['/usr/bin/kubelet', `--config=/${evil}`, `--node-labels=${evil}`], exe: '/usr/bin/kubelet' },
  ],
})

const hostileRoot = hostAt('hostile', hostile)

test.concurrent.each<[string, string[]]>([
  ['scan as a table', ['scan', '--all']],
  ['scan as JSON', ['scan', '--format', 'json']],
  ['scan as CSV', ['scan', '--format', 'csv']],
  ['explain', ['explain', 'sshd-x11-forwarding']],
])('nothing that a node holds reaches the terminal as a command: %s', async (_name, args) => {
  const { stdout, stderr } = await merlon([...args, '--root', hostileRoot])
  const text = stdout + stderr
  expect(text).toMatch(/\\u\{?0*1b|sshd/)
  expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
})
