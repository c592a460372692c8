// Listeners as a person looks at them.
import { isByHandOnly, isOpen, type ListenerEntry, listenerScopes, type Profile } from './profile.ts'
import { byText } from './sets.ts'

/** A listener as a reviewer sees it. */
export interface ListenerItem {
  /** Its name in the profile. */
  readonly key: string
  readonly entry: ListenerEntry
  /** In how many facts it was. */
  readonly count: number
  /** True where it may be approved together with others: not what only one of several nodes or pods has. */
  readonly bulk: boolean
}

/** Listeners by risk: the widest address first, then the lowest port. */
export function listenerItems(profile: Profile, which: 'open' | 'all' = 'open'): ListenerItem[] {
  return Object.entries(profile.listeners)
    .filter(([, { decision }]) => which === 'all' || isOpen(decision))
    .sort(
      ([x, a], [y, b]) =>
        listenerScopes.indexOf(b.scope) - listenerScopes.indexOf(a.scope) || a.port - b.port || byText(x, y),
    )
    .map(([key, entry]) => ({
      ...{ key, entry, bulk: !isByHandOnly(profile) && !isRare(profile, entry) },
      count: Object.values(entry.nodes).reduce((sum, { count }) => sum + count, 0),
    }))
}

function isRare({ evidence }: Profile, { nodes, pods }: ListenerEntry): boolean {
  const isAlone = Object.keys(nodes).length <= 1 && pods.length <= 1
  return isAlone && (evidence.nodes.length > 1 || evidence.pods.length > 1)
}
