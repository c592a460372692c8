import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Report } from '../../report/model.ts'
import { loadFinding } from '../api.ts'
import { useAddress } from '../use-address.ts'
import { FindingDetail } from './finding-detail.tsx'
import { ErrorNotice, Notice } from './notice.tsx'
import { SidePanel } from './side-panel.tsx'

/** The finding that is open. */
export function DetailPanel({ id, report }: { readonly id: string; readonly report: Report }) {
  const [, navigate] = useAddress()
  const { data, error } = useQuery({ queryKey: ['finding', id], queryFn: ({ signal }) => loadFinding(id, signal) })
  const close = useCallback(() => navigate({ finding: '' }), [navigate])
  return (
    <SidePanel title="Finding" onClose={close}>
      <ErrorNotice error={error} />
      {!data && !error && <Notice kind="busy">Loading the finding…</Notice>}
      {data && <FindingDetail answer={data} now={Date.parse(report.asOf)} />}
    </SidePanel>
  )
}
