import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Report } from '../../report/model.ts'
import type { ViolationView } from '../../report/profileview.ts'
import { loadCounts, loadViolations, mostViolations } from '../api-profiles.ts'
import { toggled } from '../filter.ts'
import { nodeNames } from '../names.ts'
import { kindWord, selectViolations, violationsQuestion } from '../processes.ts'
import { useAddress } from '../use-address.ts'
import { counted, severityOrder } from '../words.ts'
import { Chips } from './chips.tsx'
import { Link } from './link.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { SearchBox } from './search-box.tsx'
import { Text } from './text.tsx'
import { ViolationDetail } from './violation-detail.tsx'
import { ViolationList } from './violation-list.tsx'

/** What ran and is not allowed, and beside it the one that is open. */
export function ViolationsPanel({ report }: { readonly report: Report }) {
  const [address] = useAddress()
  const question = violationsQuestion(address)
  const { data, error } = useQuery({
    queryKey: ['violations', question],
    queryFn: ({ signal }) => loadViolations(question, signal),
    placeholderData: keepPreviousData,
  })
  const all = data?.items ?? []
  const shown = selectViolations(all, address)
  const now = Date.parse(report.asOf)
  const aside = data && (
    <span className="muted" role="status">
      {counted(shown.length, 'violation')}
    </span>
  )
  return (
    <div className={address.violation ? 'workbench' : undefined}>
      <Panel title="Violations" className="violations" aside={aside}>
        <ViolationFilter violations={all} />
        <ErrorNotice error={error} />
        {!data && !error && <Notice kind="busy">Loading the violations…</Notice>}
        <NoRoom />
        {data?.more && (
          <p className="remark">
            The newest {mostViolations.toLocaleString('en')} are looked at here: choose a profile to see older ones.
          </p>
        )}
        {shown.length > 0 && (
          <ViolationList violations={shown} open={address.violation} now={now} names={nodeNames(report)} />
        )}
        {data && shown.length === 0 && <Nothing isEmpty={all.length === 0} />}
      </Panel>
      {address.violation && (
        <aside className="side">
          <ViolationDetail
            key={address.violation}
            id={address.violation}
            known={all.find(({ id }) => id === address.violation)}
            now={now}
            names={nodeNames(report)}
          />
        </aside>
      )}
    </div>
  )
}

function ViolationFilter({ violations }: { readonly violations: readonly ViolationView[] }) {
  const [address, navigate] = useAddress()
  const kinds = [...new Set([...violations.map(({ kind }) => kind), ...(address.kind ? [address.kind] : [])])].sort()
  return (
    <search className="filter-bar">
      <SearchBox label="Text of violations" placeholder="Program, profile or pod" />
      <select value={address.kind} aria-label="Kind" onChange={(event) => navigate({ kind: event.target.value })}>
        <option value="">all kinds</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWord(kind)}
          </option>
        ))}
      </select>
      <Chips
        label="Severity"
        items={severityOrder}
        chosen={address.severities}
        className={(severity) => `chip severity-chip severity-chip-${severity}`}
        word={(severity) => severity}
        onToggle={(each) => navigate({ severities: toggled(address.severities, each, severityOrder) })}
      />
      <label className="tick">
        <input type="checkbox" checked={address.seen} onChange={() => navigate({ seen: !address.seen })} /> acknowledged
        too
      </label>
      {address.profile && (
        <button type="button" className="pinned" onClick={() => navigate({ profile: '' })}>
          profile <Text>{address.profile}</Text> <span aria-hidden="true">×</span>
          <span className="visually-hidden">: show all</span>
        </button>
      )}
    </search>
  )
}

/** What is not in the list, because there was no room for it. */
function NoRoom() {
  const { data } = useQuery({ queryKey: ['violations', 'counts'], queryFn: ({ signal }) => loadCounts(signal) })
  if (!data || data.suppressed + data.unlearned === 0) return null
  return (
    <p className="remark">
      {data.suppressed > 0 &&
        `${counted(data.suppressed, 'process', 'processes')} broke a rule and found no room here. `}
      {data.unlearned > 0 &&
        `Nothing was learned of ${counted(data.unlearned, 'process', 'processes')}: there are too many profiles.`}
    </p>
  )
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }) {
  const [{ seen, profile }] = useAddress()
  if (!isEmpty) return <Notice kind="empty">No violation matches this filter.</Notice>
  return (
    <Notice kind="empty">
      {seen ? 'No violation is known' : 'No violation that nobody has acknowledged'}
      {profile ? ' of this profile.' : '.'} What a profile does not allow is a violation once it is{' '}
      <Link to={{ view: 'processes', profile, text: '', kind: '' }}>in force</Link>; what breaks a hard rule always is.
    </Notice>
  )
}
