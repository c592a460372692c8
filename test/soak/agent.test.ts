import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { issueClient } from '../../collector/identity/authority.ts'
import { openSqlite } from '../../collector/store/sqlite.ts'
import { sshdConfig } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { openAgent, type SimulatedAgent } from './agent.ts'
import { compare } from './compare.ts'
import { openDisk } from './disk.ts'
import { openDoor } from './door.ts'
import { openLedger } from './ledger.ts'

const nodeId = 'node-1'
const patience = 60_000

async function given(withDisk: boolean): Promise<{ collector: TestCollector; agent: SimulatedAgent }> {
  const collector = await startCollector()
  const { material, port } = collector
  const speaker = { kind: 'node', clusterId: material.clusterId, nodeId } as const
  const { cert, key } = await issueClient(material.authority, speaker, 1)
  const pem = { ca: Buffer.from(material.trusted), cert: Buffer.from(cert), key: Buffer.from(key) }
  const door = await openDoor(() => port)
  onTestFinished(door.close)
  const agent = openAgent({
    ...{ ledger: openLedger(nodeId), door, pem, looks: [sshdConfig('0600')], spread: 0, troubled: () => undefined },
    ...(withDisk ? { disk: openDisk(join(temporary(), 'node')) } : {}),
  })
  onTestFinished(agent.stop)
  return { collector, agent }
}

/** Waits until all is committed; then what the store has beside what the agent says. */
async function end({ collector, agent }: Awaited<ReturnType<typeof given>>) {
  await eventually(agent.isDone, (done) => done, patience)
  const { ledger } = agent
  const { client, material, state, stop } = collector
  const asked = client()
  // The agent sends domains before events: the report has what it told last.
  await eventually(
    async () => (await asked.findings({ rules: ['sshd-config-mode'], outcomes: ['fail', 'pass'] }))[0]?.outcome,
    (outcome) => outcome === 'fail',
    patience,
  )
  await agent.stop()
  await stop()
  const store = await openSqlite(join(state, 'merlon.db'))
  try {
    const { events } = await store.events(material.clusterId, { pageSize: 1000 })
    return compare(ledger, { events, hashes: await store.hashes(material.clusterId, nodeId) })
  } finally {
    await store.close()
  }
}

test('an agent that is killed with a spool on its disk loses nothing, whatever its connections suffer', async () => {
  const { collector, agent } = await given(true)
  agent.start()
  agent.happen(50)
  await eventually(agent.isDone, (done) => done, patience)
  agent.door.hold(true)
  agent.happen(50)
  agent.kill()
  agent.door.hold(false)
  agent.step(-86_400_000)
  agent.change('files', true)
  await eventually(agent.isRunning, (running) => !running, patience)
  agent.start()
  agent.happen(50)
  agent.door.corrupt()
  agent.happen(50)
  agent.door.cut()
  expect(await end({ collector, agent })).toEqual({
    ...{ differences: [], stored: 200, inGaps: 0, lostSpools: 0, missing: 0 },
  })
  expect(agent.ledger.domains.size).toBe(1)
}, 180_000)

test('a disk that is full, and the kill of an agent that keeps events in memory: what is lost is noted', async () => {
  const { collector, agent } = await given(true)
  agent.start()
  agent.happen(20)
  await eventually(agent.isDone, (done) => done, patience)
  agent.ledger.hadTrouble = true
  agent.disk?.fill(true)
  agent.happen(20)
  // Kept in memory, and sent from there.
  await eventually(agent.isDone, (done) => done, patience)
  agent.door.hold(true)
  agent.happen(20)
  agent.kill()
  agent.door.hold(false)
  agent.disk?.fill(false)
  agent.change('files', true)
  agent.start()
  agent.happen(20)
  const { differences, lostSpools, missing } = await end({ collector, agent })
  expect(differences).toEqual([])
  expect(missing).toBe(20)
  expect(lostSpools).toBeGreaterThan(0)
}, 180_000)
