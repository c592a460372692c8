// Whole fixture nodes: what `test/hosts` says of their certificates and of what listens becomes real.
import { type FileSpec, type HostSpec, loadSpec, type ProcessSpec } from './fixture.ts'
import { any6, type TableRow, tcpTable, udpTable } from './nettable.ts'
import { issue, kubeconfig, type Pair, type Request } from './pki.ts'

/** A certificate of a fixture node, and the files that it goes into. They keep the modes that `files` gives them. */
interface CertificateSpec extends Omit<Request, 'by' | 'keys'> {
  /** Which other one signs it. */
  readonly by?: string
  /** One file, or several that hold the same. */
  readonly cert?: string | readonly string[]
  /** Made with mode 0600. */
  readonly key?: string
  /** Both in one file, as the kubelet stores them; mode 0600. */
  readonly combined?: string
  /** Embedded into a kubeconfig, mode 0600. */
  readonly kubeconfig?: string
  /** A kubeconfig of `files` whose authority it is: its data takes the place of what stands there. */
  readonly trustedBy?: string
}

/** A port on which a process waits. Without an address on all, of both families, as Go listens. */
interface ListenerSpec {
  readonly tcp?: number
  readonly udp?: number
  /** Of IPv4. */
  readonly address?: string
  readonly process: number
}

interface NodeSpec extends HostSpec {
  readonly certificates?: Readonly<Record<string, CertificateSpec>>
  readonly listeners?: readonly ListenerSpec[]
}

/** Inode of the network namespace of the node itself, as on most machines. */
const hostNetwork = 4026531840

/** A fixture node by its name in `test/hosts`, with new certificates. */
export async function loadNode(name: string): Promise<HostSpec> {
  const { certificates = {}, listeners = [], ...spec } = loadSpec(name) as NodeSpec
  const files: Record<string, string | FileSpec> = { ...spec.files }
  const issued = new Map<string, Pair>()
  for (const [id, each] of Object.entries(certificates)) {
    const by = each.by === undefined ? undefined : issued.get(each.by)
    if (each.by !== undefined && by === undefined)
      throw new Error(`${name}: ${id} is signed by ${each.by}, which is no earlier one`)
    const { by: _, ...request } = each
    const pair = await issue({ ...request, ...(by && { by }) })
    issued.set(id, pair)
    for (const [path, content, mode] of filesOf(each, pair, by ?? pair))
      files[path] = withContent(files[path], content, mode)
  }
  for (const [id, { trustedBy }] of Object.entries(certificates))
    if (trustedBy !== undefined) files[trustedBy] = trusting(files[trustedBy], issued.get(id))
  return { ...spec, files, processes: listening(spec.processes ?? [], listeners) }
}

function filesOf(spec: CertificateSpec, pair: Pair, authority: Pair): [path: string, content: string, mode: string][] {
  const user = /CN=([^,]+)/.exec(spec.name)?.[1] ?? spec.name
  const places: [path: string | undefined, content: string, mode: string][] = [
    ...[spec.cert ?? []].flat().map((path): [string, string, string] => [path, pair.cert, '0644']),
    [spec.key, pair.key, '0600'],
    [spec.combined, pair.combined, '0600'],
    [spec.kubeconfig, kubeconfig(authority, user, pair), '0600'],
  ]
  return places.flatMap(([path, content, mode]) => (path === undefined ? [] : [[path, content, mode]]))
}

function withContent(file: string | FileSpec | undefined, content: string, mode: string): FileSpec {
  return typeof file === 'object' ? { ...file, content } : { mode, content }
}

function trusting(file: string | FileSpec | undefined, authority: Pair | undefined): FileSpec {
  const { content = '', ...rest } = typeof file === 'object' ? file : { content: file ?? '' }
  return { ...rest, content: content.replace(/(?<=certificate-authority-data: ).*/, authority?.certData ?? '') }
}

/** The tables of process 1, and who holds their sockets. Processes with ids of their own have a network of their own. */
function listening(processes: readonly ProcessSpec[], listeners: readonly ListenerSpec[]): ProcessSpec[] {
  const rows = listeners.map((each, at) => ({ ...each, inode: 50_001 + at }))
  const table = (protocol: 'tcp' | 'udp', local: boolean): TableRow[] =>
    rows
      .filter((each) => each[protocol] !== undefined && (each.address !== undefined) === local)
      .map(({ inode, ...each }) => ({
        address: each.address === undefined ? any6 : hexOf(each.address),
        port: each[protocol] ?? 0,
        inode,
      }))
  const net = {
    tcp: tcpTable(...table('tcp', true)),
    tcp6: tcpTable(...table('tcp', false)),
    udp: udpTable(...table('udp', true)),
    udp6: udpTable(...table('udp', false)),
  }
  return processes.map((each) => {
    const sockets = rows.filter(({ process }) => process === each.pid).map(({ inode }) => inode)
    const isHosts = sockets.length > 0 || (each.nspid?.length ?? 1) === 1
    const network = each.network ?? (isHosts ? hostNetwork : hostNetwork + each.pid)
    return { ...each, network, ...(sockets.length > 0 && { sockets }), ...(each.pid === 1 && { net }) }
  })
}

/** The bytes of an address as the kernel writes them on these machines: the last first. */
function hexOf(address: string): string {
  const bytes = address.split('.').map((each) => Number(each).toString(16).toUpperCase().padStart(2, '0'))
  return bytes.reverse().join('')
}
