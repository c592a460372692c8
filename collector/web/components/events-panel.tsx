import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { printable, printableJson } from '../../../lib/printable.ts'
import type { EventView } from '../../report/eventview.ts'
import type { Report } from '../../report/model.ts'
import { loadEvents, mostEvents } from '../api-profiles.ts'
import { useAddress } from '../use-address.ts'
import { useBatch } from '../use-rows.ts'
import { counted } from '../words.ts'
import { More } from './more.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'
import { Clock } from './time.tsx'

/** As the contract names them, in words. */
const kindWords: Readonly<Record<string, string>> = {
  process: 'program started',
  container: 'container',
  trace: 'traced and lost',
  audit: 'burst of refusals',
  gap: 'gap: events are missing',
  flap: 'changed and changed back',
  duplicateIdentity: 'one identity, several machines',
}

/** What happened on the nodes, newest first. */
export function EventsPanel({ report }: { readonly report: Report }) {
  const [{ kind, node }, navigate] = useAddress()
  const question = new URLSearchParams({ ...(kind ? { kind } : {}), ...(node ? { node } : {}) }).toString()
  const { data, error } = useQuery({
    queryKey: ['events', question],
    queryFn: ({ signal }) => loadEvents(question, signal),
    placeholderData: keepPreviousData,
  })
  const kinds = [...new Set([...Object.keys(kindWords), ...(data?.items ?? []).map((each) => each.kind)])]
  const batch = useBatch()
  return (
    <Panel title="Events" className="events" aside={data && <Loaded number={data.items.length} more={data.more} />}>
      <search className="filter-bar">
        <select value={kind} aria-label="Kind" onChange={(event) => navigate({ kind: event.target.value })}>
          <option value="">all kinds</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWords[each] ?? each}
            </option>
          ))}
        </select>
        <select value={node} aria-label="Node" onChange={(event) => navigate({ node: event.target.value })}>
          <option value="">all nodes</option>
          {report.nodes.map(({ id, name }) => (
            <option key={id} value={name}>
              {printable(name)}
            </option>
          ))}
        </select>
      </search>
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the events…</Notice>}
      <ol className="event-list">
        {data?.items.slice(0, batch.limit).map((event) => (
          <EventRow key={event.sequence} event={event} now={Date.parse(report.asOf)} />
        ))}
      </ol>
      <More batch={batch} all={data?.items.length ?? 0} />
      {data?.items.length === 0 && <Notice kind="empty">No event of this kind is kept.</Notice>}
    </Panel>
  )
}

function Loaded({ number, more }: { readonly number: number; readonly more: boolean }) {
  return (
    <span className="muted" role="status">
      {more ? `the newest ${mostEvents}` : counted(number, 'event')}
    </span>
  )
}

function EventRow({ event, now }: { readonly event: EventView; readonly now: number }) {
  return (
    <li>
      <details>
        <summary>
          <span className="cell-changed">
            <Clock value={event.time || event.receivedTime} now={now} />
          </span>{' '}
          <strong>
            <Text>{kindWords[event.kind] ?? event.kind}</Text>
          </strong>{' '}
          <span className="muted">
            on <Text>{event.nodeName}</Text>
          </span>{' '}
          <Text code>{whatOf(event)}</Text>
        </summary>
        <pre className="code">
          <bdi>{printableJson(event.detail)}</bdi>
        </pre>
      </details>
    </li>
  )
}

/** The name that says most of it: of a program its path, else where it happened or why. */
function whatOf({ detail }: EventView): string {
  const inside = (name: string) => (detail[name] ?? {}) as Readonly<Record<string, unknown>>
  const [identity, place] = [inside('identity'), inside('place')]
  const names = [identity['path'], place['unit'], place['pod'], detail['domain'], detail['user'], detail['reason']]
  const known = names.filter((each) => typeof each === 'string' && each !== '')
  return known.slice(0, 2).join(' · ')
}
