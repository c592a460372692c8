// Makes docs/reference/ from the sources that the programs use: rules, facts, configuration, commands. Run `npm run
// reference` after a change to one of them; a test proves that it was.
import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { Registry } from 'prom-client'
import type { z } from 'zod'
import { agentSchema } from '../agent/config.ts'
import { inspectors } from '../agent/inspect/registry.ts'
import { openMetrics as openAgentMetrics } from '../agent/metrics.ts'
import { addIngestMetrics } from '../collector/api/ingestmetrics.ts'
import { type ExpiryMetrics, openMetrics } from '../collector/api/metrics.ts'
import { routes } from '../collector/api/openapi.ts'
import { addProfileMetrics } from '../collector/api/profilemetrics.ts'
import { addStorageMetrics, countFallbacks } from '../collector/api/storagemetrics.ts'
import { buildProgram } from '../collector/cli/main.ts'
import { collectorSchema, fileOnly } from '../collector/config.ts'
import { functions } from '../collector/judge/functions.ts'
import { overrideSchema } from '../collector/judge/pack.ts'
import { type Rule, ruleSchema } from '../collector/judge/rule.ts'
import type { ReportSource } from '../collector/report/source.ts'
import { builtInRules, loadRules } from '../collector/rulebook/load.ts'
import { editorSchemas } from '../collector/rulebook/schemas.ts'
import { environmentName, flagName } from '../lib/config.ts'
import type { CatalogueEntry, VersionedDefault } from '../proto/catalogue/catalogue.ts'
import { catalogues } from '../proto/catalogue/index.ts'
import comments from '../proto/gen/comments.json' with { type: 'json' }
import { domains } from '../proto/index.ts'
import { type Field, fieldsOf, valuesOf } from '../proto/schema.ts'
import { factType, nestedSettings } from '../proto/view.ts'
import { benchmarksPage, releasesPage } from './reference/benchmarks.ts'
import { cell, made } from './reference/markdown.ts'

/** Every page by its name. */
export function pages(): Record<string, string> {
  return {
    'rules.md': rulesPage(),
    'benchmarks.md': benchmarksPage(),
    'releases.md': releasesPage(),
    ...Object.fromEntries(
      Object.entries(editorSchemas()).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]),
    ),
    'writing-rules.md': grammarPage(),
    'facts.md': factsPage(),
    'configuration.md': configurationPage(),
    'commands.md': commandsPage(),
    'metrics.md': metricsPage(),
    'http-api.md': httpPage(),
  }
}

// ——— rules ———

function rulesPage(): string {
  const rules = loadRules(builtInRules)
  const byDomain = Map.groupBy(rules, (rule) => rule.needs[0]?.domain ?? '')
  const rows = rules.map(
    (rule) =>
      `| [${rule.id}](#${rule.id}) | ${rule.severity} | ${rule.level} | ${cell(rule.title)} | ${referencesOf(rule)} |`,
  )
  const sections = [...byDomain].flatMap(([domain, own]) => [`## ${domain}\n`, ...own.map(ruleSection)])
  return `# Rules\n\n${made}${rules.length} rules come with Merlon. \`merlon explain RULE\` shows what one says of your nodes and why.\n\n| rule | severity | level | holds when it passes | references |\n|---|---|---|---|---|\n${rows.join('\n')}\n\n${sections.join('\n')}`
}

function ruleSection(rule: Rule): string {
  const params = Object.entries(rule.params).map(([name, value]) => `\`${name}\` (${JSON.stringify(value)})`)
  const lines = [
    `**${rule.title}.** ${rule.severity}, level ${rule.level}.`,
    ...(rule.each ? [`For each: \`${rule.each.list.text.replace(/\s+/g, ' ')}\``] : []),
    ...(rule.when ? [`Applies if: \`${rule.when.text.replace(/\s+/g, ' ')}\``] : []),
    ...(rule.check ? [`Passes if: \`${rule.check.text.replace(/\s+/g, ' ')}\``] : []),
    ...(rule.review ? [`To look at: ${rule.review}`] : []),
    ...(params.length > 0 ? [`Parameters: ${params.join(', ')}`] : []),
    `Remedy: ${rule.remediation}`,
  ]
  return `### ${rule.id}\n\n${lines.join('\n\n')}\n`
}

function referencesOf(rule: Rule): string {
  return Object.entries(rule.references)
    .map(([name, ids]) => `${name} ${ids.join(', ')}`)
    .join('; ')
}

function grammarPage(): string {
  const keys = Object.entries(ruleSchema.shape).map(
    ([key, field]) =>
      `| \`${key}\` | ${(field as z.ZodType).isOptional() ? '' : 'yes'} | ${cell((field as z.ZodType).description ?? '')} |`,
  )
  const overrides = Object.entries(overrideSchema.shape).map(
    ([key, field]) => `| \`${key}\` | ${cell((field as z.ZodType).description ?? '')} |`,
  )
  const calls = functions.map((each) => `| \`${each.signature}\` | ${cell(each.about)} |`)
  return `# Writing rules

${made}A rule file is YAML: \`rules:\` and a list. A rule asks one question about facts in CEL; [facts](facts.md) lists what
there is. Unknown keys, fields that no fact has, wrong types and ids that stand twice are errors with file and line:
\`merlon rules check DIR\`. \`merlon rules new ID --domain DOMAIN\` begins one, with schemas for editors
([rules](rules.schema.json), [tests](rule-tests.schema.json)). Tests stand beside the rules in \`NAME.tests.yaml\`:
\`merlon rules test DIR\`. A collector takes your directory by \`ruleDirectories\`; your rules are judged like the
built-in ones.

\`\`\`yaml
rules:
  - id: acme-max-auth-tries
    title: sshd allows few attempts to log in
    severity: medium
    needs: ssh
    params: {most: 3}
    check: ssh.settings.maxauthtries.value <= int(params.most)
    message: >-
      "MaxAuthTries is " + string(ssh.settings.maxauthtries.value) + " by " + ssh.settings.maxauthtries.source
    remediation: Set MaxAuthTries in sshd_config and reload sshd.
    level: walk
\`\`\`

| key | required | meaning |
|---|---|---|
${keys.join('\n')}

Reading a value that cannot be told makes the answer \`unknown\`, unless the expression does not depend on it:
\`a || b\` is true when \`a\` is, whatever \`b\` may be. A domain that was not observed makes it \`unknown\` too; when the
node has none of the rule's domains, the rule does not apply.

Every value with a source has \`known\`, and every fact \`complete\` (true, or unknown where parts of it could not be read) and
\`gaps\` (which parts): a rule over a whole list asks for \`complete\`, so that what was not seen is not taken for absent.

A component of which no process is seen has the fact that its manifest would make true; the observation says why in
\`notRunning\`. Such a fact proves that something is wrong, never that it is right: what would pass is \`unknown\`, unless the
rule says \`written: true\`, for its question is about the files.

A domain with a question mark in \`needs\` may be absent: then \`kubelet.absent\` is true and the fact is empty.

Variables: the domains of \`needs\`, \`now\`, \`params\`, the item of \`for\`; in rules over the cluster \`nodes\`, a list of
\`{id, name, roles, digest}\`.

| function | meaning |
|---|---|
${calls.join('\n')}

Operators change rules in the collector's configuration, under \`rules: {ID: …}\`; the report says that they did.

| key | meaning |
|---|---|
${overrides.join('\n')}
`
}

// ——— facts ———

function factsPage(): string {
  const done = new Set<string>()
  const sections = domains.flatMap((domain) => [
    `## ${domain}\n`,
    ...messageSections(factType(domain), done),
    readsOf(domain),
  ])
  return `# Facts\n\n${made}What agents observe, domain by domain: in JSON, in the API and in rules the names are the same. A value with a source is
\`{value, source}\`, with \`overridden\` where it won over something; what cannot be known is \`{unknown, source}\`.\n\n${sections.join('\n')}`
}

function messageSections(type: string, done: Set<string>): string[] {
  if (done.has(type)) return []
  done.add(type)
  const fields = fieldsOf(type) ?? []
  const plain = fields.filter((field) => !(field.type === 'Setting' && field.repeated))
  const settings = fields.filter((field) => field.type === 'Setting' && field.repeated)
  const inner = plain
    .filter((field) => fieldsOf(field.type) && !field.type.startsWith('Sourced'))
    .map((field) => field.type)
  return [
    `### ${type}\n\n${comment(type)}\n`,
    ...(plain.length > 0
      ? [
          `| field | type | meaning |\n|---|---|---|\n${plain.map((field) => `| \`${field.name}\` | ${typeName(field)} | ${cell(comment(`${type}.${protoName(field.name)}`))} |`).join('\n')}\n`,
        ]
      : []),
    ...settings.map((field) => settingsTable(type, field.name)),
    ...inner.flatMap((each) => messageSections(each, done)),
  ]
}

function settingsTable(type: string, field: string): string {
  const entries = catalogues[`${type}.${field}`] ?? []
  const where = nestedSettings[type] === field ? 'Directly in the fact' : `In \`${field}\``
  if (type === 'SshFact.MatchBlock')
    return `${where}: the same names as in \`SshFact.settings\`, those that the block sets.\n`
  return `${where}, by name:\n\n| name | type | default | meaning |\n|---|---|---|---|\n${entries.map(settingRow).join('\n')}\n`
}

function settingRow(entry: CatalogueEntry): string {
  return `| \`${entry.path}\` | ${entry.type} | ${cell(defaultText(entry))} | ${cell(entry.about)}${entry.secret ? ' The value is never sent.' : ''} |`
}

function defaultText({ default: value }: CatalogueEntry): string {
  if (value === undefined) return ''
  const versions = isVersioned(value) ? value : []
  if (versions.length === 0) return code(value)
  return versions
    .map((each) => (each.from === '0' ? code(each.value) : `${code(each.value)} from ${each.from}`))
    .join(', ')
}

function isVersioned(value: CatalogueEntry['default']): value is readonly VersionedDefault[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object' && 'from' in each)
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``
}

function typeName(field: Field): string {
  const name = valuesOf(field.type)
    ? Object.keys(valuesOf(field.type) ?? {}).length > 0
      ? 'word'
      : 'string'
    : field.type
        .replace('SourcedString', 'string with source')
        .replace('SourcedInt', 'int with source')
        .replace('SourcedBool', 'bool with source')
  return field.repeated ? `list of ${name}` : name
}

function protoName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function comment(key: string): string {
  return (comments as Readonly<Record<string, string>>)[key] ?? ''
}

function readsOf(domain: string): string {
  const reads = inspectors.find((each) => each.domain === domain)?.reads ?? []
  const rows = reads.map((read) =>
    'glob' in read ? `| \`${read.glob}\` | ${cell(read.why)} |` : `| ${cell(read.origin)} | ${cell(read.why)} |`,
  )
  return `### What the agent reads for ${domain}\n\n| path or origin | why |\n|---|---|\n${rows.join('\n')}\n`
}

// ——— configuration and commands ———

function configurationPage(): string {
  return `# Configuration\n\n${made}Both parts are configured by a YAML file, the environment and flags: flags win over the environment, the environment over
the file. \`--print-config\` prints the result with the source of each value.\n\n${configurationTable('Agent', agentSchema)}\n${configurationTable('Collector', collectorSchema)}`
}

function configurationTable(name: string, schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([key, field]) => {
    const parsed = field.safeParse(undefined)
    const others = fileOnly.has(key) ? 'file only' : `\`${flagName(key)}\`, \`${environmentName(key)}\``
    const value = key === 'state' ? 'depends on the user' : parsed.data === undefined ? '' : code(parsed.data)
    return `| \`${key}\` | ${others} | ${cell(value)} | ${cell(field.description ?? '')} |`
  })
  return `## ${name}\n\n| key | flag, environment | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function commandsPage(): string {
  const program = buildProgram()
  return `# Commands\n\n${made}${program.commands
    .flatMap((command) => [command, ...command.commands])
    .map(commandSection)
    .join('\n')}`
}

function commandSection(command: Command): string {
  const path = []
  for (let at: Command | null = command; at; at = at.parent) path.unshift(at.name())
  let help = ''
  command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 })
  command.outputHelp()
  return `## ${path.join(' ')}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`
}

// ——— metrics and HTTP ———

function metricsPage(): string {
  const agent = openAgentMetrics({ connection: () => 'connected', degraded: () => [] }).registry
  const collector = openMetrics({} as ReportSource, {} as ExpiryMetrics).registry
  addIngestMetrics(collector, {} as never)
  addProfileMetrics(collector, {} as never)
  addStorageMetrics(collector, {} as never)
  countFallbacks(collector)
  return `# Metrics

${made}Prometheus, beside the usual \`process_*\` and \`nodejs_*\`. Their number is bounded: nothing but the certificates that end
first, of which \`certificateMetrics\` says how many are told, is labelled by node or subject.

## Collector

\`/metrics\` at the HTTP address, for \`Authorization: Bearer\` with the content of \`metrics-token\` in the state directory.

${metricsTable(collector)}
## Agent

\`/metrics\` and \`/healthz\` at the address of the key \`metrics\`; nothing is served when it is empty.

${metricsTable(agent)}`
}

function metricsTable(registry: Registry): string {
  const own = registry.getMetricsAsArray().filter((each) => each.name.startsWith('merlon_'))
  const rows = own.map((each) => {
    const { name, help, labelNames = [] } = each as typeof each & { labelNames?: readonly string[] }
    return `| \`${name}\` | ${[...labelNames].map((label) => `\`${label}\``).join(', ')} | ${cell(help)} |`
  })
  return `| metric | labels | meaning |\n|---|---|---|\n${rows.join('\n')}\n`
}

function httpPage(): string {
  const rows = Object.entries(routes).map(([path, route]) => `| \`GET ${path}\` | ${cell(route.summary)} |`)
  const queries = Object.entries(routes).flatMap(([path, route]) => {
    const fields = Object.entries((route.query?.shape ?? {}) as Readonly<Record<string, z.ZodType>>)
    return fields.map(([name, field]) => `| \`${path}\` | \`${name}\` | ${cell(field.description ?? '')} |`)
  })
  return `# HTTP API

${made}JSON on loopback, for whoever holds a session: \`merlon login\` prints a link that opens once and sets the cookie. With curl:

\`\`\`sh
curl -sL -c cookies "$(npx merlon login)" >/dev/null
curl -s -b cookies 'http://127.0.0.1:7441/api/v1/findings?outcome=fail&minSeverity=high'
\`\`\`

| route | answer |
|---|---|
${rows.join('\n')}
| \`GET /api/v1/watch\` | Server-sent events: \`changed\` after every change. Ask again then. |
| \`GET /api/v1/openapi.json\` | The OpenAPI 3.1 document with all schemas. |
| \`GET /healthz\` | Open to everyone: whether the collector serves. |
| \`GET /metrics\` | [Metrics](metrics.md). |

| route | parameter | meaning |
|---|---|---|
${queries.join('\n')}

Errors are problem details (RFC 9457): \`title\`, \`status\`, and \`detail\` with what to do. The same reports over gRPC:
\`merlon.v1.ReportService\`, with an operator's certificate; health and reflection are served there too.
`
}

const directory = resolve(fileURLToPath(import.meta.url), '../../docs/reference')
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(directory, { recursive: true })
  for (const [name, text] of Object.entries(pages())) await writeFile(resolve(directory, name), text)
}
