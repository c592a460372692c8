import type { ChangeView } from '../../report/model.ts'
import { ChangeWords, Step } from './changes-panel.tsx'
import { Ago, Clock } from './time.tsx'

/** The steps of one finding, newest first. */
export function HistoryList({ history, now }: { readonly history: readonly ChangeView[]; readonly now: number }) {
  if (history.length === 0) return <p className="muted">It has not changed.</p>
  return (
    <ol className="history">
      {history.map((change) => (
        <li key={`${change.time} ${change.to ?? ''}`}>
          <div className="change-head">
            <Step change={change} />
            <span className="when">
              <Clock value={change.time} now={now} /> · <Ago value={change.time} now={now} />
            </span>
          </div>
          <ChangeWords change={change} />
        </li>
      ))}
    </ol>
  )
}
