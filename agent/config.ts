import { z } from 'zod'
import { addressSchema } from '../lib/address.ts'

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
  metrics: addressSchema
    .or(z.literal(''))
    .default('')
    .describe('Address of /metrics and /healthz; nothing is served when it is empty.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Least level that is logged.'),
})

export type AgentConfig = z.infer<typeof agentSchema>
