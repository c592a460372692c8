import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

/** Rows are made as they come into view: thousands at once would hold up the browser. */
const batch = 100

interface Batch {
  /** How many are shown. */
  readonly limit: number
  readonly more: () => void
  /** Of the element behind the last row: when it comes near the view, more are shown. */
  readonly end: RefObject<HTMLParagraphElement | null>
}

/** Shows a list little by little. */
export function useBatch(): Batch {
  const [limit, setLimit] = useState(batch)
  const more = () => setLimit((before) => before + batch)
  return { limit, more, end: useEnd(more) }
}

/** Arrow keys, j and k, Home and End lead from row to row (`a.row`) of the list that gets both. */
export function useRowKeys<E extends HTMLElement>(): {
  readonly ref: RefObject<E | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
} {
  const ref = useRef<E>(null)
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>('a.row') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const target = rows[targetOf(event.key, at, rows.length)]
    if (at < 0 || !target) return
    event.preventDefault()
    target.focus()
  }
  return { ref, onKeyDown }
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
function useEnd(reached: () => void): RefObject<HTMLParagraphElement | null> {
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
