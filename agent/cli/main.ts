// The agent alone, without the rest of the `merlon` command: what images and units run.
import { parseArgs } from 'node:util'
import { ConfigError, flagName, loadConfig, printConfig } from '../../lib/config.ts'
import { agentSchema } from '../config.ts'
import { runAgentCommand } from './agent.ts'

const keys = Object.keys(agentSchema.shape)

/** Reads flags as `merlon agent` does. Throws a TypeError for one that there is not. */
function readFlags(args: readonly string[]): { values: Record<string, unknown>; file?: string; print: boolean } {
  const names = keys.map((key) => [flagName(key).slice(2), { type: 'string' }] as const)
  const { values } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(names), config: { type: 'string' }, 'print-config': { type: 'boolean' } },
  })
  const flags = values as Readonly<Record<string, string | undefined>>
  const file = flags['config']
  return {
    values: Object.fromEntries(keys.map((key) => [key, flags[flagName(key).slice(2)]])),
    ...(file === undefined ? {} : { file }),
    print: values['print-config'] === true,
  }
}

try {
  const { values, file, print } = readFlags(process.argv.slice(2))
  const config = loadConfig(agentSchema, { file, environment: process.env, flags: values })
  if (print) process.stdout.write(`${printConfig(config as never)}\n`)
  else process.exitCode = await runAgentCommand(config.values)
} catch (error) {
  const known = error instanceof ConfigError || error instanceof TypeError || (error as Error).name === 'PlatformError'
  process.stderr.write(`merlon agent: ${known ? (error as Error).message : (error as Error).stack}\n`)
  process.exitCode = 2
}
