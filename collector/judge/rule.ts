import { z } from 'zod'
import { type Domain, domains } from '../../proto/index.ts'
import type { Program } from './cel.ts'

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

export const levels = ['crawl', 'walk', 'run'] as const
export type Level = (typeof levels)[number]

export const outcomes = ['pass', 'fail', 'review', 'not-applicable', 'unknown', 'error'] as const
export type Outcome = (typeof outcomes)[number]

export type ParameterValue = boolean | number | string | readonly string[]

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has lower-case letters, digits and single hyphens')
const expression = z.string().trim().min(1).max(4000)
const sentence = z.string().trim().min(1).max(2000)
const need = z
  .string()
  .regex(
    /^[a-zA-Z]+(\/[1-9]\d*)?\??$/,
    'a domain, with the oldest schema of its fact, with a question mark when it may be absent: `kubelet`, `kubelet/2`, `kubelet?`',
  )
  .refine((text) => (domains as readonly string[]).includes(domainOf(text)), {
    error: (issue) => `no such domain: ${domainOf(String(issue.input))}; there are ${domains.join(', ')}`,
  })

function domainOf(need: string): string {
  return need.split(/[/?]/)[0] as string
}

/** What a rule file may hold. The reference of rules and the schema for editors are made from this. */
export const ruleSchema = z.strictObject({
  id: id.describe('Identity of the rule, for ever: part of the identity of its findings.'),
  title: sentence.describe('What holds when the rule passes, as a sentence.'),
  severity: z.enum(severities).describe('How bad a failure is.'),
  needs: z
    .union([need, z.array(need).min(1)])
    .describe(
      'The domains that the rule reads. One with a question mark (`kubelet?`) may be absent: then its fact is empty and has `absent`.',
    ),
  scope: z.enum(['node', 'cluster']).default('node').describe('`cluster`: judged once over a digest of all nodes.'),
  digest: expression
    .optional()
    .describe('With `scope: cluster`: what is taken from each node, as `digest` of the items of `nodes`.'),
  for: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]* in [\s\S]+$/, 'written `name in list`')
    .optional()
    .describe('`name in list`: a finding of its own for each item.'),
  subject: expression.optional().describe("With `for`: what names the item. Default: the item's path."),
  when: expression.optional().describe('False: the rule does not apply.'),
  check: expression.optional().describe('True: pass.'),
  review: sentence.optional().describe('What a person must look at, where a machine cannot decide.'),
  written: z
    .boolean()
    .default(false)
    .describe('True: the question is about what is written, and may be answered where nothing is seen to run.'),
  message: expression.describe('One sentence with the values that decide, as an expression.'),
  remediation: sentence.describe('What to do about a failure.'),
  references: z
    .record(id, z.union([z.string(), z.array(z.string()).min(1)]))
    .default({})
    .describe('Where others ask for the same.'),
  level: z.enum(levels).describe('The step of maturity that the rule belongs to.'),
  params: z
    .record(
      z.string().regex(/^[a-z][A-Za-z0-9]*$/),
      z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]),
    )
    .default({})
    .describe('Values that an operator may set, with their defaults.'),
})

export type RuleSource = z.infer<typeof ruleSchema>

/** A rule that was checked and can be judged. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly needs: readonly Need[]
  readonly scope: 'node' | 'cluster'
  readonly digest?: Program
  readonly each?: { readonly name: string; readonly list: Program; readonly subject: Program }
  readonly when?: Program
  readonly check?: Program
  readonly review?: string
  /** True: it passes on a fact of which nothing is seen to run, too. */
  readonly written: boolean
  readonly message: Program
  readonly remediation: string
  readonly references: Readonly<Record<string, readonly string[]>>
  readonly level: Level
  readonly params: Readonly<Record<string, ParameterValue>>
  /** True when its answer can change without a new fact. */
  readonly usesTime: boolean
  /** Where it stands, `file:line`. */
  readonly origin: string
}

export interface Need {
  readonly domain: Domain
  /** The oldest schema of the fact that the rule can be judged on. */
  readonly schema: number
  /** True: where the node has none of it, the rule reads an empty fact. */
  readonly optional?: boolean
}
