import type { Store } from './store/store.ts'

/** Finds out which profiles changed, when it is only known that some did. */
export interface ProfileWatch {
  look(clusterId: string): void
}

export interface ProfileWatchOptions {
  readonly store: Pick<Store, 'profiles'>
  readonly changed: (clusterId: string, profileId: string) => void
  readonly log: { warn(fields: object, message: string): void }
}

/** The first look at a cluster tells of all its profiles: what they were before is not known. */
export function openProfileWatch({ store, changed, log }: ProfileWatchOptions): ProfileWatch {
  const versions = new Map<string, ReadonlyMap<string, number>>()
  const looking = new Map<string, Promise<void>>()

  async function lookOnce(clusterId: string): Promise<void> {
    const before = versions.get(clusterId)
    const after = new Map((await store.profiles(clusterId)).map(({ id, version }) => [id, version]))
    versions.set(clusterId, after)
    for (const [id, version] of after) if (before?.get(id) !== version) changed(clusterId, id)
    for (const id of before?.keys() ?? []) if (!after.has(id)) changed(clusterId, id)
  }

  return {
    look: (clusterId) => {
      const next = (looking.get(clusterId) ?? Promise.resolve())
        .then(() => lookOnce(clusterId))
        .catch((error: Error) => log.warn({ reason: error.message }, 'changed profiles could not be read'))
      looking.set(clusterId, next)
    },
  }
}
