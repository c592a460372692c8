import type { ChangeView, Report } from '../../report/model.ts'
import { Link } from './link.tsx'
import { OutcomeMark, SeverityMark } from './marks.tsx'
import { Panel } from './panel.tsx'
import { Text } from './text.tsx'
import { Ago, Clock } from './time.tsx'

export function ChangesPanel({ report }: { readonly report: Report }) {
  const now = Date.parse(report.asOf)
  return (
    <Panel title="Last changes" className="changes">
      {report.changes.length === 0 ? (
        <p className="muted">Nothing changed since it was first judged.</p>
      ) : (
        <ol className="changes-list">
          {report.changes.map((change) => (
            <Change key={`${change.findingId} ${change.time} ${change.to ?? ''}`} change={change} now={now} />
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Change({ change, now }: { readonly change: ChangeView; readonly now: number }) {
  return (
    <li>
      <div className="change-head">
        <Step change={change} />
        <SeverityMark severity={change.severity} />
        <span className="when">
          <Clock value={change.time} now={now} /> · <Ago value={change.time} now={now} />
        </span>
      </div>
      <Link to={{ finding: change.findingId }} className="title">
        <Text>{change.title}</Text>
      </Link>
      <div className="where">
        <Text>{change.nodeName || 'cluster'}</Text>
        {change.subject && (
          <>
            {' · '}
            <Text code>{change.subject}</Text>
          </>
        )}
      </div>
      <ChangeWords change={change} />
    </li>
  )
}

/** From what to what. */
export function Step({ change }: { readonly change: ChangeView }) {
  return (
    <span className="step">
      {change.from ? <OutcomeMark outcome={change.from} /> : <span className="edge">new</span>}
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">to</span>
      {change.to ? <OutcomeMark outcome={change.to} /> : <span className="edge">gone</span>}
    </span>
  )
}

/** What was said before and what is said now. */
export function ChangeWords({ change }: { readonly change: ChangeView }) {
  const { fromMessage, toMessage } = change
  return (
    <div className="words">
      {fromMessage && fromMessage !== toMessage && (
        <del>
          <Text>{fromMessage}</Text>
        </del>
      )}
      {toMessage && (
        <ins>
          <Text>{toMessage}</Text>
        </ins>
      )}
    </div>
  )
}
