import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type Address, formatAddress, parseAddress } from './filter.ts'

const moved = 'merlon:moved'

/** A step can be gone back; typing replaces. */
export type Move = 'step' | 'replace'
export type Navigate = (change: Partial<Address>, move?: Move) => void

/** The filter and the open finding live in the address alone: a link shows to others what one sees. */
export function useAddress(): readonly [Address, Navigate] {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  const address = useMemo(() => parseAddress(search), [search])
  return [address, useCallback(navigate, [])]
}

function navigate(change: Partial<Address>, move: Move = 'step'): void {
  const target = formatAddress({ ...parseAddress(window.location.search), ...change })
  if (target === window.location.pathname + window.location.search) return
  if (move === 'step') window.history.pushState(null, '', target)
  else window.history.replaceState(null, '', target)
  window.dispatchEvent(new Event(moved))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(moved, listener)
  }
}
