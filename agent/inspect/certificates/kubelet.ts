import type { KubeletFact, Setting } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { failed } from '../../host/look.ts'
import { hostName } from '../hostname.ts'
import { inspectKubelet } from '../kubelet.ts'
import { readSeen, type Sight, sightOf } from '../sight.ts'
import { type Naming, namingOf } from './controlplane.ts'
import type { Found, Pointer } from './pointer.ts'
import { type Served, servedHost } from './serves.ts'

interface Text {
  readonly value: string
  readonly source: string
}

/** What the running kubelet of this node uses, by its effective configuration. */
export async function kubeletPointers(host: Host): Promise<Found> {
  const look = await inspectKubelet(host)
  if (look.status === 'absent') return { pointers: [], gaps: [] }
  if (look.status !== 'observed')
    return { pointers: [], gaps: [{ path: '/proc', reason: `configuration of the kubelet: ${look.reason}` }] }
  const naming = namingOf('kubelet', sightOfKubelet(host, look.fact))
  const field = (path: string) => textOf(look.fact.configuration, path)
  const setting = (path: string) => textOf(look.fact.settings, path)
  const directory = setting('cert-dir').value
  const serves = await servedByKubelet(
    host,
    look.fact.process?.pid ?? undefined,
    setting('hostname-override'),
    setting('node-ip'),
  )
  nameServing(naming, field, directory, serves)
  const clientCa = field('authentication.x509.clientCAFile')
  naming.pem(clientCa.value, 'client-ca', clientCa.source)
  const kubeconfig = setting('kubeconfig')
  naming.kubeconfig(kubeconfig.value, kubeconfig.source)
  const rotates = field('rotateCertificates')
  if (rotates.value !== 'true' || !directory) return naming.found
  return { ...naming.found, pointers: [...naming.found.pointers, ...rotated(naming, directory, rotates.source)] }
}

/**
 * With rotation the kubelet prefers the certificate that it stored over that of its kubeconfig. There is none before the
 * first one was issued, so its absence is no fault.
 */
function rotated(naming: Naming, directory: string, source: string): Pointer[] {
  const place = naming.place(`${directory}/kubelet-client-current.pem`)
  if (!place) return []
  const use = { component: 'kubelet', role: 'client', source: `rotateCertificates (${source})` }
  const foundBy = `${use.source} of kubelet`
  return [
    {
      ...place,
      format: 'pem',
      use,
      key: { path: place.path, source: use.source },
      foundBy,
      named: false,
      optional: true,
    },
  ]
}

/** serverTLSBootstrap wins over the files that are named; without either, a pair in the directory is made and used. */
function nameServing(
  naming: Naming,
  field: (path: string) => Text,
  directory: string,
  serves: readonly Served[],
): void {
  const [bootstrap, certificate, key] = [field('serverTLSBootstrap'), field('tlsCertFile'), field('tlsPrivateKeyFile')]
  if (bootstrap.value === 'true') {
    const path = `${directory}/kubelet-server-current.pem`
    const source = `serverTLSBootstrap (${bootstrap.source})`
    naming.pem(path, 'serving', source, { path, source }, serves)
  } else if (certificate.value || key.value) {
    const pair = key.value ? { path: key.value, source: key.source } : undefined
    naming.pem(certificate.value, 'serving', certificate.source, pair, serves)
  } else {
    const source = 'default (tlsCertFile is not set)'
    naming.pem(`${directory}/kubelet.crt`, 'serving', source, { path: `${directory}/kubelet.key`, source }, serves)
  }
}

/** The API server calls a kubelet by the name or an address of its node: the name is what all have. */
async function servedByKubelet(host: Host, pid: number | undefined, override: Text, address: Text): Promise<Served[]> {
  const name = override.value ? override : await hostName(host, pid)
  return [
    ...(name.value ? servedHost(name.value.trim(), name.source ?? '') : []),
    ...address.value.split(',').flatMap((each) => (each ? servedHost(each.trim(), address.source) : [])),
  ]
}

function textOf(settings: readonly Setting[] | undefined, path: string): Text {
  const found = settings?.find((each) => each.path === path)
  const value = fromValue(found?.value)
  return { value: value === undefined ? '' : String(value), source: found?.source ?? '' }
}

function sightOfKubelet(host: Host, { process }: KubeletFact): Sight {
  const all = host.proc.processes()
  const found = all.status === 'observed' ? all.value.find(({ pid }) => pid === process?.pid) : undefined
  if (found) return sightOf(host, found)
  const cwd = failed('the kubelet has ended')
  return {
    place: (path: string) => (path.startsWith('/') ? { path } : { gap: { path, reason: cwd.reason } }),
    read: (path) => readSeen(host, undefined, path),
  }
}
