import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { addressSchema } from '../lib/address.ts'
import { overrideSchema } from './judge/pack.ts'

/** Where Merlon keeps its state unless told otherwise: `/var/lib/merlon` for root, else below the user's own directory. */
export function defaultState(): string {
  if (process.getuid?.() === 0) return '/var/lib/merlon'
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'merlon')
}

/**
 * Where the collector to ask has its state: the user's own, else that of root. A collector that was started by sudo keeps
 * it there, as files of the user who called sudo.
 */
export function stateToAsk(own: string = defaultState()): string {
  return existsSync(join(own, 'collector', 'cluster.json')) ? own : '/var/lib/merlon'
}

const loopback = addressSchema.regex(
  /^(\[::1\]|127\.\d+\.\d+\.\d+|localhost):/,
  'only loopback addresses are served without TLS',
)

/** The collector's configuration. The reference is made from it. */
export const collectorSchema = z.strictObject({
  state: z
    .string()
    .min(1)
    .default(join(defaultState(), 'collector'))
    .describe('Directory of the database and of the TLS material.'),
  listen: addressSchema.default('127.0.0.1:7440').describe('Address of the gRPC services, over mutual TLS.'),
  http: loopback.default('127.0.0.1:7441').describe('Loopback address of the HTTP API and the page.'),
  names: z.array(z.string()).default([]).describe('More host names and addresses for the server certificate.'),
  clusterName: z.string().min(1).max(253).default('local').describe("The cluster's name for people."),
  ruleDirectories: z.array(z.string()).default([]).describe("Directories of the operator's own rules."),
  rules: z
    .record(z.string(), overrideSchema)
    .default({})
    .describe('Changes of rules by id: disabled, severity, params, reason. In the file only.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Least level that is logged.'),
})

export type CollectorConfig = z.infer<typeof collectorSchema>
