import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type LiveState, openLive } from './live.ts'
import { paced } from './paced.ts'

/** What is shown is asked for again at most this often, in milliseconds. */
const refreshPause = 1500

/** Too costly to be asked for after every change: the panel says how old it is and asks at its own pace. */
const ownPace: readonly unknown[] = ['compliance', 'clusters']

/** Keeps all that is shown current; returns how that goes. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(
    () =>
      openLive(
        paced(
          () => client.invalidateQueries({ predicate: ({ queryKey }) => !ownPace.includes(queryKey[0]) }),
          refreshPause,
        ),
        setState,
      ),
    [client],
  )
  return state
}
