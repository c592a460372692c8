import { Fragment, useMemo } from 'react'
import { foldFindings } from '../../report/fold.ts'
import type { FindingView } from '../../report/model.ts'
import { useBatch, useRowKeys } from '../use-rows.ts'
import { counted } from '../words.ts'
import { FindingRow } from './finding-row.tsx'
import { Keys } from './keys.tsx'
import { Link } from './link.tsx'
import { More } from './more.tsx'

interface FindingListProps {
  readonly findings: readonly FindingView[]
  /** True: many of one rule are listed by a few of them. */
  readonly folded: boolean
  /** Id of the finding that is open. */
  readonly open: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export function FindingList({ findings, folded, open, now }: FindingListProps) {
  const batch = useBatch()
  const keys = useRowKeys<HTMLOListElement>()
  const all = useMemo(
    () => (folded ? foldFindings(findings, open) : findings.map((finding) => ({ finding, more: 0 }))),
    [findings, folded, open],
  )
  return (
    <>
      <div className="list-head" aria-hidden="true">
        <span>Severity</span>
        <span>Outcome</span>
        <span>Finding</span>
        <span>Node</span>
        <span>Changed</span>
      </div>
      <ol className="finding-list" {...keys}>
        {all.slice(0, batch.limit).map(({ finding, more }) => (
          <Fragment key={finding.id}>
            <FindingRow finding={finding} open={finding.id === open} now={now} />
            {more > 0 && (
              <li className="fold">
                <Link to={{ rule: finding.rule }} title="All findings of this rule">
                  {counted(more, 'more finding')} of this rule
                </Link>
              </li>
            )}
          </Fragment>
        ))}
      </ol>
      <More batch={batch} all={all.length} />
      <Keys />
    </>
  )
}
