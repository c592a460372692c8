// The names and addresses by which clients call a component: its certificate has to stand for each of them.
import { bindScope, splitHostPort } from '../../parse/bindaddress.ts'
import { addressBytes, addressText } from '../../parse/ipaddress.ts'

/** What a certificate has to stand for, and what says so. */
export interface Served {
  /** As among the alternative names: `dns:cp-1`, `ip:10.0.0.5`. */
  readonly name: string
  readonly source: string
}

/** Flags of the control plane that say where a component is called. */
export const servingFlags = ['advertise-address', 'bind-address', 'service-cluster-ip-range'] as const

/** What the certificate of a component of the control plane has to stand for. `sni`: it has others for single names. */
export function servedByFlags(component: string, flags: ReadonlyMap<string, string>, sni: boolean): Served[] {
  const told = (flag: string) => servedHost(flags.get(flag) ?? '', `flag --${flag}`)
  const hosts = [...told('advertise-address'), ...told('bind-address')]
  if (component !== 'kube-apiserver') return hosts
  // Pods call the API server by its service.
  const service = firstAddress(flags.get('service-cluster-ip-range')?.split(',')[0] ?? '')
  return [
    ...hosts,
    ...(service ? [{ name: `ip:${service}`, source: 'flag --service-cluster-ip-range' }] : []),
    ...(sni ? [] : [{ name: 'dns:kubernetes.default.svc', source: 'service of the API server' }]),
  ]
}

/** A host that is listened on or announced. All addresses of a node are no name, and a broken address neither. */
export function servedHost(host: string, source: string): Served[] {
  if (bindScope(host) === 'wildcard') return []
  const bytes = addressBytes(host.split('%', 1)[0] as string)
  if (bytes) return [{ name: `ip:${addressText(bytes)}`, source }]
  return /^[A-Za-z0-9]([A-Za-z0-9._-]{0,252})$/.test(host) ? [{ name: `dns:${host.toLowerCase()}`, source }] : []
}

/** The hosts of those addresses that are called with TLS. */
export function servedUrls(urls: readonly { readonly text: string; readonly source: string }[]): Served[] {
  return urls.flatMap(({ text, source }) => {
    const authority = /^https:\/\/([^/?#]*)/.exec(text)?.[1]
    const place = authority === undefined ? undefined : splitHostPort(authority)
    return place ? servedHost(place.host, source) : []
  })
}

/** Whether alternative names hold a name as Go compares them: a star stands for the whole first label alone. */
export function covers(alternatives: readonly string[], { name }: Pick<Served, 'name'>): boolean {
  const wanted = name.toLowerCase().replace(/\.$/, '')
  const star = wanted.replace(/^dns:[^.]+\./, 'dns:*.')
  return alternatives.some((each) => {
    const own = each.toLowerCase().replace(/\.$/, '')
    return own === wanted || (star !== wanted && own === star)
  })
}

/** The first address of a range after its own: what the service of the API server gets. */
function firstAddress(range: string): string | undefined {
  const [address = '', prefix] = range.trim().split('/')
  const bytes = addressBytes(address)
  if (!bytes || prefix === undefined || !/^\d{1,3}$/.test(prefix)) return undefined
  const masked = bytes.map((byte, at) => byte & (0xff << Math.max(0, 8 - Math.max(0, Number(prefix) - at * 8))))
  const last = masked.length - 1
  return addressText(masked.map((byte, at) => (at === last ? (byte & 0xff) + 1 : byte & 0xff)))
}
