import type { MouseEvent, ReactNode } from 'react'
import { type Address, formatAddress, noAddress } from '../filter.ts'
import { useAddress } from '../use-address.ts'

interface LinkProps {
  /** What becomes of the address. */
  readonly to: Partial<Address>
  /** True: everything else of the filter is dropped; the cluster stays. */
  readonly fresh?: boolean
  readonly className?: string
  readonly title?: string
  /** True: it leads to where one is. */
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link within the page, to its findings where no other view is named: it can be opened in a new tab, copied, and gone back from. */
export function Link({ to, fresh = false, className, title, current, children }: LinkProps) {
  const [address, navigate] = useAddress()
  const change: Partial<Address> = fresh
    ? { ...noAddress, cluster: address.cluster, ...to }
    : { view: 'findings', ...to }
  function follow(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(change)
  }
  return (
    <a
      href={formatAddress({ ...address, ...change })}
      className={className}
      title={title}
      aria-current={current ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  )
}
