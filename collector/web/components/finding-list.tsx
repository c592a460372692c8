import { Fragment, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { FindingView } from '../../report/model.ts'
import { foldFindings } from '../fold.ts'
import { counted } from '../words.ts'
import { FindingRow } from './finding-row.tsx'
import { Link } from './link.tsx'

interface FindingListProps {
  readonly findings: readonly FindingView[]
  /** True: many of one rule are listed by a few of them. */
  readonly folded: boolean
  /** Id of the finding that is open. */
  readonly open: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Rows are made as they come into view: thousands at once would hold up the browser. */
const batch = 100

export function FindingList({ findings, folded, open, now }: FindingListProps) {
  const [limit, setLimit] = useState(batch)
  const list = useRef<HTMLOListElement>(null)
  const end = useEnd(() => setLimit((before) => before + batch))
  const all = useMemo(
    () => (folded ? foldFindings(findings, open) : findings.map((finding) => ({ finding, more: 0 }))),
    [findings, folded, open],
  )
  const shown = all.slice(0, limit)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('a.row') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const target = rows[targetOf(event.key, at, rows.length)]
    if (at < 0 || !target) return
    event.preventDefault()
    target.focus()
  }

  return (
    <>
      <div className="list-head" aria-hidden="true">
        <span>Severity</span>
        <span>Outcome</span>
        <span>Finding</span>
        <span>Node</span>
        <span>Changed</span>
      </div>
      <ol className="finding-list" ref={list} onKeyDown={onKeyDown}>
        {shown.map(({ finding, more }) => (
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
      {shown.length < all.length && (
        <p className="more" ref={end}>
          <button type="button" className="plain" onClick={() => setLimit((before) => before + batch)}>
            {(all.length - shown.length).toLocaleString('en')} more
          </button>
        </p>
      )}
      <p className="keys muted">
        <kbd>/</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> close
      </p>
    </>
  )
}

/** The row that a key leads to; -1 for a key that leads nowhere. */
function targetOf(key: string, at: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at + 1
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return -1
  }
}

/** Calls back when the element comes near the view; whenever it does again. */
function useEnd(reached: () => void): React.RefObject<HTMLParagraphElement | null> {
  const element = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) reached()
      },
      { rootMargin: '600px' },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  })
  return element
}
