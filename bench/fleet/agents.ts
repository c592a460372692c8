// Many idle agents in one process of its own: real links, with what a worker has. Told what to do, and tells how many are
// connected, over the channel to whoever started it.
import { createHash } from 'node:crypto'
import type { Look } from '../../agent/inspect/observe.ts'
import { type Link, openLink } from '../../agent/link/link.ts'
import { v1 } from '../../proto/index.ts'
import { looksOf } from '../../test/soak/facts.ts'

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

/** All are the same node, but for what it is called. */
async function openAll({ nodes, ...about }: Orders): Promise<Link[]> {
  const looks = await looksOf('kubeadm-worker')
  return nodes.map((node) => open(about, node, looks))
}

type About = Omit<Orders, 'nodes'>

function open(
  { collector, spread, ca }: About,
  { id, cert, key }: Orders['nodes'][number],
  looks: readonly Look[],
): Link {
  const own = new Map(looks.map((each) => [each.domain, each.domain === 'node' ? named(each, id) : each]))
  const credentials = { ca: Buffer.from(ca), cert: Buffer.from(cert), key: Buffer.from(key), notBefore: 0, notAfter: 0 }
  return openLink({
    ...{ collector, spread, log: { info: () => undefined, warn: () => undefined } },
    identity: {
      ...{ credentials: async () => credentials, refused: () => undefined, ends: () => undefined },
      ...{ subscribe: () => () => undefined, stop: () => undefined },
    },
    node: {
      ...{ looks: () => own, degraded: () => [], rescan: async () => undefined },
      ...{ nodeName: id, bootId: 'boot', agentVersion: '0.1.0', vitals: () => ({ uptimeSeconds: 1, load1: 0 }) },
    },
  })
}

function named(look: Look, name: string): Look {
  const { node, ...observation } = v1.Observation.decode(look.bytes)
  const bytes = v1.Observation.encode({ ...observation, node: { ...node, name: { value: name } } }).finish()
  return { ...look, bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

function toldOf(states: readonly string[]): Told {
  const counts = Map.groupBy(states, (each) => each.replace(/ \(.*\)|\. Resolution note: $/g, ''))
  const others = [...counts].flatMap(([state, some]) => (state === 'connected' ? [] : [[state, some.length] as const]))
  return { connected: counts.get('connected')?.length ?? 0, others }
}

process.once('message', async (orders: Orders) => {
  const links = await openAll(orders)
  setInterval(() => process.send?.(toldOf(links.map((each) => each.state()))), 500)
})
process.once('disconnect', () => process.exit())
