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

const configzSchema = z
  .strictObject({
    addresses: z.record(z.string(), addressSchema).describe('Address of the kubelet by node id.'),
    ca: z.string().min(1).describe('Authorities that sign serving certificates of kubelets, PEM.'),
    token: z.string().min(1).optional().describe('File with a bearer token.'),
    cert: z.string().min(1).optional().describe('Client certificate, PEM.'),
    key: z.string().min(1).optional().describe('Its key, PEM.'),
    intervalSeconds: z.number().int().min(10).max(86_400).default(300).describe('Seconds between questions.'),
  })
  .refine(({ cert, key }) => (cert === undefined) === (key === undefined), 'cert and key belong together')
  .refine(({ token, cert }) => token !== undefined || cert !== undefined, 'a token, or cert and key, is needed')

/** How kubelets are asked for their configuration. */
export type ConfigzConfig = z.infer<typeof configzSchema>

/** Keys that are no flags: too much for a command line. */
export const fileOnly: ReadonlySet<string> = new Set(['rules', 'kubeletConfigz'])

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
  benchmark: z
    .string()
    .max(100)
    .default('')
    .describe(
      'Id of the benchmark that all nodes are judged by; empty: each by the one for its distribution and version.',
    ),
  eventDays: z.number().int().min(1).max(3650).default(30).describe('Days that events are kept.'),
  eventsKept: z
    .number()
    .int()
    .min(1000)
    .default(2_000_000)
    .describe('Most events that are kept of a cluster: the oldest beyond are deleted.'),
  kubeletConfigz: configzSchema
    .optional()
    .describe(
      'Asks kubelets for their own /configz: addresses (host:port by node id), ca, token or cert and key (files), intervalSeconds. In the file only; nobody is asked without it.',
    ),
  certificateMetrics: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(100)
    .describe('Most certificates whose end is a metric of its own: those that end first, at most 20 of one node.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Least level that is logged.'),
})

export type CollectorConfig = z.infer<typeof collectorSchema>
