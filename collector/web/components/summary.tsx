import type { Report } from '../../report/model.ts'
import { CoveragePanel } from './coverage-panel.tsx'
import { ScorePanel } from './score-panel.tsx'
import { SeverityPanel } from './severity-panel.tsx'
import { UnreadPanel } from './unread-panel.tsx'

/** The morning's first look. Coverage first: what is not seen is not good. */
export function Summary({ report }: { readonly report: Report }) {
  return (
    <div className="summary">
      <CoveragePanel report={report} />
      <UnreadPanel report={report} />
      <ScorePanel report={report} />
      <SeverityPanel report={report} />
    </div>
  )
}
