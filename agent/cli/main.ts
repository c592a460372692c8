// The agent's commands alone, without the rest of `merlon`: what images, units and packages run, as one file.
import { parseArgs } from 'node:util'
import { ConfigError, flagName, loadConfig, printConfig, writtenIn } from '../../lib/config.ts'
import { printable } from '../../lib/printable.ts'
import { version } from '../../lib/version.ts'
import { agentSchema } from '../config.ts'

const keys = Object.keys(agentSchema.shape)

type Command = (args: readonly string[]) => Promise<number>

/** What each command needs is loaded when it runs. */
const commands: Readonly<Record<string, Command>> = {
  agent: async (args) => {
    const { config, print } = readConfig(args)
    if (!print) return (await import('./agent.ts')).runAgentCommand(config.values)
    process.stdout.write(`${printConfig(config as never)}\n`)
    return 0
  },
  doctor: async (args) => {
    const { config, format } = readConfig(args, { format: { type: 'string' } })
    return (await import('./doctor.ts')).runDoctor(config.values, format, process.stdout)
  },
  'support-bundle': async ([to = '', ...args]) => {
    if (to === '') throw new TypeError('support-bundle: name a file')
    return (await import('./supportbundle.ts')).runSupportBundle(readConfig(args).config, to, process.stdout)
  },
  prepare: async (args) => {
    const { readPrepare, runPrepare } = await import('./prepare.ts')
    return runPrepare(readPrepare(args), process.stdout)
  },
  join: async (args) => {
    const { config } = readConfig(args)
    return (await import('./install.ts')).runJoin(config.values, process.stdout)
  },
  install: async (args) => {
    const { config, flags, given } = readConfig(args, installFlags)
    return (await import('./install.ts')).runInstall(
      { config: config.values, given, ...installOptions(flags) },
      process.stdout,
    )
  },
  uninstall: async (args) => {
    const { flags } = readConfig(args, installFlags)
    return (await import('./install.ts')).runUninstall(installOptions(flags), process.stdout)
  },
  trace: async (args) => {
    const { parseDuration, runTrace } = await import('./trace.ts')
    const { values } = parseArgs({
      args: [...args],
      options: {
        for: { type: 'string' },
        filter: { type: 'string', multiple: true, default: [] },
        format: { type: 'string', default: 'table' },
        'no-args': { type: 'boolean', default: false },
      },
    })
    const time = values.for === undefined ? undefined : parseDuration(values.for)
    const format = values.format === 'json' ? 'json' : 'table'
    return runTrace({ for: time, filter: values.filter, format, args: !values['no-args'] }, process.stdout)
  },
}

const installFlags = {
  from: { type: 'string' },
  destination: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

function installOptions(flags: Readonly<Record<string, string | boolean | undefined>>) {
  const { from, destination = '/' } = flags as Readonly<Record<string, string | undefined>>
  return { from, destination, dryRun: flags['dry-run'] === true }
}

/** Reads flags as `merlon agent` does. Throws a TypeError for one that there is not. */
function readConfig(args: readonly string[], more: Readonly<Record<string, { type: 'string' | 'boolean' }>> = {}) {
  const names = keys.map((key) => [flagName(key).slice(2), { type: 'string' }] as const)
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(names),
      config: { type: 'string' },
      'print-config': { type: 'boolean' },
      ...more,
    },
  })
  const flags = values as Readonly<Record<string, string | undefined>>
  const given = Object.fromEntries(keys.map((key) => [key, flags[flagName(key).slice(2)]]))
  const config = loadConfig(agentSchema, { file: flags['config'], environment: process.env, flags: given })
  const format = flags['format'] === 'json' ? ('json' as const) : ('table' as const)
  return { config, flags, given: writtenIn(config), format, print: values['print-config'] === true }
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  if (name === '--version') {
    process.stdout.write(`${version}\n`)
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const asksForHelp = [name, ...args].some((each) => each === '--help' || each === '-h')
  if (command && !asksForHelp) return command(args)
  const { commandHelp, usage } = await import('./help.ts')
  const out = asksForHelp ? process.stdout : process.stderr
  out.write(command ? commandHelp(name) : usage())
  return asksForHelp ? 0 : 2
}

/** Errors that are meant for the user: their message alone says what to do. */
const isPlain = (error: unknown) =>
  error instanceof ConfigError ||
  error instanceof TypeError ||
  ['PlatformError', 'TraceError', 'BundleError', 'InstallError', 'CredentialError'].includes((error as Error).name)

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const text = isPlain(error) ? (error as Error).message : ((error as Error).stack ?? String(error))
  process.stderr.write(`merlon: ${text.split('\n').map(printable).join('\n')}\n`)
  process.exitCode = 2
}
