import { printable } from '../../../lib/printable.ts'

/**
 * Text that came from a node or from a rule: control characters are shown as their code, and its direction of writing does
 * not reach beyond it.
 */
export function Text({ children, code = false }: { readonly children: string; readonly code?: boolean }) {
  const text = printable(children)
  return <bdi className={code ? 'code' : undefined}>{text}</bdi>
}
