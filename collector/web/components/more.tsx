import type { useBatch } from '../use-rows.ts'

/** What of a list is not shown yet; coming into view is enough to show it. */
export function More({ batch, all }: { readonly batch: ReturnType<typeof useBatch>; readonly all: number }) {
  if (batch.limit >= all) return null
  return (
    <p className="more" ref={batch.end}>
      <button type="button" className="plain" onClick={batch.more}>
        {(all - batch.limit).toLocaleString('en')} more
      </button>
    </p>
  )
}
