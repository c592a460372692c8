import { expect, onTestFinished, test } from 'vitest'
import { openChanges } from '../../collector/changes.ts'
import { openStore } from './store/memory.ts'

const log = { info: () => undefined, warn: () => undefined }

async function open() {
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  const state = { broken: false }
  const reachable = {
    noteChange: store.noteChange,
    versions: () => (state.broken ? Promise.reject(new Error('no database')) : store.versions()),
  }
  const replica = () => {
    const heard: string[] = []
    const reached: (string | undefined)[] = []
    const changes = openChanges({
      ...{ store: reachable, log, every: 1_000_000 },
      changed: (clusterId, topic) => void heard.push(`${clusterId} ${topic}`),
      reached: (down) => void reached.push(down),
    })
    onTestFinished(() => changes.stop())
    return { ...changes, heard, reached }
  }
  return { store, state, replica }
}

test('what one notes another hears, once; what was before it looked first is no news', async () => {
  const { replica } = await open()
  const [a, b] = [replica(), replica()]
  a.note('c', 'profiles')
  await a.look()
  await b.look()
  expect(b.heard).toEqual([])
  a.note('c', 'profiles')
  a.note('c', 'bans')
  await a.look()
  await b.look()
  await b.look()
  expect(b.heard.toSorted()).toEqual(['c bans', 'c profiles'])
})

test('what has a history is heard of without a note', async () => {
  const { store, replica } = await open()
  const a = replica()
  await a.look()
  await store.openSession({
    ...{ clusterId: 'c', nodeId: 'n', name: 'n', agentVersion: '', bootId: '', degraded: [], clockOffset: 0, time: 1 },
    spoolId: '00000000-0000-4000-8000-000000000001',
  })
  await store.commitEvents({
    ...{ clusterId: 'c', nodeId: 'n', epoch: 1, spoolId: '00000000-0000-4000-8000-000000000001', time: 2 },
    events: [{ seq: 1, fromSeq: 1, kind: 'flap', time: 1, bytes: new Uint8Array([1]) }],
  })
  await a.look()
  expect(a.heard).toEqual(['c history'])
})

test('a database that is away is said once, and so is its return; what changed meanwhile is heard', async () => {
  const { store, state, replica } = await open()
  const a = replica()
  await a.look()
  state.broken = true
  await a.look()
  await a.look()
  expect([a.down(), a.reached]).toEqual(['no database', ['no database']])
  await store.noteChange('c', 'profiles')
  state.broken = false
  await a.look()
  expect([a.down(), a.reached]).toEqual([undefined, ['no database', undefined]])
  expect(a.heard).toEqual(['c profiles'])
})
