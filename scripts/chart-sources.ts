// What of the chart is made from other sources: its schema, its README, and copies of what must lie inside it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimalDirectories } from './chart-mounts.ts'
import { valuesSchema } from './chart-schema.ts'
import { type Entry, valueEntries } from './chart-values.ts'
import { cell } from './reference/markdown.ts'

/** `deploy/`. */
export const deploy = resolve(fileURLToPath(import.meta.url), '../../deploy')
const made = 'Made by `npm run chart`'

/** Every made file by its path below `deploy/`. */
export function chartSources(): Record<string, string> {
  const read = (path: string) => readFileSync(join(deploy, path), 'utf8')
  const values = read('chart/values.yaml')
  const dashboards = readdirSync(join(deploy, 'grafana')).filter((name) => name.endsWith('.json'))
  return {
    'chart/values.schema.json': valuesSchema(values),
    'chart/README.md': readme(valueEntries(values)),
    'chart/files/alerts.yaml': read('prometheus/alerts.yaml'),
    'chart/files/mounts.yaml': mounts(),
    ...Object.fromEntries(dashboards.map((name) => [`chart/files/dashboards/${name}`, read(`grafana/${name}`)])),
  }
}

/** What a rendering depends on: SHA-256 over the chart without what only checks or describes it. */
export function chartHash(): string {
  const root = join(deploy, 'chart')
  const ignored = new Set(['values.schema.json', 'README.md'])
  const hash = createHash('sha256')
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (ignored.has(name) || !statSync(join(root, name)).isFile()) continue
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0')
  }
  return hash.digest('hex')
}

function mounts(): string {
  const lines = minimalDirectories().map((each) => `  - ${each}\n`)
  return `# ${made} from what the inspectors declare to read.\ndirectories:\n${lines.join('')}`
}

function readme(entries: readonly Entry[]): string {
  const rows = entries.map(({ path, about, value, group }) =>
    group
      ? `| **\`${path}\`** | | ${cell(about)} |`
      : `| \`${path}\` | \`${cell(JSON.stringify(value))}\` | ${cell(about)} |`,
  )
  return `# Merlon's chart

<!-- ${made}: change values.yaml, not this page. -->

\`\`\`sh
helm install merlon deploy/chart --namespace merlon --create-namespace
\`\`\`

installs an agent on every node and a collector, and prints how to see the first report. [Installing](../../docs/install.md)
says the rest: registries, certificates, upgrades, uninstalling. Values that are not in this table are refused.

| value | default | meaning |
|---|---|---|
${rows.join('\n')}
`
}
