import { asOf, releases } from '../../collector/judge/releases.ts'
import type { Benchmark, Control } from '../../collector/report/benchmark.ts'
import { loadBenchmarks } from '../../collector/rulebook/benchmarks.ts'
import { builtInRules, loadRules } from '../../collector/rulebook/load.ts'
import { cell, made } from './markdown.ts'

/** The benchmarks with their controls. */
export function benchmarksPage(): string {
  const benchmarks = loadBenchmarks({ rules: loadRules(builtInRules), disabled: [] })
  const rows = benchmarks.map(
    ({ id, title, distributions, kubernetes, controls }) =>
      `| [${id}](#${id.replaceAll('.', '')}) | ${cell(title)} | ${distributions.join(', ') || 'all others'} | ${kubernetes ? `${kubernetes.from} to ${kubernetes.to}` : 'not named'} | ${controls.length} |`,
  )
  return `# Benchmarks

${made}A benchmark maps its controls to [rules](rules.md): what a node shows of it, in our own words under its ids.
\`merlon scan --benchmark\` and \`merlon report --benchmark\` answer control by control. A node has the newest benchmark for
its distribution whose range has its version of Kubernetes; outside of the ranges it has the nearest one, with a warning.
An operator names one for all nodes by \`benchmark\` in the collector's configuration.

A control is as good as the worst answer of its rules: fail, error, unknown, review, pass. A rule that is switched off is
unknown; a control does not apply where none of its rules does. *By* is the benchmark's own label.

| benchmark | title | distributions | Kubernetes | controls |
|---|---|---|---|---|
${rows.join('\n')}

${benchmarks.map(benchmarkSection).join('\n')}`
}

function benchmarkSection({ id, controls }: Benchmark): string {
  const rows = controls.map(
    (each) => `| ${each.id} | ${each.assessment ?? ''} | ${cell(each.title)} | ${answeredBy(each)} |`,
  )
  return `## ${id}\n\n| control | by | holds when it passes | answered by |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function answeredBy({ rules, review, notApplicable }: Control): string {
  if (notApplicable) return cell(`does not apply: ${notApplicable}`)
  const links = rules.map((rule) => `[${rule}](rules.md#${rule})`)
  return [...links, ...(review ? [cell(`a person: ${review}`)] : [])].join(', ')
}

/** The table of releases. */
export function releasesPage(): string {
  const sections = Object.entries(releases).map(([product, { source, lines }]) => {
    const rows = lines.map((each) => `| ${each.line} | ${each.maintenance ?? ''} | ${each.end ?? ''} |`)
    return `## ${product}\n\nBy ${source}.\n\n| line | only severe corrections from | none from |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Releases

${made}Which lines of releases get corrections, as of ${asOf}: what rules about versions judge by. A line without an end is
taken on trust for a year; a version that is newer than the table is unknown.

${sections.join('\n')}`
}
