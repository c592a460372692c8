import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Report } from '../../report/model.ts'
import { loadFinding } from '../api.ts'
import { useAddress } from '../use-address.ts'
import { FindingDetail } from './finding-detail.tsx'
import { Notice } from './notice.tsx'
import { Text } from './text.tsx'

/** The finding that is open. Esc and the button close it, and lead back to its row. */
export function DetailPanel({ id, report }: { readonly id: string; readonly report: Report }) {
  const [, navigate] = useAddress()
  const panel = useRef<HTMLElement>(null)
  const { data, error } = useQuery({ queryKey: ['finding', id], queryFn: ({ signal }) => loadFinding(id, signal) })
  const close = useCallback(() => {
    document.querySelector<HTMLElement>('a.row-open')?.focus({ preventScroll: true })
    navigate({ finding: '' })
  }, [navigate])
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
    <section className="panel detail" ref={panel} tabIndex={-1} aria-label="Finding">
      <div className="panel-head">
        <h2>Finding</h2>
        <button type="button" className="plain close" onClick={close}>
          Close
        </button>
      </div>
      {error && (
        <Notice kind="error">
          <Text>{error.message}</Text>
        </Notice>
      )}
      {!data && !error && <Notice kind="busy">Loading the finding…</Notice>}
      {data && <FindingDetail answer={data} now={Date.parse(report.asOf)} />}
    </section>
  )
}
