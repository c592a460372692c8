// Many idle agents in one process of its own: real links, one small domain each. Told what to do, and tells how many are
// connected, over the channel to whoever started it.
import { createHash } from 'node:crypto'
import type { Look } from '../../agent/inspect/observe.ts'
import { type Link, openLink } from '../../agent/link/link.ts'
import { v1 } from '../../proto/index.ts'

/** What it is told once. */
export interface Orders {
  readonly collector: string
  /** Milliseconds within which all call for the first time. */
  readonly spread: number
  /** PEM. */
  readonly ca: string
  readonly nodes: readonly { readonly id: string; readonly cert: string; readonly key: string }[]
}

/** What it tells each half second. */
export interface Told {
  readonly connected: number
  /** Why others are not, and how many. */
  readonly others: readonly (readonly [string, number])[]
}

const recording: Look['recording'] = { files: new Set(), directories: new Set(), linked: new Set() }

function lookOf(name: string): Look {
  const bytes = v1.Observation.encode({
    domain: 'node',
    schema: 1,
    status: 1,
    node: { name: { value: name } },
  }).finish()
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain: 'node', bytes, hash, recording, status: 'observed', time: Date.now() }
}

function open({ collector, spread, ca }: Orders, { id, cert, key }: Orders['nodes'][number]): Link {
  const looks = new Map([['node' as const, lookOf(id)]])
  const credentials = { ca: Buffer.from(ca), cert: Buffer.from(cert), key: Buffer.from(key), notBefore: 0, notAfter: 0 }
  return openLink({
    ...{ collector, spread, log: { info: () => undefined, warn: () => undefined } },
    identity: {
      ...{ credentials: async () => credentials, refused: () => undefined, ends: () => undefined },
      ...{ subscribe: () => () => undefined, stop: () => undefined },
    },
    node: {
      ...{ looks: () => looks, degraded: () => [], rescan: async () => undefined },
      ...{ nodeName: id, bootId: 'boot', agentVersion: '0.1.0', vitals: () => ({ uptimeSeconds: 1, load1: 0 }) },
    },
  })
}

function toldOf(states: readonly string[]): Told {
  const counts = Map.groupBy(states, (each) => each.replace(/ \(.*\)|\. Resolution note: $/g, ''))
  const others = [...counts].flatMap(([state, some]) => (state === 'connected' ? [] : [[state, some.length] as const]))
  return { connected: counts.get('connected')?.length ?? 0, others }
}

process.once('message', (orders: Orders) => {
  const links = orders.nodes.map((each) => open(orders, each))
  setInterval(() => {
    process.send?.(toldOf(links.map((each) => each.state())))
  }, 500)
})
process.once('disconnect', () => process.exit())
