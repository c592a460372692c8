import { type ReactNode, useCallback, useEffect, useRef } from 'react'

interface SidePanelProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What is open beside a list. Esc and the button close it, and lead back to its row. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  const close = useCallback(() => {
    document.querySelector<HTMLElement>('a.row-open')?.focus({ preventScroll: true })
    onClose()
  }, [onClose])
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape' && !(event.target instanceof HTMLInputElement)) close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])
  return (
    <section className="panel detail" ref={panel} tabIndex={-1} aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <button type="button" className="plain close" onClick={close}>
          Close
        </button>
      </div>
      {children}
    </section>
  )
}
