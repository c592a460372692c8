import type { ComponentEndpoint, Gap, ServedTlsFact } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { type Unseen, why } from '../host/look.ts'
import { apiServer } from './apiserver.ts'
import { certificates } from './certificates.ts'
import { controllerManager } from './controllermanager.ts'
import { etcd } from './etcd.ts'
import type { Inspector, Observation, Read } from './inspector.ts'
import { inspectKubelet } from './kubelet.ts'
import { scheduler } from './scheduler.ts'
import { type EndpointFact, endpointFact, untried } from './servedtls/endpoint.ts'
import { addressesFor, componentPlaces, distinct, kubeletPlaces, listedPlaces, type Place } from './servedtls/places.ts'
import { probe } from './servedtls/probe.ts'

/** Most places that are tried, how many at once, and for how many milliseconds new ones are begun. */
const limits = { places: 32, atOnce: 4, time: 12_000 }

/** Programs by the names that facts have for them. */
const components = {
  etcd,
  'kube-apiserver': apiServer,
  'kube-controller-manager': controllerManager,
  'kube-scheduler': scheduler,
}

/**
 * What the node's components really serve by TLS, as handshakes with the node's own addresses show. Only where the
 * operator asks for it, and only at full passes: nothing that happens on the node makes it call.
 */
export const servedTls: Inspector<'servedTls'> = {
  domain: 'servedTls',
  schema: 1,
  unwatched: true,
  reads: readsOnce([
    ...[...Object.values(components), certificates].flatMap(({ reads }) => reads),
    { glob: '/proc/1/net/{fib_trie,route,if_inet6}', why: "the node's own addresses" },
    { glob: '/proc/{1,self}/ns/net', why: "whether the agent is in the node's network" },
  ]),
  inspect,
}

async function inspect(host: Host): Promise<Observation<ServedTlsFact>> {
  const { liveTls } = host.wanted
  if (!liveTls?.enabled) return { status: 'absent' }
  const { places: told, gaps } = await toldPlaces(host)
  const places = distinct([...told, ...listedPlaces(liveTls.ports, told)])
  const left = places.length - limits.places
  if (left > 0) gaps.push({ path: '', reason: `${left} more places than the ${limits.places} that are tried` })
  const [gap] = gaps
  if (places.length === 0) return gap ? { status: 'failed', reason: gap.reason ?? '' } : { status: 'absent' }
  return { status: 'observed', fact: { items: await tryAll(host, places.slice(0, limits.places)) }, gaps }
}

/** Where the running components are told to serve. One that does not run serves nowhere. */
async function toldPlaces(host: Host): Promise<{ places: Place[]; gaps: Gap[] }> {
  const places: Place[] = []
  const gaps: Gap[] = []
  for (const [component, inspector] of Object.entries(components)) {
    const look: Observation<Served> = await host.shared(`fact of ${component}`, inspector.inspect)
    if (look.status === 'observed') places.push(...placesOf(host, component, look.fact))
    else if (look.status !== 'absent') gaps.push(unknownPlaces(component, look.reason))
  }
  const kubelet = await inspectKubelet(host)
  if (kubelet.status === 'observed')
    places.push(...within(host, kubelet.fact.process?.pid, kubeletPlaces(kubelet.fact)))
  else if (kubelet.status !== 'absent') gaps.push(unknownPlaces('kubelet', kubelet.reason))
  return { places, gaps }
}

interface Served {
  readonly process?: { readonly pid?: number } | null
  readonly endpoints?: ComponentEndpoint[] | null
}

function placesOf(host: Host, component: string, { process, endpoints }: Served): Place[] {
  return process ? within(host, process.pid, componentPlaces(component, endpoints ?? [])) : []
}

/** A process with a network of its own is not reached at the node's addresses: another one may answer there. */
function within(host: Host, pid: number | undefined, places: Place[]): Place[] {
  const [own, nodes] = [host.proc.link(`${pid}/ns/net`), host.proc.link('1/ns/net')]
  const hidden = [own, nodes].find((each): each is Unseen => each.status === 'denied' || each.status === 'failed')
  const isOther = own.status === 'observed' && nodes.status === 'observed' && own.value !== nodes.value
  if (!hidden && !isOther) return places
  const elsewhere = hidden
    ? `whether process ${pid} is in the node's network: ${why(hidden)}`
    : `process ${pid} is in a network of its own`
  return places.map((each) => ({ ...each, elsewhere }))
}

function unknownPlaces(component: string, reason: string): Gap {
  return { path: '', reason: `where ${component} serves: ${reason}` }
}

async function tryAll(host: Host, places: readonly Place[]): Promise<EndpointFact[]> {
  const files = await host.shared('fact of certificates', certificates.inspect)
  const end = performance.now() + limits.time
  const items: EndpointFact[] = []
  const waiting = [...places.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, place] = next
      const addresses = addressesFor(place, host.tls.network())
      if (addresses.status !== 'observed')
        items[at] = untried(place, addresses.status === 'absent' ? 'live TLS is not switched on' : addresses.reason)
      else if (performance.now() > end) items[at] = untried(place, 'not tried: others took too long')
      else items[at] = endpointFact(place, await probe(host.tls, addresses.value, place.port), files)
    }
  }
  await Promise.all(Array.from({ length: limits.atOnce }, work))
  return items
}

function readsOnce(reads: readonly Read[]): Read[] {
  return [...new Map(reads.map((each) => [JSON.stringify(each), each])).values()]
}
