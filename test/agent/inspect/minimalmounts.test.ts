import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { isMounted, type Parts } from '../../../agent/host/mounts.ts'
import { openProc } from '../../../agent/host/proc.ts'
import { openRoot } from '../../../agent/host/root.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import { inspectors } from '../../../agent/inspect/registry.ts'
import { decodeObservation, type Json, viewOf } from '../../../proto/view.ts'
import { loadSpec, makeHost } from '../../support/host.ts'

/** What the chart mounts of a node where it mounts little. */
const ofChart = (
  parse(readFileSync(new URL('../../../deploy/chart/files/mounts.yaml', import.meta.url), 'utf8')) as {
    directories: string[]
  }
).directories

function partly(root: string, parts: Parts): Host {
  const partsOf = () => parts
  return hostOf(openRoot(root, partsOf), openProc(root, partsOf), (pid) => openRoot(`${root}/proc/${pid}/root`))
}

async function views(host: Host): Promise<Map<string, Json>> {
  const found = new Map<string, Json>()
  for (const inspector of inspectors)
    found.set(inspector.domain, viewOf(decodeObservation((await observe(inspector, host)).bytes)) as unknown as Json)
  return found
}

/** Everything in a view that is said not to be there; what lies in a mounted part may be missing there. */
function absences(value: Json, parts: Parts): string[] {
  if (value === null || typeof value !== 'object') return []
  const own = Object.values(value).some((each) => typeof each === 'string' && /absent|not exist/.test(each))
  const { path } = value as { path?: Json }
  const isSeen = typeof path === 'string' && isMounted(path, parts) === 'inside'
  const below = Object.values(value).flatMap((each: Json) => absences(each, parts))
  return own && !isSeen ? [JSON.stringify(value), ...below] : below
}

const nodes = ['kubeadm-control-plane', 'k3s-server', 'plain-debian']
const mounts: [string, Parts][] = [
  ['what the chart mounts', ofChart],
  ['/proc alone', ['/proc']],
  ['/etc and /proc', ['/etc', '/proc']],
  ['/usr and /var, without /proc', ['/usr', '/var']],
  ['directories further down', ['/etc/kubernetes', '/proc', '/var/lib/kubelet']],
]

test.each(nodes.flatMap((node) => mounts.map(([name, parts]) => [node, name, parts] as const)))(
  '%s with %s says of nothing that it is not there, only because it is not mounted',
  async (node, _, parts) => {
    const root = makeHost(loadSpec(node))
    const [whole, part] = [await views(openHost(root)), await views(partly(root, parts))]
    for (const [domain, view] of part) {
      const known = new Set(absences(whole.get(domain) as Json, parts))
      expect({ domain, new: absences(view, parts).filter((each) => !known.has(each)) }).toEqual({ domain, new: [] })
    }
  },
)

test('says of what is not mounted that it is denied', async () => {
  const part = await views(partly(makeHost(loadSpec('kubeadm-control-plane')), ['/proc', '/var']))
  expect(part.get('ssh')).toMatchObject({
    status: 'denied',
    reason: '/etc/ssh/sshd_config: /etc is not mounted into the agent',
  })
  const blind = await views(partly(makeHost(loadSpec('kubeadm-control-plane')), ['/etc']))
  expect(blind.get('processes')).toEqual({ status: 'denied', reason: '/proc: /proc is not mounted into the agent' })
})
