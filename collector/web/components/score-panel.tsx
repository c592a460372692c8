import type { Report } from '../../report/model.ts'
import { counted, countOf, outcomeOrder } from '../words.ts'
import { OutcomeBar } from './bar.tsx'
import { Link } from './link.tsx'
import { OutcomeMark } from './marks.tsx'
import { Panel } from './panel.tsx'

export function ScorePanel({ report }: { readonly report: Report }) {
  const { score, counts, coverage } = report
  return (
    <Panel title="Score" className="score">
      <p className="score-line">
        {score === undefined ? (
          <span className="muted">no answer yet</span>
        ) : (
          <>
            <strong className="big">{score}</strong> of 100
          </>
        )}
      </p>
      <OutcomeBar counts={counts} />
      <ul className="outcomes">
        {outcomeOrder.map((outcome) => (
          <li key={outcome}>
            <Link to={{ outcomes: [outcome] }} title="Only these findings">
              <OutcomeMark outcome={outcome} />
              <span className="number">{countOf(counts, outcome).toLocaleString('en')}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="muted small">
        Weighted by severity; what has no answer counts against it.
        {coverage.neverSeen > 0 && ` ${counted(coverage.neverSeen, 'node')} never seen: not in it.`}
      </p>
    </Panel>
  )
}
