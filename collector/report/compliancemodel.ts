// What every surface shows of compliance, as schemas.
import { z } from 'zod'
import { outcomes } from '../judge/rule.ts'
import { countsSchema, evidenceSchema, nodeStates } from './model.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const count = z.number().int().min(0)
const outcome = z.enum(outcomes)

const answerSchema = z
  .object({
    nodeName: z.string(),
    rule: z.string().describe('Empty where a person is asked, and where the control does not apply.'),
    subject: z.string(),
    outcome,
    message: z.string(),
    evidence: list(evidenceSchema),
  })
  .readonly()

export const controlResultSchema = z
  .object({
    id: z.string().describe('As the benchmark numbers it.'),
    title: z.string(),
    assessment: z
      .exactOptional(z.enum(['automated', 'manual']))
      .describe("The benchmark's own label; absent where it is not known."),
    outcome: outcome.describe('The worst of all nodes: fail, error, unknown, review, pass, not-applicable.'),
    counts: countsSchema.describe('Nodes by outcome.'),
    rules: list(z.string()).describe('What it is answered by.'),
    review: z.exactOptional(z.string()).describe('What a person must look at.'),
    notApplicable: z.exactOptional(z.string()).describe('Why it has no object on this distribution.'),
    answers: list(answerSchema).describe('The worst answers with the values that decided, at most 10.'),
    moreAnswers: count.describe('How many answers are not shown.'),
  })
  .readonly()

export const complianceSchema = z
  .object({
    clusterId: z.string(),
    clusterName: z.string(),
    asOf: z.iso.datetime(),
    rulePackVersion: z.string(),
    nodes: list(
      z
        .object({
          id: z.string(),
          name: z.string(),
          state: z.enum(nodeStates),
          benchmark: z.string().describe('Empty for a node that was never seen: it counts as unknown everywhere.'),
          reason: z.string().describe('Why it is judged by this benchmark.'),
          warning: z.exactOptional(z.string()).describe('Where the benchmark was not made for this node.'),
          counts: countsSchema.describe('Controls by outcome.'),
        })
        .readonly(),
    ),
    benchmarks: list(
      z
        .object({
          id: z.string(),
          title: z.string(),
          version: z.string(),
          nodes: count.describe('How many are judged by it.'),
          counts: countsSchema.describe('Controls by outcome, over all of its nodes.'),
          controls: list(controlResultSchema),
        })
        .readonly(),
    ).describe('Every benchmark that a node is judged by.'),
  })
  .readonly()

export type Compliance = z.infer<typeof complianceSchema>
export type ControlResult = z.infer<typeof controlResultSchema>
export type ComplianceAnswer = z.infer<typeof answerSchema>
