import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildProgram } from '../../../collector/cli/main.ts'
import { collectorSchema } from '../../../collector/config.ts'
import { version } from '../../../lib/version.ts'
import { binFile, merlon, shared } from '../../support/cli.ts'

const directory = shared()
const commands = buildProgram().commands.flatMap((command) => {
  const path = [command.name()]
  return [path, ...command.commands.map((each) => [...path, each.name()])]
})

test('every command is there', () => {
  expect(commands.map((path) => path.join(' '))).toEqual([
    'start',
    'scan',
    'trace',
    'report',
    'events',
    'clusters',
    'processes',
    'profile',
    'profile list',
    'profile show',
    'profile review',
    'profile approve',
    'profile deny',
    'profile ignore',
    'profile waive',
    'profile allow',
    'profile except',
    'profile auto-approve',
    'profile extend',
    'profile reset',
    'profile export',
    'profile import',
    'profile diff',
    'violations',
    'explain',
    'ssh',
    'ssh explain',
    'rules',
    'rules list',
    'rules new',
    'rules check',
    'rules test',
    'benchmarks',
    'agent',
    'agent support-bundle',
    'agent join',
    'agent install',
    'agent uninstall',
    'collector',
    'prepare',
    'node',
    'node join-token',
    'node ban',
    'node unban',
    'node bans',
    'node add',
    'login',
    'backup',
    'restore',
    'migrate',
    'migrate sqlite-to-postgres',
    'support-bundle',
    'doctor',
  ])
})

/** What a command prints, in this process: as the process does, only sooner. */
async function help(path: readonly string[]): Promise<string> {
  let text = ''
  const program = buildProgram()
  const own = path.reduce((at, name) => at.commands.find((each) => each.name() === name) ?? at, program)
  own.exitOverride().configureOutput({ writeOut: (each) => (text += each), getOutHelpWidth: () => 120 })
  await program.parseAsync([...path, '--help'], { from: 'user' }).catch(() => undefined)
  return text
}

test.each(commands.map((path) => [path.join(' '), path] as const))(
  '%s --help says what it does, and shows an example',
  async (name, path) => {
    const text = await help(path)
    expect(text).toContain(`Usage: merlon ${name}`)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
    const hasOwn = !['rules', 'node', 'ssh', 'profile', 'migrate'].includes(name)
    if (hasOwn) expect(text).toMatch(new RegExp(`Examples?:\\n.*merlon ${name}`, 's'))
  },
)

test.concurrent.each<[string, string[], RegExp]>([
  ['--help', ['--help'], /^Usage: merlon \[options\] \[command\]\n/],
  [
    'scan --help',
    ['scan', '--help'],
    /Exit codes: 0 nothing at or above --fail-on, 1 something, 2 it could not be done\./,
  ],
  ['--version', ['--version'], new RegExp(`^${version.replaceAll('.', '\\.')}\n$`)],
])('%s goes to standard output and ends well', async (_name, args, expected) => {
  const { code, stdout, stderr } = await merlon(args)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(expected)
})

test.concurrent('the installed command is the same', async () => {
  expect(await merlon(['--version'], { file: binFile })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test.concurrent.each<[string, string[], RegExp]>([
  ['an unknown command', ['scna'], /^error: unknown command 'scna'\n\(Did you mean scan\?\)\n/],
  ['an unknown flag', ['scan', '--rot', '/x'], /^error: unknown option '--rot'\n\(Did you mean --root\?\)\n/],
  ['a word too many', ['login', 'now'], /^error: too many arguments for 'login'\. Expected 0 arguments but got 1/],
  ['a missing argument', ['explain'], /^error: missing required argument 'rule\|finding'\n/],
  ['a missing flag', ['node', 'add', 'x'], /^error: required option '--out <dir>' not specified\n/],
  ['a flag without its value', ['scan', '--root'], /^error: option '--root <dir>' argument missing\n/],
  [
    'a format that is none',
    ['scan', '--format', 'xml'],
    /^error: option '--format <format>' argument 'xml' is invalid\. Allowed choices are table, json, csv\.\n/,
  ],
  [
    'an outcome that is none',
    ['report', '--outcome', 'bad'],
    /^error: option '--outcome <outcome\.\.\.>' argument 'bad' is invalid\. Allowed choices are pass, fail, review, not-applicable, unknown, error\.\n/,
  ],
  [
    'a severity that is none',
    ['report', '--min-severity', 'worst'],
    /^error: option '--min-severity <severity>' argument 'worst' is invalid/,
  ],
  [
    'another severity that is none',
    ['scan', '--fail-on', 'worst'],
    /^merlon: --fail-on worst: there are info, low, medium, high, critical and none\n$/,
  ],
  [
    'a time that is none',
    ['scan', '--as-of', 'yesterday'],
    /^merlon: --as-of yesterday: not a time; written 2026-11-21T00:00:00Z\n$/,
  ],
  ['a day that is none', ['scan', '--as-of', '2026-02-30'], /^merlon: --as-of 2026-02-30: not a time/],
  [
    'a time without its zone',
    ['scan', '--as-of', '2026-11-21T00:00:00'],
    /^merlon: --as-of 2026-11-21T00:00:00: not a time/,
  ],
  [
    'a state that is none',
    ['report', '--state', '/no/such'],
    /^merlon: \/no\/such\/tls\/trust\.crt: no collector has run here; `merlon start` starts one, `--state` names another directory\n$/,
  ],
  [
    'control characters',
    ['scan', '--root', '/no/\u001b[2Jsuch'],
    /^merlon: \/no\/\\u\{1b\}\[2Jsuch: no such directory\n$/,
  ],
])('%s is said in a sentence on standard error, with exit code 2', async (_name, args, expected) => {
  const { code, stdout, stderr } = await merlon(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(expected)
})

test.concurrent('without a command the help is shown, and nothing was done', async () => {
  const { code, stdout, stderr } = await merlon([])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^Usage: merlon/)
})

test.concurrent('a part is configured by flags over the environment over the file, and prints each source', async () => {
  const file = join(directory, 'collector.yaml')
  writeFileSync(
    file,
    'clusterName: from-file\nlisten: 127.0.0.1:1\nrules: {sshd-root-login: {disabled: true, reason: ours}}\n',
  )
  const env = { MERLON_LISTEN: '127.0.0.1:2', MERLON_HTTP: '127.0.0.1:3', MERLON_NAMES: 'a.example,b.example' }
  const args = ['collector', '--config', file, '--http', '127.0.0.1:4', '--state', '/x', '--print-config']
  const { code, stdout, stderr } = await merlon(args, { env })
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => line.split(':')[0])).toEqual(Object.keys(collectorSchema.shape))
  for (const line of [
    'state: "/x"  # flag --state',
    'listen: "127.0.0.1:2"  # environment MERLON_LISTEN',
    'http: "127.0.0.1:4"  # flag --http',
    'names: ["a.example","b.example"]  # environment MERLON_NAMES',
    `clusterName: "from-file"  # file ${file}`,
    'ruleDirectories: []  # default',
    `rules: {"sshd-root-login":{"disabled":true,"reason":"ours"}}  # file ${file}`,
    'kubeletConfigz: null  # default',
    'eventDays: 30  # default',
  ])
    expect(lines).toContain(line)
})

test.concurrent.each<[string, string[], RegExp]>([
  [
    'agent',
    ['agent', '--pass-seconds', '1'],
    /^merlon: flag --pass-seconds: passSeconds: Too small: expected number to be >=10\n$/,
  ],
  [
    'agent',
    ['agent', '--collector', 'host'],
    /^merlon: flag --collector: collector: written host:port, for example 127\.0\.0\.1:7440\n$/,
  ],
  ['agent', ['agent', '--collector', 'host:70000'], /^merlon: flag --collector: collector: a port is at most 65535\n$/],
  [
    'collector',
    ['collector', '--http', '0.0.0.0'],
    /^merlon: flag --http: http: written host:port, for example 127\.0\.0\.1:7440\n$/,
  ],
  [
    'collector',
    ['collector', '--config', '/no/such.yaml'],
    /^merlon: file \/no\/such\.yaml: cannot be read: ENOENT\n$/,
  ],
])('%s refuses a bad configuration with its place', async (_name, args, expected) => {
  const { code, stderr } = await merlon(args)
  expect(code).toBe(2)
  expect(stderr).toMatch(expected)
})
