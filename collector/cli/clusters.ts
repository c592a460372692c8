import { printableJson } from '../../lib/printable.ts'
import { type Column, table, terminalOf } from '../../lib/terminal.ts'
import { type ClusterSummary, type ClusterTotals, totalsOf } from '../report/clusterview.ts'
import { type ClientOptions, openClient } from './client.ts'

/** Prints the clusters that a collector serves, and all together. */
export async function runClusters(
  options: ClientOptions & { readonly format: 'table' | 'json' },
  out: NodeJS.WriteStream,
): Promise<number> {
  const client = openClient(options)
  try {
    const clusters = await client.clusters()
    const totals = totalsOf(clusters)
    if (options.format === 'json') out.write(`${printableJson({ clusters, totals })}\n`)
    else out.write(`${clusterTable(clusters, totals, terminalOf(out).width).join('\n')}\n`)
    return 0
  } finally {
    client.close()
  }
}

const columns: readonly Column[] = [
  { title: 'cluster', flexible: true },
  ...['id', 'score', 'nodes', 'reporting', 'silent', 'critical', 'high', 'unknown'].map((title) => ({ title })),
]

function clusterTable(clusters: readonly ClusterSummary[], totals: ClusterTotals, width: number): string[] {
  const rows = clusters.map((each) => [each.name, each.id, String(each.score ?? '-'), ...numbersOf(each)])
  if (clusters.length > 1) rows.push(['all', '', '', ...numbersOf(totals)])
  return table(columns, rows, width)
}

/** Nodes that should report, that do, and that do not; failures that are worst, and questions without an answer. */
function numbersOf({ coverage, severities }: ClusterTotals): string[] {
  const fail = (wanted: string) => severities.find(({ severity }) => severity === wanted)?.fail ?? 0
  const unknown = severities.reduce((sum, each) => sum + each.unknown, 0)
  const { expected, reporting, silent, neverSeen } = coverage
  return [expected, reporting, silent + neverSeen, fail('critical'), fail('high'), unknown].map(String)
}
