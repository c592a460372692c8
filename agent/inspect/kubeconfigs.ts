import type { Gap, KubeconfigsFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import { parseKubeconfig } from '../parse/kubeconfig.ts'
import { findPointers } from './certificates/find.ts'
import { byPath, reasonsOf, usesOf } from './certificates/group.ts'
import { pathWithin, readPointed } from './certificates/pointed.ts'
import type { Pointer } from './certificates/pointer.ts'
import { certificates } from './certificates.ts'
import type { Inspector, Observation } from './inspector.ts'
import { clusterFact, userFact } from './kubeconfigs/entries.ts'
import type { SeenFile } from './sight.ts'

type Item = NonNullable<KubeconfigsFact['items']>[number]

/** The kubeconfigs of components and administrators: those that the certificates are looked for in, by what they say. */
export const kubeconfigs: Inspector<'kubeconfigs'> = {
  domain: 'kubeconfigs',
  schema: 1,
  ...(certificates.processes && { processes: certificates.processes }),
  reads: [
    ...certificates.reads,
    { glob: '/etc/passwd', why: 'names of owners' },
    { glob: '/etc/group', why: 'names of owners' },
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<KubeconfigsFact>> {
  const found = await findPointers(host)
  const items: Item[] = []
  const gaps = found.gaps.map(({ path, reason }): Gap => ({ path, reason }))
  for (const [, same] of byPath(found.pointers.filter(({ format }) => format === 'kubeconfig'))) {
    const outcome = await itemOf(host, same)
    if (outcome.item) items.push(outcome.item)
    if (outcome.gap) gaps.push(outcome.gap)
  }
  const [first] = gaps
  if (items.length > 0) return { status: 'observed', fact: { items }, gaps: unique(gaps) }
  if (!first) return { status: 'absent' }
  const isDenied = found.gaps.some(({ denied }) => denied)
  return { status: isDenied ? 'denied' : 'failed', reason: `${first.path}: ${first.reason}` }
}

interface Outcome {
  readonly item?: Item
  readonly gap?: Gap
}

async function itemOf(host: Host, pointers: readonly Pointer[]): Promise<Outcome> {
  const { path, foundBy, named } = reasonsOf(pointers)
  const look = await readPointed(host, pointers)
  if (look.status === 'absent' && !named) return {}
  // That a file which is named is not there is told by the certificates.
  if (look.status !== 'observed') return { gap: { path, reason: why(look) } }
  const parsed = parseKubeconfig(look.value.bytes, pathWithin(pointers))
  // Another configuration has this usual place on this node.
  if (!parsed.ok) return parsed.kind !== undefined && !named ? {} : { gap: { path, reason: parsed.reason } }
  const components = usesOf(pointers).map(({ component }) => component)
  const users = await Promise.all(parsed.users.map((user) => userFact(host, user, path, pointers)))
  const item: Item = {
    ...{ path, foundBy, named, components: [...new Set(components)].sort(compare) },
    ...(await ownership(host, look.value, components[0])),
    embedsSecret: parsed.users.some(({ embedsSecret }) => embedsSecret),
    clusters: parsed.clusters.map((cluster) => clusterFact(cluster, path)),
    users,
  }
  return parsed.more ? { item, gap: { path, reason: 'more clusters or users than are read' } } : { item }
}

async function ownership(
  host: Host,
  { mode, uid, target, contained }: SeenFile,
  component = '',
): Promise<Pick<Item, 'mode' | 'uid' | 'owner'>> {
  const source = `state of ${target}${contained ? ` in the container of ${component}` : ''}`
  const accounts = await host.accounts()
  return {
    mode: { value: mode.toString(8).padStart(4, '0'), source },
    uid: { value: uid, source },
    owner: accounts.user(uid),
  }
}

function unique(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.path}\0${gap.reason}`, gap])).values()]
}
