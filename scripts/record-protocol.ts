// Records what an agent and a collector of this version say to each other, for the versions to come: they have to
// understand it. Writes test/data/protocol/vPROTOCOL/VERSION.agent.bin and VERSION.collector.bin. Takes half a minute: a
// heartbeat is part of it. `--to DIR` writes elsewhere.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from '@grpc/grpc-js'
import type { Look } from '../agent/inspect/observe.ts'
import { readCredentials } from '../agent/link/credentials.ts'
import { type NodeState, openSession, type Stream } from '../agent/link/session.ts'
import { openSpool } from '../agent/link/spool.ts'
import { collectorSchema } from '../collector/config.ts'
import { issueNode } from '../collector/identity/material.ts'
import { runCollector } from '../collector/main.ts'
import { secureChannel } from '../lib/grpc.ts'
import { openLog } from '../lib/log.ts'
import { version } from '../lib/version.ts'
import { v1 } from '../proto/index.ts'
import { protocolMax } from '../proto/protocol.ts'
import { serviceDefinition } from '../proto/service.ts'
import { writeDelimited } from './delimited.ts'

const { values } = parseArgs({ options: { to: { type: 'string' } } })
const target = values.to ?? join(import.meta.dirname, `../test/data/protocol/v${protocolMax}`)
const directory = mkdtempSync(join(tmpdir(), 'merlon-record-'))

/** A domain with one file of this mode, and so much of it that it does not fit in one piece. */
function files(mode: string): Look {
  const source = 'stat /etc/ssh/sshd_config'
  const root = { value: 0, source }
  const item = { path: '/etc/ssh/sshd_config', role: 'sshd-config', foundBy: 'usual place', presence: 1, type: 'file' }
  const others = Array.from({ length: 3000 }, (_, at) => ({
    ...{ ...item, path: `/etc/kubernetes/${at}`, role: 'certificate', foundBy: 'x'.repeat(80) },
  }))
  const items = [{ ...item, mode: { value: mode, source }, uid: root, gid: root }, ...others]
  const bytes = v1.Observation.encode({ domain: 'files', schema: 1, status: 1, files: { items } }).finish()
  const recording = { files: new Set<string>(), directories: new Set<string>(), linked: new Set<string>() }
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain: 'files', bytes, hash, recording, status: 'observed', time: Date.now() }
}

/** A stream, and what goes over it in both directions. */
function recorded(client: Client): { stream: Stream; sent: Uint8Array[]; received: Uint8Array[] } {
  const method = serviceDefinition('AgentService')['Connect']
  if (!method) throw new Error('the contract has no Connect')
  const stream = client.makeBidiStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
  ) as Stream
  const [sent, received]: Uint8Array[][] = [[], []]
  const write = stream.write.bind(stream) as (frame: object) => boolean
  stream.write = ((frame: object) => {
    sent?.push(v1.ConnectRequest.encode(frame).finish())
    return write(frame)
  }) as Stream['write']
  stream.on('data', (frame) => received?.push(v1.ConnectResponse.encode(frame).finish()))
  return { stream, sent: sent ?? [], received: received ?? [] }
}

async function until(good: () => boolean): Promise<void> {
  while (!good()) await new Promise((done) => setTimeout(done, 50))
}

async function record(): Promise<void> {
  const config = collectorSchema.parse({ state: directory, listen: '127.0.0.1:0', http: '127.0.0.1:0' })
  const collector = await runCollector(config, openLog('record', 'error'))
  await issueNode(collector.material, 'node-1', join(directory, 'node'))
  const path = (name: string) => join(directory, 'node', name)
  const pem = readCredentials({ ca: path('ca.crt'), cert: path('node.crt'), key: path('node.key') })
  const address = `127.0.0.1:${collector.port}`
  const secure = secureChannel(address, pem)
  const client = new Client(address, secure.credentials, secure.options)
  const spool = openSpool({ ring: '', state: '' })
  const looks = new Map([['files' as const, files('0644')]])
  const node: NodeState = {
    ...{ looks: () => looks, degraded: () => ['file events: polling'], rescan: async () => undefined, spool },
    ...{ nodeName: 'node-1', bootId: 'boot', agentVersion: version },
    vitals: () => ({ uptimeSeconds: 60, load1: 0.5, memoryTotalBytes: 8e9, memoryAvailableBytes: 6e9 }),
  }
  const { stream, sent, received } = recorded(client)
  const answers = () => received.map((each) => v1.ConnectResponse.decode(each))
  const acks = () => answers().filter((each) => each.ack).length
  const session = openSession(stream, node, {
    welcomed: () => undefined,
    acked: () => undefined,
    warn: (message) => process.stderr.write(`${message}\n`),
  })
  await until(() => acks() >= 1)
  const changed = files('0666')
  looks.set('files', changed)
  session.changed(changed)
  await until(() => acks() >= 2)
  for (const domain of ['one', 'two', 'three']) spool.append({ flap: { domain, hash: Buffer.alloc(32, 1) } })
  await until(() => answers().some((each) => each.ack?.committedEventSeq === 3))
  await until(() => sent.some((each) => v1.ConnectRequest.decode(each).heartbeat))
  const stopping = collector.stop()
  await until(() => answers().some((each) => each.reconnect))
  session.leave('DRAINING')
  await Promise.all([session.ended, stopping, spool.close()])
  client.close()
  mkdirSync(target, { recursive: true })
  for (const [name, frames] of Object.entries({ agent: sent, collector: received }))
    writeFileSync(join(target, `${version}.${name}.bin`), writeDelimited(frames))
  process.stdout.write(`${sent.length} frames of the agent and ${received.length} of the collector are in ${target}\n`)
}

try {
  await record()
} finally {
  rmSync(directory, { recursive: true, force: true })
}
