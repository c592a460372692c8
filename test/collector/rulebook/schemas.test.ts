import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { yamlFiles } from '../../../collector/rulebook/load.ts'
import { editorSchemas } from '../../../collector/rulebook/schemas.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const schemas = Object.fromEntries(
  Object.entries(editorSchemas()).map(([name, schema]) => [name, z.fromJSONSchema(schema as never)]),
)
const schemaOf = (file: string) =>
  schemas[file.endsWith('.tests.yaml') ? 'rule-tests.schema.json' : 'rules.schema.json']

test.each(yamlFiles(directory).map((file) => [basename(file), file]))('%s is right for editors', (_name, file) => {
  expect(schemaOf(file)?.safeParse(parse(readFileSync(file, 'utf8'))).error).toBeUndefined()
})

test.each<[string, object]>([
  ['a.yaml', { rules: [] }],
  ['a.yaml', { rules: [{ id: 'x' }] }],
  [
    'a.yaml',
    {
      rules: [
        { id: 'x', title: 't', severity: 'worst', needs: 'kubelet', message: 'm', remediation: 'r', level: 'walk' },
      ],
    },
  ],
  ['a.tests.yaml', { tests: { x: [] } }],
  ['a.tests.yaml', { tests: { x: [{ name: 'n', expect: 'good' }] } }],
  ['a.tests.yaml', { tests: { x: [{ name: 'n', expect: 'pass', facts: { nonsense: {} } }] } }],
])('%s with %j is wrong for editors', (file, data) => {
  expect(schemaOf(file)?.safeParse(data).success).toBe(false)
})
