// The commands that help when something does not work: `doctor` and `support-bundle`, of both parts.

import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { z } from 'zod'
import { type Config, loadConfig } from '../../lib/config.ts'
import { collectorSchema, stateToAsk } from '../config.ts'

type Finish = (code: number | Promise<number>) => Promise<void>

/** What is configured as the agent is. Only the caller may load its code. */
export interface AgentPart<Shape extends z.ZodRawShape> {
  readonly schema: z.ZodObject<Shape>
  /** Adds a flag for each key, and `--config`. */
  readonly flags: (command: Command) => Command
  readonly doctor: (config: z.infer<z.ZodObject<Shape>>, format: 'table' | 'json') => Promise<number>
  readonly bundle: (config: Config<z.infer<z.ZodObject<Shape>>>, to: string) => Promise<number>
  readonly join: (config: Config<z.infer<z.ZodObject<Shape>>>) => Promise<number>
  readonly install: (config: Config<z.infer<z.ZodObject<Shape>>>, options: MachineOptions) => Promise<number>
  readonly uninstall: (options: MachineOptions) => Promise<number>
}

/** How the agent is put on a machine, or taken away. */
export interface MachineOptions {
  readonly destination: string
  readonly dryRun: boolean
  readonly from?: string
}

const bundleFile = 'where to write, as .tar.gz; `-` for the output'

/** `merlon doctor`, and what stands behind `merlon agent`. */
export function addAgentSupport<Shape extends z.ZodRawShape>(
  program: Command,
  part: AgentPart<Shape>,
  finish: Finish,
): void {
  const { schema, flags, doctor, bundle } = part
  const configOf = (options: Readonly<Record<string, unknown>>) =>
    loadConfig(schema, { file: options['config'] as string | undefined, environment: process.env, flags: options })
  flags(program.command('doctor'))
    .description('say what keeps the agent of this node from seeing or being heard, and what to change')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText(
      'after',
      '\nIt judges the place where it runs: in a pod run it by `/app/start doctor`, on a machine as root.\nExit code 1 where something has to change.\n\nExample:\n  sudo merlon doctor --config /etc/merlon/agent.yaml',
    )
    .action(async ({ format, ...options }) => finish(doctor(configOf(options).values, format)))
  const agent = program.commands.find((each) => each.name() === 'agent')
  if (!agent) throw new Error('there is no command agent')
  const given = (self: Command) => configOf(self.optsWithGlobals())
  agent
    .command('support-bundle')
    .description('write what helps to understand the agent of this node, without secrets; nothing is sent anywhere')
    .argument('<file>', bundleFile)
    .addHelpText(
      'after',
      '\nIt takes the flags of `merlon agent`.\n\nExample:\n  sudo merlon agent support-bundle node.tar.gz --config /etc/merlon/agent.yaml',
    )
    .action(async (to: string, _options, self: Command) => finish(bundle(given(self), to)))
  agent
    .command('join')
    .description('take the certificate of this node by --join-token-file, or renew it when half of its time is over')
    .addHelpText(
      'after',
      '\nIt takes the flags of `merlon agent`. For agents that may write nothing: a timer runs it.\n\nExample:\n  sudo merlon agent join --config /etc/merlon/agent.yaml --join-token-file token',
    )
    .action(async (_options, self: Command) => finish(part.join(given(self))))
  machineOptions(agent.command('install'))
    .description('put the agent on this machine, which has systemd: files, configuration, certificate')
    .option('--from <dir>', 'the unpacked archive; not needed where the Debian package is installed')
    .addHelpText(
      'after',
      '\nIt takes the flags of `merlon agent`, and writes them into /etc/merlon/agent.yaml.\nIt starts no programs: it says which to run.\n\nExample:\n  sudo merlon agent install --from . --collector one.example:7440 --ca ca.crt --join-token-file token',
    )
    .action(async (options: MachineOptions, self: Command) => finish(part.install(given(self), options)))
  machineOptions(agent.command('uninstall'))
    .description('take everything away that was installed and prepared')
    .addHelpText('after', '\nExample:\n  sudo merlon agent uninstall --dry-run')
    .action(async (options: MachineOptions) => finish(part.uninstall(options)))
}

function machineOptions(command: Command): Command {
  return command
    .option('--destination <dir>', 'directory below which all of it is', '/')
    .option('--dry-run', 'say what would be done, and do nothing', false)
}

/** `merlon support-bundle`. */
export function addSupportBundle(program: Command, finish: Finish): void {
  program
    .command('support-bundle')
    .description('write what helps to understand a collector, without secrets; nothing is sent anywhere')
    .argument('<file>', bundleFile)
    .option('--config <file>', "the collector's configuration file")
    .option('--state <dir>', "the collector's state directory; default: as configured, else that of your own collector")
    .option('--http <host:port>', 'address of its page and HTTP API; default: as configured')
    .option('--collector <host:port>', 'address of its gRPC services; default: as configured')
    .option(
      '--log <file...>',
      'add the end of these logs, for example what `journalctl -u merlon-collector` printed',
      [],
    )
    .addHelpText(
      'after',
      '\nExamples:\n  merlon support-bundle collector.tar.gz --config /etc/merlon/collector.yaml\n  journalctl -u merlon-collector >log && merlon support-bundle collector.tar.gz --log log',
    )
    .action(async (to: string, { config: file, state, http, collector, log }) => {
      const config = loadConfig(collectorSchema, { file, environment: process.env, flags: { state, http } })
      const { runSupportBundle } = await import('./supportbundle.ts')
      await finish(runSupportBundle(withState(config), { to, collector, logs: log }, process.stdout))
    })
}

function withState<T extends { readonly state: string }>(config: Config<T>): Config<T> {
  if (config.sources['state'] !== 'default') return config
  return { ...config, values: { ...config.values, state: join(stateToAsk(), 'collector') } }
}
