import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { addressSchema } from '../lib/address.ts'
import { isSelector } from './identity/selector.ts'
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

const kubernetesSchema = z.strictObject({
  kubeconfig: z.string().min(1).optional().describe('Kubeconfig file; default: the service account of the own pod.'),
  serviceAccounts: z
    .array(z.string().regex(/^[a-z0-9.-]{1,253}\/[a-z0-9.-]{1,253}$/, 'written namespace/name'))
    .min(1)
    .max(20)
    .describe('Who agents run as, namespace/name.'),
  audience: z.string().min(1).max(253).default('merlon-collector').describe('Audience of their tokens.'),
  excludeNodes: z
    .array(z.string().refine(isSelector, 'no label selector'))
    .max(20)
    .default([])
    .describe('Label selectors of nodes that are not expected to report.'),
  owners: z
    .boolean()
    .default(false)
    .describe('Whether it is asked for the owners of pods: Deployments have one profile then, not one for each pod.'),
})

/** The cluster whose nodes prove who they are by their service accounts. */
export type KubernetesConfig = z.infer<typeof kubernetesSchema>

const databaseUrl = (about: string, file: string) =>
  z
    .string()
    .regex(/^(postgres(ql)?:\/\/[^\s]+)?$/, 'written postgres://USER@HOST:PORT/DATABASE')
    .refine((text) => !/^[^/]*\/\/[^/?#]*:[^/?#]*@/.test(text), `a password belongs into the file of ${file}`)
    .default('')
    .describe(about)

const file = (about: string) => z.string().default('').describe(about)

/** Keys that are no flags: too much for a command line. */
export const fileOnly: ReadonlySet<string> = new Set(['rules', 'kubeletConfigz', 'kubernetes', 'clusters'])

/** The collector's configuration. The reference is made from it. */
export const collectorSchema = z.strictObject({
  state: z
    .string()
    .min(1)
    .default(join(defaultState(), 'collector'))
    .describe('Directory of the database and of the TLS material.'),
  listen: addressSchema.default('127.0.0.1:7440').describe('Address of the gRPC services, over mutual TLS.'),
  http: addressSchema
    .default('127.0.0.1:7441')
    .describe('Address of the HTTP API and the page; over TLS where it is not loopback.'),
  names: z.array(z.string()).default([]).describe('More host names and addresses for the server certificate.'),
  clusterName: z.string().min(1).max(253).default('local').describe("The cluster's name for people."),
  clusterId: z
    .string()
    .regex(/^([A-Za-z0-9._-]{1,128})?$/, 'letters, digits, points, dashes, at most 128')
    .default('')
    .describe('Id of the cluster; empty: that of the state directory, at first the UID of kube-system or one made up.'),
  tlsCert: file('Certificate of the server, PEM, leaf first; empty: issued by the own authority.'),
  tlsKey: file('Its key, PEM.'),
  tlsMinVersion: z.enum(['1.2', '1.3']).default('1.3').describe('Least version of TLS.'),
  authorityCert: file('Authority that issues certificates, PEM; empty: made at the first start.'),
  authorityKey: file('Its key, PEM.'),
  authorityTrust: file('More authorities that are trusted, PEM: before and after a change, and the operator’s own.'),
  certificateMinutes: z
    .number()
    .int()
    .min(10)
    .max(10_080)
    .default(60)
    .describe('Minutes that the certificate of a node holds that proves itself again for the next.'),
  kubernetes: kubernetesSchema
    .optional()
    .describe(
      'The cluster whose nodes report: kubeconfig, serviceAccounts (namespace/name of agents), audience, excludeNodes (label selectors), owners (true: pods are learned by their owner). In the file only.',
    ),
  clusters: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
        name: z.string().min(1).max(253),
        kubernetes: kubernetesSchema.optional(),
      }),
    )
    .max(1000)
    .default([])
    .describe(
      'Further clusters whose nodes are served: id and name of each, and kubernetes as above. In the file only.',
    ),
  inflightMebibytes: z
    .number()
    .int()
    .min(16)
    .max(65_536)
    .default(256)
    .describe('Most MiB of what agents sent that are held in memory until they are committed.'),
  connections: z
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(20_000)
    .describe('Most connections of agents and others.'),
  connectionsPerAddress: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(5000)
    .describe('Most connections of one address; agents behind one gateway or proxy share it.'),
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
  database: databaseUrl(
    'URL of a PostgreSQL database, without password; empty: SQLite, in the file merlon.db of `state`.',
    'databaseUrlFile',
  ),
  databaseUrlFile: z
    .string()
    .default('')
    .describe('File with the URL of a PostgreSQL database; it wins over `database`.'),
  databaseReadUrl: databaseUrl(
    'URL of a replica of that database, without password, that reports are read from; empty: from the database itself.',
    'databaseReadUrlFile',
  ),
  databaseReadUrlFile: file('File with the URL of such a replica; it wins over `databaseReadUrl`.'),
  eventDays: z.number().int().min(1).max(3650).default(30).describe('Days that events are kept.'),
  historyDays: z.number().int().min(1).max(36_500).default(400).describe('Days that steps of findings are kept.'),
  factDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(90)
    .describe('Days that facts are kept that are not the newest.'),
  removedNodeDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(30)
    .describe('Days that what is known of removed nodes is kept.'),
  eventsKept: z
    .number()
    .int()
    .min(1000)
    .default(2_000_000)
    .describe('Most events that are kept of a cluster: the oldest beyond are deleted.'),
  eventsMebibytes: z
    .number()
    .int()
    .min(1)
    .max(1_048_576)
    .default(2048)
    .describe('Most MiB of events, as agents send them, that are kept of a cluster: the oldest beyond are deleted.'),
  historyKept: z
    .number()
    .int()
    .min(1000)
    .default(50_000_000)
    .describe(
      'Most changes of findings that are kept of a cluster, and most of domains: the oldest beyond are deleted, but not the newest of a finding that stands. More than 15,000 nodes make in 400 days on which half a percent of their answers change.',
    ),
  factsMebibytes: z
    .number()
    .int()
    .min(1)
    .max(16_777_216)
    .default(65_536)
    .describe(
      'Most MiB of facts that are not the newest, compressed, that are kept of a cluster: the oldest beyond are deleted. More than 15,000 nodes make in 90 days of a changed domain each hour.',
    ),
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
