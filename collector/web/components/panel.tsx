import { type ReactNode, useId } from 'react'

interface PanelProps {
  readonly title: string
  readonly className: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A titled part of the page. */
export function Panel({ title, className, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
