import { useQuery } from '@tanstack/react-query'
import type { Compliance } from '../../report/compliancemodel.ts'
import { loadCompliance } from '../api.ts'
import { choicesOf } from '../compliance.ts'
import { counted } from '../words.ts'
import { BenchmarkControls } from './benchmark-controls.tsx'
import { Names } from './names.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'
import { Clock } from './time.tsx'

/** While it is open it is asked for this often, in milliseconds: the collector reads every node's findings for it. */
const refreshEvery = 60_000

/** How the nodes stand against their benchmarks. */
export function CompliancePanel() {
  const { data, error } = useQuery({
    queryKey: ['compliance'],
    queryFn: ({ signal }) => loadCompliance(signal),
    refetchInterval: refreshEvery,
    staleTime: refreshEvery,
  })
  const aside = data && (
    <span className="muted" role="status">
      as of <Clock value={data.asOf} now={Date.parse(data.asOf)} />
    </span>
  )
  return (
    <Panel title="Compliance" className="compliance" aside={aside}>
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the controls…</Notice>}
      {data && <Unseen compliance={data} />}
      {data?.benchmarks.map((benchmark) => (
        <Benchmark key={benchmark.id} benchmark={benchmark} nodes={data.nodes} />
      ))}
      {data?.benchmarks.length === 0 && <Notice kind="empty">No node was judged by a benchmark yet.</Notice>}
    </Panel>
  )
}

function Unseen({ compliance }: { readonly compliance: Compliance }) {
  const unseen = compliance.nodes.filter((node) => node.state === 'never-seen')
  if (unseen.length === 0) return null
  return (
    <p className="remark">
      {counted(unseen.length, 'node was', 'nodes were')} never seen and {unseen.length === 1 ? 'counts' : 'count'} as
      unknown in every control that applies: <Names names={unseen.map((node) => node.name)} />
    </p>
  )
}

interface BenchmarkProps {
  readonly benchmark: Compliance['benchmarks'][number]
  readonly nodes: Compliance['nodes']
}

function Benchmark({ benchmark, nodes }: BenchmarkProps) {
  return (
    <article className="benchmark" aria-label={benchmark.id}>
      <h3>
        <Text>{benchmark.title}</Text>{' '}
        <span className="muted">
          <Text code>{benchmark.id}</Text> · version <Text>{benchmark.version}</Text> ·{' '}
          {counted(benchmark.nodes, 'node')}
        </span>
      </h3>
      <ul className="choices">
        {choicesOf(nodes, benchmark.id).map((choice) => (
          <li key={JSON.stringify([choice.reason, choice.warning])} className={choice.warning ? 'remark' : undefined}>
            <Names names={choice.nodes} />: <Text>{choice.reason}</Text>
            {choice.warning && (
              <>
                . <strong className="status">Mind:</strong> <Text>{choice.warning}</Text>
              </>
            )}
          </li>
        ))}
      </ul>
      <BenchmarkControls benchmark={benchmark} />
    </article>
  )
}
