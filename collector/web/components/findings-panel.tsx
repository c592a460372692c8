import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { Report } from '../../report/model.ts'
import { type FindingsAnswer, loadFindings, mostFindings } from '../api.ts'
import { type Filter, findingsQuestion, isNarrowed, noFilter, selectFindings, shownOutcomes } from '../filter.ts'
import { useAddress } from '../use-address.ts'
import { counted } from '../words.ts'
import { FilterBar } from './filter-bar.tsx'
import { FindingList } from './finding-list.tsx'
import { Link } from './link.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'

export function FindingsPanel({ report }: { readonly report: Report }) {
  const [address] = useAddress()
  const filter = useDeferredValue(address)
  const question = findingsQuestion(filter)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['findings', question],
    queryFn: ({ signal }) => loadFindings(question, signal),
    placeholderData: keepPreviousData,
  })
  const shown = useMemo(() => selectFindings(data?.findings ?? [], filter), [data, filter])
  const aside = data && (
    <span className="muted" role="status">
      {counted(shown.length, 'finding')}
    </span>
  )
  return (
    <Panel title="Findings" className="findings" aside={aside}>
      <FilterBar report={report} />
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the findings…</Notice>}
      {data && <Truncated answer={data} />}
      {data && shown.length > 0 && (
        <FindingList
          key={JSON.stringify({ ...filter, finding: '' })}
          findings={shown}
          folded={filter.rule === ''}
          open={address.finding}
          now={Date.parse(report.asOf)}
        />
      )}
      {data && <SilentPasses filter={filter} report={report} />}
      {data && shown.length === 0 && !isPlaceholderData && !error && <Nothing report={report} filter={filter} />}
    </Panel>
  )
}

/** More was found than a browser is made to hold. */
function Truncated({ answer }: { readonly answer: FindingsAnswer }) {
  if (answer.total <= answer.findings.length) return null
  return (
    <p className="remark">
      The worst {mostFindings.toLocaleString('en')} of {answer.total.toLocaleString('en')} are looked at here: choose
      outcomes, severities, a node or a rule to see the others.
    </p>
  )
}

/** Why fewer are listed as unknown than are counted. */
function SilentPasses({ filter, report }: { readonly filter: Filter; readonly report: Report }) {
  const outcomes = shownOutcomes(filter)
  const { silent } = report.coverage
  if (silent === 0 || !outcomes.includes('unknown') || outcomes.includes('pass')) return null
  return (
    <p className="muted small">
      What passed before {silent === 1 ? 'a node' : 'nodes'} fell silent counts as unknown too:{' '}
      <Link to={{ outcomes: [...outcomes, 'pass'] }}>list it with what passes</Link>.
    </p>
  )
}

function Nothing({ report, filter }: { readonly report: Report; readonly filter: Filter }) {
  if (isNarrowed(filter))
    return (
      <Notice kind="empty">
        Nothing matches this filter. <Link to={noFilter}>Clear the filter</Link>
      </Notice>
    )
  const { counts, coverage } = report
  const judged = Object.values(counts).some((number) => number > 0)
  if (!judged) return <Notice kind="empty">Nothing was judged yet.</Notice>
  const unseen = coverage.expected - coverage.reporting
  return (
    <Notice kind="empty">
      Nothing that was judged fails or lacks an answer.
      {unseen > 0 && ` Of ${counted(unseen, 'node')} there is no current answer.`}
    </Notice>
  )
}
