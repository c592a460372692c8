import type { Outcome } from '../../judge/rule.ts'
import type { Counts, Report } from '../../report/model.ts'
import { counted, outcomeOrder } from '../words.ts'
import { Bar } from './bar.tsx'
import { Link } from './link.tsx'
import { OutcomeMark } from './marks.tsx'
import { Panel } from './panel.tsx'

export function countOf(counts: Counts, outcome: Outcome): number {
  return outcome === 'not-applicable' ? counts.notApplicable : counts[outcome]
}

export function ScorePanel({ report }: { readonly report: Report }) {
  const { score, counts, coverage } = report
  const judged = outcomeOrder.filter((outcome) => outcome !== 'not-applicable')
  const segments = judged.map((outcome) => ({ name: outcome, value: countOf(counts, outcome) }))
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
      <Bar segments={segments} total={segments.reduce((sum, each) => sum + each.value, 0)} />
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
