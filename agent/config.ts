import { z } from 'zod'
import { addressSchema } from '../lib/address.ts'

/** Patterns of files on the host. */
export const globsSchema = z.array(z.string().startsWith('/', 'an absolute pattern').max(1000)).max(50)

/** Ports of the node. */
export const liveTlsPortsSchema = z.array(z.coerce.number().int().min(1).max(65_535)).max(32)

/** Files and directories on the host. */
export const pathsSchema = z.array(z.string().startsWith('/', 'an absolute path').max(1000)).max(20)

/** The agent's configuration. The reference is made from it. */
export const agentSchema = z.strictObject({
  root: z
    .string()
    .startsWith('/', 'an absolute path')
    .default('/')
    .describe("Where the node's files are: `/` on a machine, `/host` in a pod."),
  collector: addressSchema.default('127.0.0.1:7440').describe('Address of the collector.'),
  ca: z
    .string()
    .min(1)
    .default('/etc/merlon/agent/ca.crt')
    .describe('Certificate of the authority that the collector must be of, PEM.'),
  cert: z.string().min(1).default('/etc/merlon/agent/node.crt').describe("This node's certificate, PEM."),
  key: z.string().min(1).default('/etc/merlon/agent/node.key').describe("This node's private key, PEM."),
  attest: z
    .enum(['certificate', 'service-account', 'join-token'])
    .default('certificate')
    .describe(
      'How the agent proves which node it is. `certificate`: by `cert` and `key`, which are read at each attempt. `service-account`: by the token of its pod; certificate and key stay in memory. `join-token`: once by a token, from then on by the certificate that it is given, kept in `cert` and `key` and renewed there.',
    ),
  tokenFile: z
    .string()
    .min(1)
    .default('/var/run/secrets/merlon/token')
    .describe('Projected service-account token with the audience `merlon-collector`, for `service-account`.'),
  joinTokenFile: z
    .string()
    .default('')
    .describe(
      'File with a token of `merlon node join-token`, for `join-token`. Not needed again after the first time.',
    ),
  clusterId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{0,128}$/, 'letters, digits, dots, dashes and underscores')
    .default('')
    .describe('Id of the cluster that this node asks to be of. Empty: the only one that the collector serves.'),
  nodeName: z
    .string()
    .regex(/^([a-z0-9][a-z0-9.-]{0,252})?$/, 'the name of a node in Kubernetes')
    .default('')
    .describe(
      'The node’s name as Kubernetes has it, in a pod from `spec.nodeName`: a token of another node is refused then. Empty: the name that the node gives itself, for people alone.',
    ),
  passSeconds: z
    .number()
    .int()
    .min(10)
    .max(86_400)
    .default(300)
    .describe('Seconds between full passes, whatever the file events said.'),
  spreadSeconds: z
    .number()
    .min(0)
    .max(600)
    .default(5)
    .describe('The first connection is tried within this many seconds.'),
  certificateGlobs: globsSchema
    .default([])
    .describe(
      'More files with certificates, as the host names them, for example `/opt/app/tls/*.pem`. Files that end in `.conf`, `.config`, `.kubeconfig`, `.yml` or `.yaml` are read as kubeconfigs, others as PEM, DER or PKCS#12.',
    ),
  pkcs12PasswordFile: z
    .string()
    .default('')
    .describe(
      'File of the agent with the passwords of PKCS#12 archives, one a line, five at most. Empty: they are not opened.',
    ),
  liveTls: z
    .boolean()
    .default(false)
    .describe(
      "Whether TLS handshakes are made at each full pass with what this node's components serve: with loopback and the node's own addresses only, and no others. In a network of its own the agent reaches the node's addresses alone; in the node's network, loopback too, and network policies do not apply to it.",
    ),
  liveTlsPorts: liveTlsPortsSchema.default([]).describe('More ports of this node for `liveTls`, for example `8443`.'),
  spoolFile: z
    .string()
    .default('')
    .describe(
      'File where events wait for the collector, or `fd:3` for a descriptor that is open already. Made where it does not exist. Empty: they wait in memory, and end with the agent.',
    ),
  stateFile: z
    .string()
    .default('')
    .describe("File of the agent's state, or `fd:4`. Empty: the spool's with `.state` behind it."),
  spoolMebibytes: z
    .number()
    .int()
    .min(2)
    .max(65_536)
    .default(64)
    .describe('Size of the spool where it is made. When it is full the oldest events are dropped, and counted.'),
  credentialPaths: pathsSchema
    .default([])
    .describe(
      'More files and directories in which credentials may lie, as the host names them, for example `/srv/deploy`. Homes, that of root too, `/etc`, `/opt` and directories for temporary files are looked at in any case.',
    ),
  trace: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe(
      'Whether programs are told of as they start, as well as this node allows: by events of the kernel, else by looking at /proc every two seconds. `off`: not at all.',
    ),
  traceMebibytes: z
    .number()
    .int()
    .min(0)
    .max(4096)
    .default(0)
    .describe(
      'Size of the kernel’s buffer of events over all CPUs, where the agent makes it; 0: by the number of CPUs.',
    ),
  commandLines: z
    .boolean()
    .or(z.number().int().min(1).max(4096))
    .default(true)
    .describe(
      'Whether arguments of programs leave the node, with what looks like a secret taken out; a number: at most so many characters of each command line.',
    ),
  cpuPercent: z
    .number()
    .min(1)
    .max(10_000)
    .default(50)
    .describe('Percent of one CPU; while the agent uses more, starts are told less often, and the report says so.'),
  memoryMebibytes: z
    .number()
    .min(64)
    .max(65_536)
    .default(512)
    .describe('Memory of the agent; while it uses more, starts are told less often, and the report says so.'),
  auditBurst: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(10)
    .describe(
      'Requests of one user from one address that the API server of this node refuses (401 or 403) within a minute that make a burst, by its audit log; 0: the log is not watched.',
    ),
  metrics: addressSchema
    .or(z.literal(''))
    .default('')
    .describe('Address of /metrics and /healthz; nothing is served when it is empty.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Least level that is logged.'),
})

export type AgentConfig = z.infer<typeof agentSchema>
