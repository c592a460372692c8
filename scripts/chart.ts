// Makes what belongs to the chart and is kept (schema, README, copies, renderings), then has it checked: `npm run chart`.
// With --cluster the API server of the current context looks at it, too, and the chart is installed and upgraded there: for a
// cluster that is there to be tried on.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram, render, variants } from './chart-render.ts'
import { chartSources, deploy } from './chart-sources.ts'
import { conform, tryOnCluster } from './chart-validate.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')

for (const [path, text] of Object.entries(chartSources())) write(join(deploy, path), text)
const helm = findProgram('helm')
if (helm === undefined) {
  process.stderr.write('Helm is not there: schema, README and copies are made, and nothing is rendered or checked.\n')
  process.exitCode = 2
} else {
  execFileSync(helm, ['lint', '--strict', '--quiet', join(deploy, 'chart')], { stdio: 'inherit' })
  for (const variant of variants) write(join(root, variant.file), render(helm, variant))
  const failures = [...checkSchemas(), ...(process.argv.includes('--cluster') ? tryOnCluster(helm) : [])]
  for (const each of failures) process.stderr.write(`${each}\n`)
  process.exitCode = failures.length > 0 ? 1 : 0
}

function checkSchemas(): string[] {
  const kubeconform = findProgram('kubeconform')
  const missing = kubeconform === undefined ? 'kubeconform' : findProgram('go') === undefined ? 'Go' : undefined
  if (missing === undefined) return conform(kubeconform as string)
  process.stdout.write(`not run: Kubernetes' schemas: ${missing} is not there\n`)
  return []
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
