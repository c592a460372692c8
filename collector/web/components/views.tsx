import type { Report } from '../../report/model.ts'
import { type View, views } from '../filter.ts'
import { useAddress } from '../use-address.ts'
import { CompliancePanel } from './compliance-panel.tsx'
import { Link } from './link.tsx'
import { Workbench } from './workbench.tsx'

const viewWords: Readonly<Record<View, string>> = { findings: 'Findings', compliance: 'Compliance' }

/** Below the summary: the findings, or the controls of benchmarks. What is not open is not loaded. */
export function Views({ report }: { readonly report: Report }) {
  const [{ view }] = useAddress()
  return (
    <>
      <nav className="views" aria-label="Views">
        {views.map((each) => (
          <Link key={each} to={{ view: each }} current={each === view}>
            {viewWords[each]}
          </Link>
        ))}
      </nav>
      {view === 'compliance' ? <CompliancePanel /> : <Workbench report={report} />}
    </>
  )
}
