import type { CertificatesFact, Gap } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import { controlPlanePointers } from './certificates/controlplane.ts'
import { etcdPointers } from './certificates/etcd.ts'
import { componentFlags } from './certificates/flags.ts'
import type { FileFact } from './certificates/group.ts'
import { kubeletPointers } from './certificates/kubelet.ts'
import { limited, loadAll } from './certificates/load.ts'
import { usualDirectories, usualPlaces, usualPointers } from './certificates/places.ts'
import type { Found, Missing } from './certificates/pointer.ts'
import { relate } from './certificates/relate.ts'
import type { Inspector, Observation } from './inspector.ts'
import { kubelet } from './kubelet.ts'

/** The certificates of the node's components: what running ones are told to use, then what lies in usual places. */
export const certificates: Inspector<'certificates'> = {
  domain: 'certificates',
  schema: 1,
  processes: [...(kubelet.processes ?? []), 'etcd', ...componentFlags.map(({ component }) => component.slice(0, 15))],
  reads: [
    ...kubelet.reads,
    { origin: 'named by the configuration of the running kubelet', why: 'its certificates, keys and authorities' },
    {
      origin: 'named by flags of a running control plane or kube-proxy',
      why: 'its certificates, keys and authorities',
    },
    {
      origin: 'named by flags, environment or --config-file of a running etcd',
      why: 'its certificates, keys and authorities',
    },
    { origin: 'named by --config of kube-scheduler or kube-proxy', why: 'which kubeconfig it uses' },
    { origin: 'named by a kubeconfig', why: 'certificates, keys and authorities that it does not embed' },
    { origin: 'a .key beside a certificate', why: 'whether it is the private key of the certificate' },
    { glob: '/proc/*/environ', why: 'variables of etcd, only those that name its files' },
    { glob: '/proc/*/mountinfo', why: 'where on the host the files of components in containers are' },
    ...usualDirectories.map((glob) => ({ glob, why: 'names of the files in a usual place' })),
    ...usualPlaces.map(({ glob, format }) => ({
      glob,
      why: format === 'pem' ? 'certificates in a usual place' : 'certificates in a kubeconfig',
    })),
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<CertificatesFact>> {
  const processes = host.proc.processes()
  const hidden = processes.status === 'denied' || processes.status === 'failed'
  const running = [kubeletPointers, controlPlanePointers, etcdPointers]
  const found: Found[] = []
  for (const find of hidden ? [usualPointers] : [...running, usualPointers]) found.push(await find(host))
  const pointers = found.flatMap((each) => each.pointers)
  const loaded = await loadAll(host, pointers)
  const { groups, gaps: left } = limited([...loaded.groups].sort((a, b) => compare(a.path, b.path)))
  const { items, gaps: unrelated } = relate(groups)
  const unlisted = hidden ? [{ path: '/proc', reason: why(processes), denied: processes.status === 'denied' }] : []
  const gaps = [...unlisted, ...found.flatMap((each) => each.gaps), ...loaded.gaps, ...left, ...unrelated]
  if (loaded.files.length === 0) return nothing(gaps)
  return { status: 'observed', fact: { items, files: sorted(loaded.files) }, gaps: unique(gaps) }
}

/** Without any file: absent only where everything could be looked at. */
function nothing(gaps: readonly Missing[]): Observation<CertificatesFact> {
  const [first] = gaps
  if (!first) return { status: 'absent' }
  return { status: first.denied ? 'denied' : 'failed', reason: `${first.path}: ${first.reason}` }
}

function sorted(files: readonly FileFact[]): FileFact[] {
  return [...files].sort((a, b) => compare(a.path, b.path))
}

function unique(gaps: readonly Missing[]): Gap[] {
  const byWords = new Map(gaps.map(({ path, reason }) => [`${path}\0${reason}`, { path, reason }]))
  return [...byWords.values()].sort((a, b) => compare(a.path, b.path) || compare(a.reason, b.reason))
}
