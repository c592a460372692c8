import type { Report } from '../../report/model.ts'
import type { LiveState } from '../live.ts'
import { ClusterChoice } from './clusters-panel.tsx'
import { Link } from './link.tsx'
import { Text } from './text.tsx'
import { Clock } from './time.tsx'

const liveWords: Readonly<Record<LiveState, string>> = {
  connecting: 'connecting…',
  live: 'live',
  reconnecting: 'reconnecting…',
}

export function Header({ report, live }: { readonly report: Report | undefined; readonly live: LiveState }) {
  return (
    <header className="header">
      <h1>
        <Link to={{}} fresh className="home">
          <svg className="logo" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 3h4v3h1.5V3h3v3H11V3h4v11H1z" />
          </svg>
          Merlon
        </Link>
      </h1>
      {report && (
        <span className="cluster">
          cluster <ClusterChoice shown={report} />
        </span>
      )}
      <span className="spacer" />
      {report && (
        <span className="muted versions">
          rules <Text>{report.rulePackVersion}</Text> · as of{' '}
          <Clock value={report.asOf} now={Date.parse(report.asOf)} />
        </span>
      )}
      <span className={`live live-${live}`} role="status">
        {liveWords[live]}
      </span>
    </header>
  )
}
