// What a kubeconfig says of one cluster or one user, without any secret.
import type { KubeconfigsFact, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import type { KubeconfigCluster, KubeconfigUser, Material } from '../../parse/kubeconfig.ts'
import type { Certificate } from '../../parse/x509.ts'
import { contentOf } from '../certificates/pemfile.ts'
import { readNamed } from '../certificates/pointed.ts'
import type { Pointer } from '../certificates/pointer.ts'

type Item = NonNullable<KubeconfigsFact['items']>[number]
type ClusterFact = NonNullable<Item['clusters']>[number]
type UserFact = NonNullable<Item['users']>[number]

/** @param path of the kubeconfig */
export function clusterFact({ name, server, insecure, authority, line }: KubeconfigCluster, path: string): ClusterFact {
  const source = `file ${path}:${line}`
  return {
    name,
    server: { value: server, source },
    insecureSkipTlsVerify: { value: insecure, source },
    authority: authority === undefined ? 'none' : authority.kind === 'file' ? 'file' : 'data',
    authorityFile: authority?.kind === 'file' ? authority.path : '',
  }
}

/** Its certificate is read for the name and the groups in it. */
export async function userFact(
  host: Host,
  { name, credentials, certificate, line }: KubeconfigUser,
  path: string,
  pointers: readonly Pointer[],
): Promise<UserFact> {
  const source = `file ${path}:${line}`
  const told = {
    name,
    credentials: [...credentials],
    certificateFile: certificate?.kind === 'file' ? certificate.path : '',
  }
  if (!certificate) return { ...told, commonName: { source, unknown: 'no certificate is given' }, organizations: [] }
  const look = await certificateOf(host, certificate, pointers)
  const commonName: SourcedString =
    look.status === 'observed'
      ? { value: look.value.subject.commonName, source }
      : { source, unknown: `certificate: ${why(look)}` }
  return { ...told, commonName, organizations: look.status === 'observed' ? [...look.value.subject.organizations] : [] }
}

/** The first certificate, which is the one that is shown. */
async function certificateOf(host: Host, material: Material, pointers: readonly Pointer[]): Promise<Look<Certificate>> {
  if (material.kind === 'broken') return failed(material.reason)
  const look = material.kind === 'data' ? seen(material) : await readNamed(host, pointers, material.path)
  if (look.status !== 'observed') return look
  const { certificates, unread, remark } = contentOf(look.value.bytes)
  const own = certificates.find(({ loads }) => loads) ?? certificates[0]
  return own ? seen(own.certificate) : failed(unread || remark)
}
