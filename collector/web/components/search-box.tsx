import { useEffect, useRef } from 'react'
import { useAddress } from '../use-address.ts'

/** Words that narrow what is listed. `/` leads here, as in other tools. */
export function SearchBox({ label, placeholder }: { readonly label: string; readonly placeholder: string }) {
  const [address, navigate] = useAddress()
  const search = useRef<HTMLInputElement>(null)
  useSearchKey(search)
  return (
    <input
      ref={search}
      type="search"
      value={address.text}
      placeholder={placeholder}
      aria-label={label}
      aria-keyshortcuts="/"
      maxLength={200}
      onChange={(event) => navigate({ text: event.target.value }, 'replace')}
    />
  )
}

function useSearchKey(search: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      search.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [search])
}
