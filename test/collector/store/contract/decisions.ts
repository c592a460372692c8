import { describe, expect, test } from 'vitest'
import { openProfiles, type Profiles, RefusedError } from '../../../../collector/profiles.ts'
import type { ProfileView } from '../../../../collector/report/profileview.ts'
import type { Store } from '../../../../collector/store/store.ts'
import { hostPlace, learned, seen, sshd } from '../../../support/allowlist.ts'
import { silent } from '../../../support/collector.ts'
import type { Opener } from '../contract.ts'
import { cluster, openWith } from './given.ts'

const id = 'host//ssh.service'

function statusesOf({ items }: ProfileView): Record<string, string> {
  return Object.fromEntries(items.map(({ key, status }) => [key, status]))
}

/** What people decide with, as each of several collectors over one database has it. */
function deciding(store: Store): Profiles {
  return openProfiles({ store, clusterId: cluster, log: silent, changed: () => undefined })
}

export function decisionContract(open: Opener): void {
  describe('decisions', () => {
    test('that two collectors take upon one version of a profile: one holds, the other is told, and nothing is lost', async () => {
      const opened = await openWith(open, 'node-a')
      const given = ['/usr/sbin/sshd', '/bin/odd'].map((path) =>
        seen({ path, layer: 'host-packaged', place: hostPlace }),
      )
      await opened.store.changeProfile(cluster, id, () => learned(given, sshd))
      const [a, b] = [deciding(opened.store), deciding(await opened.again())]
      const [good = '', bad = ''] = given.map(({ entry }) => entry)
      const before = await a.get(id)
      const { version, learned: looked } = before
      const approve = () => a.decide(id, { action: 'approve', version, seen: looked, keys: [good] }, 'ann')
      const deny = (upon: number) => b.decide(id, { action: 'deny', version: upon, keys: [bad] }, 'bob')
      const settled = await Promise.allSettled([approve(), deny(version)])

      const refused = settled.filter((each) => each.status === 'rejected')
      expect(refused.map(({ reason }) => [reason instanceof RefusedError, reason.refusal])).toEqual([
        [true, 'conflict'],
      ])
      const [isApproved, isDenied] = settled.map((each) => each.status === 'fulfilled')
      for (const profiles of [a, b]) {
        const view = await profiles.get(id)
        expect(statusesOf(view)).toEqual({
          ...statusesOf(before),
          ...(isApproved ? { [good]: 'approved' } : {}),
          ...(isDenied ? { [bad]: 'denied' } : {}),
        })
        expect(view.version).toBe(version + 1)
      }

      // Whoever was told looks again, and decides upon what is there now.
      const now = await b.get(id)
      if (isApproved) await deny(now.version)
      else await a.decide(id, { action: 'approve', version: now.version, seen: now.learned, keys: [good] }, 'ann')
      expect(statusesOf(await a.get(id))).toEqual({ [good]: 'approved', [bad]: 'denied' })
      await Promise.all([a.stop(), b.stop()])
    })
  })
}
