import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import type { z } from 'zod'
import { agentSchema } from '../../agent/config.ts'
import { type Config, flagName, loadConfig, printConfig, writtenIn } from '../../lib/config.ts'
import { printable } from '../../lib/printable.ts'
import { version } from '../../lib/version.ts'
import { eventKinds } from '../../proto/eventkind.ts'
import { collectorSchema, defaultState, fileOnly, stateToAsk } from '../config.ts'
import { outcomes, severities } from '../judge/rule.ts'
import { CliError, exitCodes, parseFailOn } from './failure.ts'
import { addNodeDecisions } from './nodecommands.ts'
import { addProcesses, addProfile, addViolations } from './profilecommands.ts'
import { addStorage } from './storagecommands.ts'
import { type AgentPart, addAgentSupport, addSupportBundle } from './supportcommands.ts'

/** Every command, in the order of the help. What a command needs is loaded when it runs. */
export function buildProgram(): Command {
  const program = new Command('merlon')
    .description(
      'Shows how every node is really configured and what really runs on it, and judges it. It changes nothing on a node.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('(merlon --help shows all commands)')
    .exitOverride()
  addStart(program)
  addScan(program)
  addTrace(program)
  addReport(program)
  addEvents(program)
  addClusters(program)
  addProcesses(program, { clientOptions, finish })
  addProfile(program, { clientOptions, finish })
  addViolations(program, { clientOptions, finish })
  addExplain(program)
  addSsh(program)
  addRules(program)
  addBenchmarks(program)
  addParts(program)
  addPrepare(program)
  addNode(program)
  addLogin(program)
  addStorage(program, { stateOption, finish })
  addSupport(program)
  return program
}

const exitHelp = '\nExit codes: 0 nothing at or above --fail-on, 1 something, 2 it could not be done.'

function addStart(program: Command): void {
  program
    .command('start')
    .description('start a collector and an agent for this machine, and show the live summary')
    .addOption(stateOption('directory of all state, reused on the next start'))
    .option('--listen <host:port>', 'address of the gRPC services', '127.0.0.1:7440')
    .option('--http <host:port>', 'loopback address of the page and the HTTP API', '127.0.0.1:7441')
    .option('--cluster-name <name>', 'name of the cluster for people', 'local')
    .option('--config <file>', "the collector's configuration file")
    .option('--root <dir>', "where the node's files are", '/')
    .addHelpText(
      'after',
      '\nExamples:\n  sudo merlon start\n  merlon start --state /tmp/merlon --listen 127.0.0.1:0 --http 127.0.0.1:0',
    )
    .action(async (options) => finish((await import('./start.ts')).runStart(options, process.stdout)))
}

/** The default depends on who asks: the help says how, the same for everyone. */
function stateOption(about: string, part = ''): Option {
  return new Option('--state <dir>', about).default(
    join(defaultState(), part),
    `${join('/var/lib/merlon', part)} for root, else below ~/.local/state`,
  )
}

function failOnOptions(command: Command, failOn: string): Command {
  return command
    .option('--fail-on <severity>', 'exit 1 for failures at or above: info, low, medium, high, critical, none', failOn)
    .option('--fail-on-unknown', 'exit 1 also for questions at that level without an answer', false)
}

const benchmarkOption = [
  '--benchmark [id]',
  'how the node stands against a benchmark, control by control: this one, or the one for its distribution and version; exit 1 when a control fails',
] as const

function addScan(program: Command): void {
  const command = program
    .command('scan')
    .description('inspect and judge this machine, or a directory that holds a node’s files, without any server')
    .option('--root <dir>', "directory that holds the node's files and proc/", '/')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .option('--as-of <time>', 'judge times as of then, RFC 3339')
    .option('--rules <dir...>', 'directories with rules of your own')
    .option('--certificate-globs <glob...>', 'more files with certificates, for example /opt/app/tls/*.pem')
    .option('--pkcs12-password-file <file>', 'passwords of PKCS#12 archives, one a line')
    .option('--credential-paths <path...>', 'more files and directories in which credentials may lie')
    .option('--live-tls', "make TLS handshakes with what this machine's components serve, on its own addresses only")
    .option('--live-tls-ports <port...>', 'more ports of this machine for --live-tls, for example 8443')
    .option('--all', 'show what passes and what does not apply too', false)
    .option(...benchmarkOption)
  failOnOptions(command, 'high')
    .addHelpText(
      'after',
      `${exitHelp}\n\nExamples:\n  sudo merlon scan\n  sudo merlon scan --benchmark\n  merlon scan --root /mnt/node --format json | jq .summary\n  merlon scan --fail-on critical --fail-on-unknown`,
    )
    .action(async (options) => {
      const { runScan } = await import('./scan.ts')
      const asked = {
        ...options,
        asOf: parseTime(options.asOf),
        ruleDirectories: options.rules ?? [],
        overrides: {},
        failOn: parseFailOn(options.failOn),
      }
      await finish(runScan(asked, process.stdout))
    })
}

function addTrace(program: Command): void {
  program
    .command('trace')
    .description('print every program as it starts, with user, unit or pod, and where its file comes from; needs root')
    .option('--for <duration>', 'stop after 10s, 500ms, 2m; until Ctrl-C when it is not given')
    .option(
      '--filter <term...>',
      'only where all hold: part of the path, or unit=, pod=, namespace=, uid=, layer=, signal= …',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--no-args', 'print no arguments; secrets in them are hidden anyway where they look like it')
    .addHelpText(
      'after',
      '\nIt makes a trace instance of its own and removes it. JSON is one object a line, the last a summary.\n\nExamples:\n  sudo merlon trace\n  sudo merlon trace --for 10s --format json\n  sudo merlon trace --filter unit=ssh.service --filter signal=*',
    )
    .action(async (options) => {
      const { parseDuration, runTrace } = await import('../../agent/cli/trace.ts')
      const time = options.for === undefined ? undefined : parseDuration(options.for)
      await finish(runTrace({ ...options, for: time, filter: options.filter ?? [] }, process.stdout))
    })
}

function clientOptions(command: Command): Command {
  return command
    .option('--collector <host:port>', 'address of the collector', '127.0.0.1:7440')
    .option(
      '--cluster <name>',
      'name or id of the cluster, where the collector serves several; `merlon clusters` lists them',
    )
    .addOption(
      new Option('--state <dir>', "the collector's state directory, for the operator's certificate").default(
        join(stateToAsk(), 'collector'),
        'that of your own collector, else /var/lib/merlon/collector, which is yours when you started it by sudo',
      ),
    )
}

function addReport(program: Command): void {
  const command = program
    .command('report')
    .description('print the report of the cluster, or the findings that are asked for')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .addOption(new Option('--outcome <outcome...>', 'only these').choices(outcomes))
    .addOption(new Option('--min-severity <severity>', 'only this severity and above').choices(severities))
    .option('--node <node...>', 'only these nodes, by name or id')
    .option('--rule <rule...>', 'only these rules')
    .option(...benchmarkOption)
    .option('--watch', 'print again after every change, until Ctrl-C', false)
  failOnOptions(clientOptions(command), 'high')
    .addHelpText(
      'after',
      `${exitHelp}\n\nExamples:\n  merlon report\n  merlon report --benchmark cis-2.0\n  merlon report --min-severity high --outcome fail unknown\n  merlon report --format json | jq .coverage`,
    )
    .action(async (options) => {
      const { runReport } = await import('./report.ts')
      const lists = { outcomes: options.outcome ?? [], nodes: options.node ?? [], rules: options.rule ?? [] }
      await finish(runReport({ ...options, ...lists, failOn: parseFailOn(options.failOn) }, process.stdout))
    })
}

function addClusters(program: Command): void {
  const command = program
    .command('clusters')
    .description('list the clusters that the collector serves, each in a few numbers')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
  clientOptions(command)
    .addHelpText('after', '\nExamples:\n  merlon clusters\n  merlon report --cluster production')
    .action(async (options) => {
      const { runClusters } = await import('./clusters.ts')
      await finish(runClusters(options, process.stdout))
    })
}

function addEvents(program: Command): void {
  const command = program
    .command('events')
    .description('print what happened on the nodes: what was started, lost, or changed and changed back')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--node <node...>', 'only these nodes, by name or id')
    .addOption(new Option('--kind <kind...>', 'only these').choices(eventKinds))
    .option('--since <time>', 'only what was received since then: 30m, 2h, 7d, or a time')
    .option('--limit <number>', 'the newest so many', '100')
    .option('--watch', 'go on with what happens, until Ctrl-C', false)
  clientOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  merlon events\n  merlon events --node worker-1 --kind process --since 2h\n  merlon events --watch --format json',
    )
    .action(async (options) => {
      const most = Number(options.limit)
      if (!Number.isSafeInteger(most) || most < 1)
        throw new CliError(`--limit ${options.limit}: a whole number above 0`)
      const { runEvents } = await import('./events.ts')
      const lists = { nodes: options.node ?? [], kinds: options.kind ?? [], most }
      await finish(runEvents({ ...options, ...lists }, process.stdout))
    })
}

function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('say why: each value, where it comes from, what it won over, what would make an unknown known')
    .argument('<rule|finding>', 'id of a rule or of a finding, or the beginning of a finding’s id')
    .option(
      '--root <dir>',
      'explain from a scan of this directory (`/` for this machine) instead of asking the collector',
    )
    .option('--as-of <time>', 'with --root: judge times as of then')
    .option('--rules <dir...>', 'directories with rules of your own')
  clientOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  merlon explain kubelet-anonymous-auth\n  merlon explain 3f9ac0 --state /tmp/merlon/collector\n  merlon explain sshd-root-login --root /',
    )
    .action(async (what, options) => {
      const { runExplain } = await import('./explain.ts')
      await finish(
        runExplain(
          { ...options, what, asOf: parseTime(options.asOf), ruleDirectories: options.rules ?? [] },
          process.stdout,
        ),
      )
    })
}

function addSsh(program: Command): void {
  const ssh = program.command('ssh').description("look into the configuration of a node's sshd")
  ssh
    .command('explain')
    .description('say what sshd applies to one connection: each value, its line, and what it won over')
    .requiredOption('--user <name>', 'the account that logs in')
    .requiredOption('--address <address>', 'where the client comes from, IPv4 or IPv6')
    .option('--root <dir>', "directory that holds the node's files and proc/", '/')
    .option('--host <name>', 'name of the client, where sshd looks names up')
    .option('--laddr <address>', 'address of the node that it connects to')
    .option('--lport <port>', 'port of the node that it connects to, where sshd has several')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--all', 'show defaults too', false)
    .addHelpText(
      'after',
      '\nExamples:\n  sudo merlon ssh explain --user root --address 203.0.113.9\n  merlon ssh explain --user git --address 10.0.0.5 --root /mnt/node --format json | jq .settings.forcecommand',
    )
    .action(async (options) => finish((await import('../../agent/cli/ssh.ts')).explainSsh(options, process.stdout)))
}

function addRules(program: Command): void {
  const rules = program.command('rules').description('list, begin, check and test rules')
  rules
    .command('list')
    .description('print the rules that come with Merlon, and your own')
    .argument('[dir...]', 'directories with rules of your own')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExamples:\n  merlon rules list\n  merlon rules list ./my-rules --format json')
    .action(async (dirs, options) =>
      finish((await import('./rules.ts')).listRules(dirs, options.format, process.stdout)),
    )
  rules
    .command('new')
    .description('begin a rule: its file, its tests, and the schemas for editors')
    .argument('<id>', 'id of the rule')
    .option('--domain <domain>', 'what it asks about', 'kubelet')
    .option('--dir <dir>', 'where to write', '.')
    .addHelpText('after', '\nExample:\n  merlon rules new acme-max-auth-tries --domain ssh --dir ./my-rules')
    .action(async (id, options) => finish((await import('./newrule.ts')).newRule(id, options, process.stdout)))
  rules
    .command('check')
    .description('load rules strictly and name everything that is wrong, with file and line')
    .argument('[dir...]', 'directories with rules; the built-in ones when none is named')
    .addHelpText('after', '\nExample:\n  merlon rules check ./my-rules')
    .action(async (dirs) => finish((await import('./rules.ts')).checkRules(dirs, process.stdout)))
  rules
    .command('test')
    .description('run the tests that stand beside rules (*.tests.yaml)')
    .argument('[dir...]', 'directories with rules; the built-in ones when none is named')
    .addHelpText('after', '\nExample:\n  merlon rules test ./my-rules')
    .action(async (dirs) => finish((await import('./rules.ts')).testRules(dirs, process.stdout)))
}

function addBenchmarks(program: Command): void {
  program
    .command('benchmarks')
    .description('list the benchmarks that `scan --benchmark` and `report --benchmark` know')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExamples:\n  merlon benchmarks\n  merlon benchmarks --format json')
    .action(async (options) => finish((await import('./benchmarks.ts')).listBenchmarks(options.format, process.stdout)))
}

function addParts(program: Command): void {
  part(program, 'agent', 'run the agent: look at this node and tell the collector', agentSchema, async (values) =>
    (await import('../../agent/cli/agent.ts')).runAgentCommand(values),
  )
  part(
    program,
    'collector',
    'run the collector: judge what agents tell, and serve the report',
    collectorSchema,
    async (values) => (await import('./collector.ts')).runCollectorCommand(values),
  )
}

/** A command that is configured by file, environment and flags, made from the schema of its configuration. */
function part<Shape extends z.ZodRawShape>(
  program: Command,
  name: string,
  about: string,
  schema: z.ZodObject<Shape>,
  run: (values: z.infer<z.ZodObject<Shape>>) => Promise<number>,
): void {
  const command = configOptions(program.command(name).description(about), schema).option(
    '--print-config',
    'print the configuration with the source of each value, and stop',
  )
  command.addHelpText(
    'after',
    `\nFlags win over the environment (MERLON_LOG_LEVEL for --log-level), the environment over the file.\n\nExamples:\n  merlon ${name} --config /etc/merlon/${name}.yaml\n  merlon ${name} --print-config`,
  )
  command.action(async (options) => {
    const config = loadConfig(schema, { file: options.config, environment: process.env, flags: options })
    if (options.printConfig) process.stdout.write(`${printConfig(config as never)}\n`)
    else await finish(run(config.values))
  })
}

/** A flag for each key that may be one, and the file with all. */
function configOptions<Shape extends z.ZodRawShape>(command: Command, schema: z.ZodObject<Shape>): Command {
  command.option('--config <file>', 'YAML file with the same keys')
  const shape = schema.shape as unknown as Readonly<Record<string, z.ZodType>>
  for (const [key, field] of Object.entries(shape)) {
    if (fileOnly.has(key)) continue
    const list = Array.isArray(defaultOf(field))
    command.addOption(
      new Option(
        `${flagName(key)} <${list ? 'value...' : 'value'}>`,
        `${field.description}${key === 'state' ? '' : ` Default: ${JSON.stringify(defaultOf(field))}.`}`,
      ),
    )
  }
  return command
}

/** What helps when something does not work. */
function addSupport(program: Command): void {
  addSupportBundle(program, finish)
  type AgentConfig = Config<z.infer<typeof agentSchema>>
  const installing = () => import('../../agent/cli/install.ts')
  const agent: AgentPart<typeof agentSchema.shape> = {
    schema: agentSchema,
    flags: (command: Command) => configOptions(command, agentSchema),
    doctor: async (config, format) =>
      (await import('../../agent/cli/doctor.ts')).runDoctor(config, format, process.stdout),
    bundle: async (config: AgentConfig, to) =>
      (await import('../../agent/cli/supportbundle.ts')).runSupportBundle(config, to, process.stdout),
    join: async ({ values }) => (await installing()).runJoin(values, process.stdout),
    install: async (config, options) =>
      (await installing()).runInstall({ ...options, config: config.values, given: writtenIn(config) }, process.stdout),
    uninstall: async (options) => (await installing()).runUninstall(options, process.stdout),
  }
  addAgentSupport(program, agent, finish)
}

function defaultOf(field: z.ZodType): unknown {
  const parsed = field.safeParse(undefined)
  return parsed.success ? parsed.data : undefined
}

function addPrepare(program: Command): void {
  program
    .command('prepare')
    .description('make what the agent may not make itself, before it runs: its trace instance, its spool; needs root')
    .option('--remove', 'take it away again', false)
    .option('--no-trace', 'leave the trace alone')
    .option('--spool <dir>', 'make `ring` and `state` in this directory')
    .option('--group <gid>', 'number of the group that may use them too')
    .option('--spool-mebibytes <number>', 'size of the ring', '64')
    .option('--best-effort', 'what cannot be made is said, and is no failure', false)
    .addHelpText('after', '\nExamples:\n  sudo merlon prepare\n  sudo merlon prepare --remove')
    .action(async (options) => {
      const { prepareOptions, runPrepare } = await import('../../agent/cli/prepare.ts')
      await finish(runPrepare(prepareOptions(options), process.stdout))
    })
}

function addNode(program: Command): void {
  const node = program.command('node').description('make nodes known to the collector, and say who may not be one')
  addNodeDecisions(node, { clientOptions, finish })
  node
    .command('add')
    .description('issue the certificate of a new node: ca.crt, node.crt and node.key for its agent')
    .argument('<name>', 'name of the node for people')
    .requiredOption('--out <dir>', 'where to write the files')
    .addOption(stateOption("the collector's state directory", 'collector'))
    .option(
      '--database-url-file <file>',
      "file with the URL of the collector's PostgreSQL database, where it has one",
      '',
    )
    .addHelpText('after', '\nExample:\n  merlon node add worker-7 --out ./worker-7')
    .action(async (name, options) => finish((await import('./node.ts')).addNode(name, options, process.stdout)))
}

function addLogin(program: Command): void {
  clientOptions(program.command('login').description('make a link that opens the page once'))
    .addHelpText('after', '\nExample:\n  merlon login')
    .action(async (options) => finish((await import('./node.ts')).printLink(options, process.stdout)))
}

function parseTime(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const written = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.exec(text)
  const time = new Date(text)
  // A day that its month does not have would be taken for one of the next month.
  if (
    !written ||
    Number.isNaN(time.getTime()) ||
    !new Date(written[1] as string).toISOString().startsWith(written[1] as string)
  )
    throw new CliError(`--as-of ${text}: not a time; written 2026-11-21T00:00:00Z`)
  return time
}

async function finish(code: number | Promise<number>): Promise<void> {
  process.exitCode = await code
}

/** Errors that are meant for the user: their message alone says what to do. */
const plainErrors = [
  'CliError',
  'ConfigError',
  'RulesError',
  'IdentityError',
  'StoreError',
  'ListenError',
  'PlatformError',
  'TraceError',
  'BundleError',
  'InstallError',
  'CredentialError',
]

/** Runs one command line. Every failure is one message on standard error and exit code 2. */
export async function main(args: readonly string[]): Promise<void> {
  // Whoever reads the output may have seen enough: `merlon scan | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : exitCodes.failed
      return
    }
    const known = error instanceof Error && plainErrors.includes(error.name)
    const text = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
    // Names that agents chose may be in it.
    process.stderr.write(`merlon: ${text.split('\n').map(printable).join('\n')}\n`)
    process.send?.({ failed: text })
    process.exitCode = exitCodes.failed
  }
  // What a command leaves open (a connection that closes slowly) must not keep it from ending.
  if (process.connected) process.disconnect?.()
}

if (import.meta.main) await main(process.argv.slice(2))
