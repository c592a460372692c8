import { memo } from 'react'
import type { FindingView } from '../../report/model.ts'
import { Link } from './link.tsx'
import { AnswerMark, SeverityMark } from './marks.tsx'
import { Text } from './text.tsx'
import { Ago } from './time.tsx'

interface FindingRowProps {
  readonly finding: FindingView
  readonly open: boolean
  readonly now: number
}

export const FindingRow = memo(function FindingRow({ finding, open, now }: FindingRowProps) {
  return (
    <li>
      <Link to={{ finding: finding.id }} className={open ? 'row row-open' : 'row'}>
        <span className="cell-severity">
          <SeverityMark severity={finding.severity} />
        </span>
        <span className="cell-outcome">
          <AnswerMark finding={finding} />
        </span>
        <span className="cell-what">
          <span className="title">
            <Text>{finding.title}</Text>
            {finding.subject && (
              <span className="subject">
                <Text code>{finding.subject}</Text>
              </span>
            )}
          </span>
          <span className="message">
            <Text>{finding.message}</Text>
          </span>
        </span>
        <span className="cell-node">
          <Text>{finding.nodeName || 'cluster'}</Text>
          <span className="domain">
            <Text>{finding.domain}</Text>
          </span>
        </span>
        <span className="cell-changed">
          <Ago value={finding.changedTime} now={now} />
        </span>
      </Link>
    </li>
  )
})
