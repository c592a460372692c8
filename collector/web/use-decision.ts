import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProfileView } from '../report/profileview.ts'
import { ApiError } from './api.ts'
import { type Deed, decide } from './api-profiles.ts'

export interface Deciding {
  readonly decide: (deed: Deed) => void
  readonly isBusy: boolean
  /** Why the last decision was not taken; empty where it was. */
  readonly refusal: string
  /** What is given as the reason of the next decision. */
  readonly reason: string
  readonly setReason: (reason: string) => void
}

/** Decides upon what is shown of the profile: its version, and what was learned. Refused, the profile is read again. */
export function useDecision({ id, version, learned }: ProfileView): Deciding {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: (deed: Deed) =>
      decide(id, { version, seen: learned }, { ...deed, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    onSuccess: (after) => {
      setReason('')
      client.setQueryData(['profile', id], after)
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['profile', id] }),
        client.invalidateQueries({ queryKey: ['profiles'] }),
      ]),
  })
  return { decide: mutate, isBusy: isPending, refusal: error ? refusalOf(error) : '', reason, setReason }
}

function refusalOf(error: Error): string {
  const isRefused = error instanceof ApiError && error.status === 409
  return isRefused ? `${error.message}. What you see is how it is now: look again, and decide again.` : error.message
}
