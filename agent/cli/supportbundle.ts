import { aboutMachine } from '../../lib/aboutmachine.ts'
import { ask, reachable } from '../../lib/ask.ts'
import { type Config, printConfig } from '../../lib/config.ts'
import { printableJson } from '../../lib/printable.ts'
import { type Part, writeSupportBundle } from '../../lib/supportbundle.ts'
import type { AgentConfig } from '../config.ts'
import { examine } from './doctor.ts'

/** Writes what helps to understand the agent of this node, without secrets. It may run or not. `to` is a file, or `-`. */
export function runSupportBundle(
  config: Config<AgentConfig>,
  to: string,
  out: NodeJS.WritableStream,
  errors?: NodeJS.WritableStream,
): Promise<number> {
  const { values } = config
  const own = async (path: string) => {
    if (values.metrics === '') throw new Error('the key `metrics` is empty: nothing is served')
    return (await ask(reachable(values.metrics), path)).body
  }
  const parts: Part[] = [
    { name: 'about.json', about: 'version, Node.js, machine', read: () => aboutMachine() },
    { name: 'configuration.txt', about: 'each key with its source', read: () => `${printConfig(config)}\n` },
    {
      name: 'doctor.json',
      about: 'what keeps the agent from seeing or being heard',
      read: async () => `${printableJson(await examine(values))}\n`,
    },
    { name: 'health.txt', about: 'what /healthz says', read: () => own('/healthz') },
    { name: 'metrics.txt', about: 'what /metrics says', read: () => own('/metrics') },
  ]
  return writeSupportBundle('agent', parts, { to, out, ...(errors ? { errors } : {}) })
}
