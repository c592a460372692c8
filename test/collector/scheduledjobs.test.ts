import { expect, test } from 'vitest'
import { readNodeJobs } from '../../collector/scheduledjobs.ts'
import type { Store } from '../../collector/store/store.ts'
import { type ObservationMessage, v1 } from '../../proto/index.ts'

const { STATUS_ABSENT, STATUS_DENIED, STATUS_OBSERVED } = v1.Observation.Status
const fact = { items: [{ name: 'a.timer', unit: 'a.service', last: 1_767_225_600_000 }] }

/** A store that has these facts, and tells of which cluster, domain and nodes it was asked. */
function storeOf(facts: Readonly<Record<string, ObservationMessage>>) {
  const asked: unknown[] = []
  const observationsOf = async (...question: unknown[]) => {
    asked.push(question)
    return Object.entries(facts).map(([nodeId, each]) => ({
      nodeId,
      bytes: v1.Observation.encode({ domain: 'scheduledJobs', schema: 1, ...each }).finish(),
    }))
  }
  return { asked, store: { observationsOf } as unknown as Pick<Store, 'observationsOf'> }
}

test('what each node said, and of which nobody knows all', async () => {
  const { asked, store } = storeOf({
    told: { status: STATUS_OBSERVED, scheduledJobs: fact },
    without: { status: STATUS_ABSENT },
    denied: { status: STATUS_DENIED, reason: 'permission denied' },
    partly: { status: STATUS_OBSERVED, scheduledJobs: fact, gaps: [{ path: '/etc/crontab', reason: 'no' }] },
  })
  const jobs = await readNodeJobs(store, 'c', ['told', 'without'])
  expect(asked).toEqual([['c', 'scheduledJobs', ['told', 'without']]])
  expect([...jobs.keys()]).toEqual(['told', 'without', 'denied', 'partly'])
  expect(jobs.get('told')?.items?.[0]).toMatchObject(fact.items[0] as object)
  expect([jobs.get('without'), jobs.get('denied'), jobs.get('partly')]).toEqual([{ items: [] }, undefined, undefined])
})
