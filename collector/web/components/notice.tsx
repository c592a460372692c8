import type { ReactNode } from 'react'

/** A sentence instead of content, or above it. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: 'error' | 'busy' | 'empty'
  readonly children: ReactNode
}) {
  return (
    <p className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'} aria-busy={kind === 'busy'}>
      {children}
    </p>
  )
}
