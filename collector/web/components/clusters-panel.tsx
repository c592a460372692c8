import { useQuery } from '@tanstack/react-query'
import type { ChangeEvent } from 'react'
import { printable } from '../../../lib/printable.ts'
import type { ClusterSummary, ClusterTotals } from '../../report/clusterview.ts'
import type { Report } from '../../report/model.ts'
import { type ClustersAnswer, loadClusters } from '../api.ts'
import { noAddress } from '../filter.ts'
import { useAddress } from '../use-address.ts'
import { severityOrder } from '../words.ts'
import { Link } from './link.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'

/** The reports of all clusters are read for it: asked for this often, in milliseconds. */
const refreshEvery = 30_000

function useAnswer() {
  return useQuery({
    queryKey: ['clusters'],
    queryFn: ({ signal }) => loadClusters(signal),
    refetchInterval: refreshEvery,
    staleTime: refreshEvery,
  })
}

/** The clusters that the collector serves, its own first. */
export function useClusters(): readonly ClusterSummary[] {
  return useAnswer().data?.clusters ?? []
}

/** The name of the cluster that is shown; where there are several, others can be chosen. */
export function ClusterChoice({ shown }: { readonly shown: Report }) {
  const clusters = useClusters()
  const [{ view }, navigate] = useAddress()
  if (clusters.length < 2)
    return (
      <strong>
        <Text>{shown.clusterName}</Text>
      </strong>
    )
  function choose({ target }: ChangeEvent<HTMLSelectElement>): void {
    navigate({ ...noAddress, view, cluster: addressOf(target.value, clusters) })
  }
  return (
    <select className="cluster-choice" aria-label="Cluster" value={shown.clusterId} onChange={choose}>
      {clusters.map(({ id, name }) => (
        <option key={id} value={id}>
          {printable(name)}
        </option>
      ))}
    </select>
  )
}

/** The own cluster needs no name in the address. */
function addressOf(id: string, [own]: readonly ClusterSummary[]): string {
  return own?.id === id ? '' : id
}

/** All clusters below each other, and together. */
export function ClustersPanel() {
  const { data, error } = useAnswer()
  return (
    <Panel title="Clusters" className="clusters">
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the clusters…</Notice>}
      {data && <ClusterTable answer={data} />}
    </Panel>
  )
}

function ClusterTable({ answer: { clusters, totals } }: { readonly answer: ClustersAnswer }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="cluster-scroll" tabIndex={0} aria-label="All clusters">
      <table>
        <thead>
          <tr>
            <th scope="col">Cluster</th>
            <th scope="col">Reporting</th>
            <th scope="col">Not expected</th>
            <th scope="col" className="number">
              Score
            </th>
            {severityOrder.map((severity) => (
              <th key={severity} scope="col" className="number">
                Failing, {severity}
              </th>
            ))}
            <th scope="col" className="number">
              Unanswered
            </th>
          </tr>
        </thead>
        <tbody>
          {clusters.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                <Link
                  fresh
                  to={{ cluster: addressOf(each.id, clusters) }}
                  title={`Findings of this cluster: ${each.id}`}
                >
                  <Text>{each.name}</Text>
                </Link>
              </th>
              <Numbers of={each} score={each.score?.toString() ?? '–'} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <Numbers of={totals} score="" />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Numbers({ of: { coverage, severities }, score }: { readonly of: ClusterTotals; readonly score: string }) {
  const { reporting, expected, unobservable = 0, excluded = 0 } = coverage
  const unknown = severities.reduce((sum, each) => sum + each.unknown, 0)
  return (
    <>
      <td className={reporting < expected ? 'lacking' : undefined}>
        {reporting.toLocaleString('en')} of {expected.toLocaleString('en')}
      </td>
      <td>{(unobservable + excluded).toLocaleString('en')}</td>
      <td className="number">{score}</td>
      {severityOrder.map((severity) => (
        <td key={severity} className="number">
          {(severities.find((each) => each.severity === severity)?.fail ?? 0).toLocaleString('en')}
        </td>
      ))}
      <td className="number">{unknown.toLocaleString('en')}</td>
    </>
  )
}
