import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Domain, domains, isDomain } from '../../proto/index.ts'
import { ruleSchema } from '../judge/rule.ts'
import { editorSchemas } from '../rulebook/schemas.ts'
import { CliError } from './failure.ts'

export interface NewRuleOptions {
  readonly domain: string
  /** Where to write; made when it is not there. */
  readonly dir: string
}

/** Where the schemas for editors are written, below the directory of the rules. */
const schemaDirectory = '.schema'

/**
 * Writes a rule that loads and tests that fail until they are filled, beside the schemas for editors. Throws a CliError
 * for an id or a domain that is none, and where there is such a file already.
 */
export function newRule(id: string, { domain, dir }: NewRuleOptions, out: NodeJS.WriteStream): number {
  if (!ruleSchema.shape.id.safeParse(id).success)
    throw new CliError(`${id}: an id has lower-case letters, digits and single hyphens`)
  if (!isDomain(domain)) throw new CliError(`--domain ${domain}: there are ${domains.join(', ')}`)
  const files = { [`${id}.yaml`]: ruleText(id, domain), [`${id}.tests.yaml`]: testsText(id, domain) }
  const written = Object.entries(files).map(([name, text]) => writeNew(dir, name, text))
  mkdirSync(join(dir, schemaDirectory), { recursive: true })
  for (const [name, schema] of Object.entries(editorSchemas()))
    writeFileSync(join(dir, schemaDirectory, name), `${JSON.stringify(schema, null, 2)}\n`)
  out.write(`${written.join('\n')}\nFill both, then run: merlon rules test ${dir}\n`)
  return 0
}

function writeNew(dir: string, name: string, text: string): string {
  const path = join(dir, name)
  try {
    mkdirSync(dir, { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new CliError(code === 'EEXIST' ? `${path} is there already` : `${path}: cannot be written (${code})`)
  }
  return path
}

function ruleText(id: string, domain: Domain): string {
  return `# yaml-language-server: $schema=${schemaDirectory}/rules.schema.json
rules:
  - id: ${id}
    # What holds when the rule passes, as a sentence.
    title: What is asked for holds
    # info, low, medium, high or critical.
    severity: medium
    needs: ${domain}
    # True: pass. docs/reference/facts.md lists what ${domain} has.
    check: ${domain}.complete
    # One sentence with the values that decide, as an expression.
    message: '"what was found"'
    remediation: What to do, and how it takes effect.
    # crawl, walk or run.
    level: walk
`
}

function testsText(id: string, domain: Domain): string {
  return `# yaml-language-server: $schema=${schemaDirectory}/rule-tests.schema.json
tests:
  ${id}:
    - name: as it should be
      facts: {${domain}: {}}
      expect: pass
    # Fails until the rule asks its question and the fact here answers it badly.
    - name: as it should not be
      facts: {${domain}: {}}
      expect: fail
      message: "what was found"
    - name: not allowed to look
      observations: {${domain}: {status: denied, reason: "permission denied"}}
      expect: unknown
`
}
