import type { ReactNode } from 'react'
import { Text } from './text.tsx'

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

/** What went wrong, where something did. */
export function ErrorNotice({ error }: { readonly error: Error | null }) {
  if (!error) return null
  return (
    <Notice kind="error">
      <Text>{error.message}</Text>
    </Notice>
  )
}
