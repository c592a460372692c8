import type { CertificatesFact, Gap } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { findPointers } from './certificates/find.ts'
import { componentFlags } from './certificates/flags.ts'
import type { FileFact } from './certificates/group.ts'
import { limited, loadAll } from './certificates/load.ts'
import { usualDirectories, usualPlaces } from './certificates/places.ts'
import type { Missing } from './certificates/pointer.ts'
import { type CertificateFact, relate } from './certificates/relate.ts'
import { hostNameFile } from './hostname.ts'
import type { Inspector, Observation } from './inspector.ts'
import { kubelet } from './kubelet.ts'

/** The certificates of the node's components: what running ones are told to use, then what lies in usual places. */
export const certificates: Inspector<'certificates'> = {
  domain: 'certificates',
  schema: 2,
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
    { origin: 'certificateGlobs of the configuration', why: 'certificates where the operator says' },
    { origin: 'a .key beside a certificate', why: 'whether it is the private key of the certificate' },
    { glob: '/proc/*/environ', why: 'variables of etcd, only those that name its files and addresses' },
    { glob: '/proc/sys/kernel/hostname', why: 'the name that the certificate of the kubelet stands for' },
    { glob: hostNameFile, why: 'that name where the kernel tells another one' },
    { glob: '/proc/*/ns/uts', why: 'whether the kernel tells it of the host' },
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
  const { pointers, gaps: unfound } = await findPointers(host)
  const loaded = await loadAll(host, pointers)
  const { groups, gaps: left } = limited([...loaded.groups].sort((a, b) => compare(a.path, b.path)))
  const { items, gaps: unrelated } = relate(groups)
  const gaps = [...unfound, ...loaded.gaps, ...left, ...unrelated]
  if (loaded.files.length === 0) return nothing(gaps)
  return { status: 'observed', fact: { items, files: filesOf(loaded.files, items) }, gaps: unique(gaps) }
}

/** Without any file: absent only where everything could be looked at. */
function nothing(gaps: readonly Missing[]): Observation<CertificatesFact> {
  const [first] = gaps
  if (!first) return { status: 'absent' }
  return { status: first.denied ? 'denied' : 'failed', reason: `${first.path}: ${first.reason}` }
}

/** The files, sorted, each with the authorities that it holds: what rules ask of a file they need not look for. */
function filesOf(files: readonly FileFact[], items: readonly CertificateFact[]) {
  const authorities = new Map<string, CertificateFact[]>()
  for (const each of items.filter(isAuthority)) {
    const same = authorities.get(each.path ?? '')
    if (same) same.push(each)
    else authorities.set(each.path ?? '', [each])
  }
  return [...files]
    .sort((a, b) => compare(a.path, b.path))
    .map((file) => ({ ...file, authorities: (authorities.get(file.path) ?? []).map(inShort) }))
}

function isAuthority({ uses }: CertificateFact): boolean {
  return uses?.some(({ role }) => role?.endsWith('-ca')) === true
}

function inShort({ name = '', subject = '', notBefore = {}, notAfter = {} }: CertificateFact) {
  return { name, subject, notBefore, notAfter }
}

function unique(gaps: readonly Missing[]): Gap[] {
  const byWords = new Map(gaps.map(({ path, reason }) => [`${path}\0${reason}`, { path, reason }]))
  return [...byWords.values()].sort((a, b) => compare(a.path, b.path) || compare(a.reason, b.reason))
}
