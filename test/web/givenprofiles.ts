import { onTestFinished } from 'vitest'
import { advance } from '../../collector/allowlist/readiness.ts'
import { openProfiles, type Profiles } from '../../collector/profiles.ts'
import type { Store } from '../../collector/store/store.ts'
import { kindOf } from '../../proto/eventkind.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import { openStore } from '../collector/store/memory.ts'
import { hostile, now } from './given.ts'

const clusterId = 'c'
const spoolId = '10000000-0000-4000-8000-000000000001'
const hour = 3_600_000
/** The nodes of the fake cluster that tell of processes. */
const nodes = ['id-control-plane-1', 'id-worker-1']

export const ids = {
  ssh: 'host//ssh.service',
  web: 'workload/shop/Pod/web-1/app',
  /** A long name that is made to be misread. */
  hostile: `workload/${'n'.repeat(60)}/Pod/evil%E2%80%AE${'x'.repeat(120)}-0/app`,
}

interface Told {
  readonly path: string
  readonly layer?: string
  readonly digest?: string
  readonly uid?: number
  readonly marks?: readonly string[]
  readonly creators?: readonly string[]
  readonly count?: number
  readonly script?: string
  /** Days before `now`. */
  readonly days?: number
  readonly evidence?: object
}

const host = { place: 'host', unit: 'ssh.service' }
const pod = (at: number, over: object = {}) => ({
  ...{ place: 'pod', namespace: 'shop', pod: `web-${at}`, podUid: `0000000${at}-0000-4000-8000-000000000000` },
  ...{ container: 'app', containerId: String(at).repeat(64), image: `registry/app@sha256:${'1'.repeat(64)}` },
  ...over,
})

function told(place: object, { path, layer = 'host-packaged', digest = 'a', marks = [], ...more }: Told): EventMessage {
  const { uid = 0, creators = ['/usr/lib/systemd/systemd'], count = 40, days = 9, script, evidence } = more
  const first = now - days * 24 * hour
  return {
    process: {
      place,
      identity: {
        ...{ path: Buffer.from(path), layer, digestState: 'read', uid, capabilities: 0, marks: [...marks] },
        ...{ digest: Buffer.from(digest.repeat(64), 'hex'), script: Buffer.from(script ?? '') },
      },
      ...{ count, source: 'events', creators: creators.map((each) => Buffer.from(each)) },
      ...{ firstTime: toTimestamp(first), lastTime: toTimestamp(first + hour / 60) },
      ...(evidence ? { evidence } : {}),
    },
  }
}

const evidence = (words: readonly string[], more: object = {}) => ({
  ...{
    pid: 77,
    parentPid: 1,
    commandLine: words.map((each) => Buffer.from(each)),
    commandLineCut: false,
    user: 'root',
  },
  ...more,
})

export interface GivenProfiles {
  readonly profiles: Profiles
  readonly store: Store
  /** Has the nodes tell of more. */
  tell(...events: EventMessage[]): Promise<void>
}

/** What everybody's sshd runs, and what nobody's should. */
const programs: readonly Told[] = [
  { path: '/usr/sbin/sshd' },
  { path: '/usr/bin/bash', digest: 'b', creators: ['/usr/sbin/sshd', '/usr/lib/systemd/systemd'] },
  { path: '/usr/bin/env', digest: 'c' },
  { path: '/usr/bin/id', digest: 'd' },
]

const odd: readonly Told[] = [
  { path: '/tmp/.x/miner', layer: 'host-unpackaged', digest: 'e', marks: ['writable-directory'], count: 1 },
  { path: '/usr/bin/curl', digest: 'f', count: 3 },
  { path: `/opt/${hostile.bidi}`, layer: 'host-unpackaged', digest: '1', count: 2 },
  { path: `/srv/${hostile.image}`, layer: 'host-unpackaged', digest: '2', count: 2 },
]

/** Profiles that really were learned, one to review, one in force, one that learns; and what broke them. */
export async function givenProfiles(changed: () => void = () => undefined): Promise<GivenProfiles> {
  const { store } = await openStore()
  await store.putCluster({ id: clusterId, name: 'production-eu-1' })
  const epochs = new Map<string, number>()
  const sent = new Map<string, number>()
  for (const nodeId of nodes) {
    const about = { agentVersion: '0.1.0', bootId: `boot-${nodeId}`, degraded: [], clockOffset: 0, spoolId }
    const { epoch } = await store.openSession({ clusterId, nodeId, name: nodeId, time: now - 20 * 24 * hour, ...about })
    epochs.set(nodeId, epoch)
  }
  const send = async (nodeId: string, time: number, ...messages: EventMessage[]) => {
    const last = sent.get(nodeId) ?? 0
    sent.set(nodeId, last + messages.length)
    const events = messages.map((each, at) => {
      const seq = last + at + 1
      const bytes = v1.Event.encode({ ...each, seq, time: toTimestamp(time) }).finish()
      return { seq, fromSeq: seq, kind: kindOf(each), time, bytes }
    })
    await store.commitEvents({ clusterId, nodeId, epoch: epochs.get(nodeId) ?? 0, spoolId, time, events })
  }
  const profiles = openProfiles({
    ...{ store, clusterId, changed, now: () => now },
    log: { info: () => undefined, error: () => undefined },
  })
  onTestFinished(async () => {
    await profiles.stop()
    await store.close()
  })
  const past = now - 9 * 24 * hour
  for (const [at, nodeId] of nodes.entries()) {
    const where = pod(1, { containerId: String(at).repeat(64) })
    const nginx: Told = { path: '/usr/sbin/nginx', layer: 'image-lower', uid: 101, creators: ['/usr/bin/runc'] }
    await send(nodeId, past, ...programs.map((each) => told(host, each)), told(where, nginx))
    await send(nodeId, past, { container: { place: where, state: 'started', time: toTimestamp(past) } })
  }
  await send('id-control-plane-1', past, ...odd.map((each) => told(host, each)))
  await send('id-worker-1', now - hour, told(pod(3, evilPlace), { path: '/app/evil', layer: 'image-lower', count: 5 }))
  await putInForce(profiles)
  await breakRules(send)
  for (const value of ['starts', 'scheduled-work', 'wall-time', 'loss-free-time', 'quiet-time'])
    await profiles.decide(
      ids.ssh,
      { action: 'waive', version: await versionOf(profiles, ids.ssh), keys: [], value },
      'bob',
    )
  const around = { poolNodes: nodes.length }
  await store.changeProfile(clusterId, ids.ssh, (before) => before && advance(before, around, now))
  return { profiles, store, tell: (...events) => send('id-worker-1', now, ...events) }
}

const evilPlace = { namespace: 'n'.repeat(60), pod: `evil\u202e${'x'.repeat(120)}-0` }

async function versionOf(profiles: Profiles, id: string): Promise<number> {
  return (await profiles.get(id)).version
}

/** The web server is reviewed. */
async function putInForce(profiles: Profiles): Promise<void> {
  for (const { name } of (await profiles.get(ids.web)).criteria)
    await profiles.decide(
      ids.web,
      { action: 'waive', version: await versionOf(profiles, ids.web), keys: [], value: name },
      'alice',
    )
  await profiles.advance()
  const keys = (await profiles.get(ids.web)).items.map(({ key }) => key)
  for (const key of keys)
    await profiles.decide(
      ids.web,
      { action: 'approve', version: await versionOf(profiles, ids.web), allNow: true, keys: [key] },
      'alice',
    )
  const version = await versionOf(profiles, ids.web)
  await profiles.decide(ids.web, { action: 'enforce', version, allNow: true, keys: [] }, 'alice')
}

type Send = (nodeId: string, time: number, ...messages: EventMessage[]) => Promise<void>

async function breakRules(send: Send): Promise<void> {
  const shell = told(pod(1), {
    ...{ path: '/usr/sbin/busybox', layer: 'image-lower', digest: '7', count: 3, days: 0.1, uid: 101 },
    marks: ['exec-session'],
    creators: ['/usr/bin/runc', '/usr/bin/containerd-shim'],
    evidence: evidence(['sh', '-c', `id; echo ${hostile.control}`], {
      listeners: ['tcp/0.0.0.0:4444'],
      user: 'www-data',
    }),
  })
  const memory = told(host, {
    ...{ path: `/memfd:${hostile.image}`, layer: 'memfd', digest: '8', count: 1, days: 0.01 },
    evidence: evidence(['kworker/u8:1']),
  })
  await send('id-control-plane-1', now - hour, shell, memory)
  await send('id-worker-1', now - hour / 2, { trace: { source: 'events', seen: 100, ringLost: 12 } })
}

/** A program that the web server's profile does not have. */
export function unexpected(path: string): EventMessage {
  return told(pod(1), { path, layer: 'upper', digest: '9', count: 1, days: 0.001, evidence: evidence([path]) })
}
