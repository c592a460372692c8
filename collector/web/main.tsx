import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError, askAbout } from './api.ts'
import { App } from './app.tsx'
import { useAddress } from './use-address.ts'

const newClient = () =>
  new QueryClient({
    defaultOptions: {
      mutations: { networkMode: 'always' },
      queries: {
        // The collector is on this machine: that the browser is offline says nothing.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400),
      },
    },
  })

/** Nothing that was said of one cluster is shown of another. */
function Page() {
  const [{ cluster }] = useAddress()
  return <OfCluster key={cluster} id={cluster} />
}

function OfCluster({ id }: { readonly id: string }) {
  // Before anything below asks.
  const [client] = useState(() => {
    askAbout(id)
    return newClient()
  })
  return (
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
