import { afterEach, describe } from 'vitest'
import type { Store } from '../../../collector/store/store.ts'
import { commitContract } from './contract/commit.ts'
import { countContract } from './contract/counts.ts'
import { decisionContract } from './contract/decisions.ts'
import { eventContract } from './contract/events.ts'
import { exactnessContract } from './contract/exactness.ts'
import { findingContract } from './contract/findings.ts'
import { historyContract } from './contract/history.ts'
import { identityContract } from './contract/identity.ts'
import { listeningContract } from './contract/listening.ts'
import { nodeContract } from './contract/nodes.ts'
import { ownerContract } from './contract/owners.ts'
import { profileContract } from './contract/profiles.ts'
import { replicaContract } from './contract/replicas.ts'
import { retentionContract } from './contract/retention.ts'
import { someNodesContract } from './contract/somenodes.ts'

/** A store with its database, as the contract needs it. */
export interface Opened {
  readonly store: Store
  /** Another store over the same database, as after a restart or in another process. */
  again(): Promise<Store>
  /** A text that changes when anything is written to the database. */
  state(): Promise<string>
  /** Closes all, and deletes the database. */
  end(): Promise<void>
}

/** Opens a store over a new, empty database. */
export type Opener = () => Promise<Opened>

/** What every engine of the store must do. */
export function storeContract(name: string, open: Opener): void {
  describe(name, () => {
    const opened: Opened[] = []
    const opening = async () => {
      const made = await open()
      opened.push(made)
      return made
    }
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.end()
    })
    nodeContract(opening)
    someNodesContract(opening)
    commitContract(opening)
    exactnessContract(opening)
    findingContract(opening)
    historyContract(opening)
    countContract(opening)
    eventContract(opening)
    profileContract(opening)
    decisionContract(opening)
    ownerContract(opening)
    retentionContract(opening)
    listeningContract(opening)
    identityContract(opening)
    replicaContract(opening)
  })
}
