import { createHash } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Look } from '../../agent/inspect/observe.ts'
import { openFileIdentity } from '../../agent/link/identity/files.ts'
import type { Identity } from '../../agent/link/identity.ts'
import { type Link, openLink } from '../../agent/link/link.ts'
import type { NodeState } from '../../agent/link/session.ts'
import { type Domain, type ObservationMessage, v1 } from '../../proto/index.ts'
import { eventually, silent, type TestCollector } from './collector.ts'

const noRecording: Look['recording'] = { files: new Set(), directories: new Set(), linked: new Set() }

/** An encoded observation as the agent makes it. */
export function lookOf(observation: ObservationMessage & { domain: Domain }, time = Date.now()): Look {
  const bytes = v1.Observation.encode(observation).finish()
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain: observation.domain, bytes, hash, recording: noRecording, status: 'observed', time }
}

/** A files fact with one sshd_config of this mode. */
export function sshdConfig(mode: string): Look {
  const item = {
    path: '/etc/ssh/sshd_config',
    role: 'sshd-config',
    foundBy: 'usual place',
    presence: 1,
    type: 'file',
    mode: { value: mode, source: 'stat /etc/ssh/sshd_config' },
    uid: { value: 0, source: 'stat /etc/ssh/sshd_config' },
    gid: { value: 0, source: 'stat /etc/ssh/sshd_config' },
  }
  return lookOf({ domain: 'files', schema: 1, status: 1, files: { items: [item] } })
}

export interface TestAgent {
  readonly link: Link
  /** Shows the agent something new. */
  show(look: Look): void
}

/** A real link of an agent whose looks the test chooses, once it was answered or refused. */
export async function startAgent(
  collector: TestCollector,
  nodeId: string,
  looks: readonly Look[],
  more: Partial<NodeState> = {},
  identity?: Identity,
): Promise<TestAgent> {
  const current = new Map(looks.map((look) => [look.domain, look]))
  const node: NodeState = {
    looks: () => current,
    degraded: () => [],
    rescan: async () => undefined,
    nodeName: nodeId,
    bootId: 'boot',
    agentVersion: '0.1.0',
    vitals: () => ({ uptimeSeconds: 1, load1: 0 }),
    ...more,
  }
  const link = openLink({
    collector: collector.address,
    identity: identity ?? openFileIdentity(await collector.node(nodeId)),
    node,
    spread: 0,
    log: silent,
  })
  onTestFinished(() => link.stop())
  // It is known to the collector, or knows why not.
  await eventually(link.state, (state) => state !== 'connecting', 60_000)
  return {
    link,
    show: (look) => {
      current.set(look.domain, look)
      link.changed(look)
    },
  }
}
