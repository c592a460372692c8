import { z } from 'zod'
import { ruleSchema } from '../judge/rule.ts'
import { ruleTestsSchema } from './ruletests.ts'

const ruleFileSchema = z.strictObject({ rules: z.array(ruleSchema).min(1).describe('The rules of this file.') })

/** JSON Schemas of what rule authors write, by file name, for editors. Made from what checks the files. */
export function editorSchemas(): Readonly<Record<string, object>> {
  return {
    'rules.schema.json': toJson(ruleFileSchema, 'Rules of Merlon'),
    'rule-tests.schema.json': toJson(ruleTestsSchema, 'Tests of rules of Merlon'),
  }
}

/** As it is written, before defaults are filled in. */
function toJson(schema: z.ZodType, title: string): object {
  return { title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) }
}
