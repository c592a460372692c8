import type { ReactNode } from 'react'

/** A titled part of what is told of one thing. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="part">
      <h4>{title}</h4>
      {children}
    </section>
  )
}
