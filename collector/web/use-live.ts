import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type LiveState, openLive } from './live.ts'
import { paced } from './paced.ts'

/** What is shown is asked for again at most this often, in milliseconds. */
const refreshPause = 1500

/** Keeps all that is shown current; returns how that goes. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(
    () =>
      openLive(
        paced(() => client.invalidateQueries(), refreshPause),
        setState,
      ),
    [client],
  )
  return state
}
