import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { printable } from '../../lib/printable.ts'
import type { Report } from '../report/model.ts'
import { ApiError, loadReport } from './api.ts'
import { Header } from './components/header.tsx'
import { Link } from './components/link.tsx'
import { LoggedOut } from './components/logged-out.tsx'
import { Notice } from './components/notice.tsx'
import { RuleChanges } from './components/rule-changes.tsx'
import { StorageNotice } from './components/storage-notice.tsx'
import { Text } from './components/text.tsx'
import { Views } from './components/views.tsx'
import { useAddress } from './use-address.ts'
import { useLive } from './use-live.ts'

/** Time passes without a change too, and makes a node silent: the report is asked for this often, in milliseconds. */
const refreshEvery = 15_000

/** The page. */
export function App() {
  const live = useLive()
  const [{ cluster }] = useAddress()
  const { data, error } = useQuery({
    queryKey: ['report'],
    queryFn: ({ signal }) => loadReport(signal),
    refetchInterval: refreshEvery,
  })
  useTitle(data)
  if (error instanceof ApiError && error.status === 401) return <LoggedOut />
  return (
    <>
      <Header report={data} live={live} />
      <main>
        {error && (
          <Notice kind="error">
            <Text>{error.message}</Text>
            {!data && cluster && (
              <>
                {' '}
                <Link fresh to={{ cluster: '' }}>
                  Show the collector’s own cluster
                </Link>
              </>
            )}
            {data && ' What you see is what it said last.'}
          </Notice>
        )}
        {!data && !error && <Notice kind="busy">Loading the report…</Notice>}
        {data && (
          <>
            <StorageNotice report={data} />
            <Views report={data} />
            <RuleChanges report={data} />
          </>
        )}
      </main>
    </>
  )
}

function useTitle(report: Report | undefined): void {
  const title = report ? `${report.counts.fail} failing · ${printable(report.clusterName)} · Merlon` : 'Merlon'
  useEffect(() => {
    document.title = title
  }, [title])
}
