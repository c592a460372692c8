import { useQuery } from '@tanstack/react-query'
import type { Report } from '../../report/model.ts'
import { loadCounts } from '../api-profiles.ts'
import { type Address, noAddress, type View, views } from '../filter.ts'
import { useAddress } from '../use-address.ts'
import { counted } from '../words.ts'
import { ClustersPanel, useClusters } from './clusters-panel.tsx'
import { CompliancePanel } from './compliance-panel.tsx'
import { EventsPanel } from './events-panel.tsx'
import { Link } from './link.tsx'
import { ProcessesPanel } from './processes-panel.tsx'
import { Summary } from './summary.tsx'
import { ViolationsPanel } from './violations-panel.tsx'
import { Workbench } from './workbench.tsx'

const viewWords: Readonly<Record<View, string>> = {
  clusters: 'Clusters',
  findings: 'Findings',
  compliance: 'Compliance',
  processes: 'Processes',
  violations: 'Violations',
  events: 'Events',
}

/** What is asked for. What is not open is not loaded. */
export function Views({ report }: { readonly report: Report }) {
  const [{ view, cluster }] = useAddress()
  const several = useClusters().length > 1
  return (
    <>
      <nav className="views" aria-label="Views">
        {views
          .filter((each) => several || each !== 'clusters')
          .map((each) => (
            <Link key={each} to={{ ...addressOf(each, view), cluster }} current={each === view}>
              {viewWords[each]}
              {each === 'violations' && <OpenViolations />}
            </Link>
          ))}
      </nav>
      {isOfConfiguration(view) && <Summary report={report} />}
      {isOfRunning(view) && <Unseen report={report} />}
      <Shown view={view} report={report} />
    </>
  )
}

/** The filter of the findings says nothing of processes, nor the other way round. */
function addressOf(to: View, from: View): Partial<Address> {
  return isOfConfiguration(to) && isOfConfiguration(from) ? { view: to } : { ...noAddress, view: to }
}

function isOfConfiguration(view: View): boolean {
  return view === 'findings' || view === 'compliance'
}

function isOfRunning(view: View): boolean {
  return view === 'processes' || view === 'violations' || view === 'events'
}

/** Coverage first: what runs on a node that does not report is not seen. */
function Unseen({ report: { coverage } }: { readonly report: Report }) {
  const { expected, reporting, stale, unobservable = 0, excluded = 0 } = coverage
  const all = expected + unobservable + excluded
  const unseen = all - reporting - stale
  if (unseen === 0) return null
  return (
    <p className="remark">
      {counted(unseen, 'node')} of {all.toLocaleString('en')} {unseen === 1 ? 'does' : 'do'} not report: what runs there
      is not seen.
    </p>
  )
}

function Shown({ view, report }: { readonly view: View; readonly report: Report }) {
  switch (view) {
    case 'clusters':
      return <ClustersPanel />
    case 'findings':
      return <Workbench report={report} />
    case 'compliance':
      return <CompliancePanel />
    case 'processes':
      return <ProcessesPanel report={report} />
    case 'violations':
      return <ViolationsPanel report={report} />
    case 'events':
      return <EventsPanel report={report} />
  }
}

/** How many violations nobody has acknowledged. */
function OpenViolations() {
  const { data } = useQuery({ queryKey: ['violations', 'counts'], queryFn: ({ signal }) => loadCounts(signal) })
  const open = Object.values(data?.open ?? {}).reduce((sum, each) => sum + each, 0)
  if (open === 0) return null
  return (
    <>
      {' '}
      <span className="badge" title={`${counted(open, 'violation')} that nobody has acknowledged`}>
        {open.toLocaleString('en')}
      </span>
    </>
  )
}
