// What follows from etcd's settings together: who gets in, and where.
import type { EtcdFact, Setting } from '../../../proto/index.ts'
import { byPath, compare, known, type Plain, unknown } from '../../../proto/value.ts'
import type { Fields } from '../kubelet/sourced.ts'
import { client, type Half, isOn, type Listening, listening, peer, settingOf, textOf } from './halves.ts'
import { openInput } from './open.ts'

type Endpoint = NonNullable<EtcdFact['endpoints']>[number]

interface Conclusion {
  readonly value: Plain
  readonly source: string
}

/** Where the host has a directory that etcd names, or why that cannot be told. */
export type Placed = { readonly path: string } | { readonly unknown: string }

/** Every catalogued conclusion, sorted by name. */
export function conclusionsOf(settings: Fields, place: (path: string) => Placed): Setting[] {
  const found: Readonly<Record<string, Conclusion>> = {
    clientAutoTls: autoTls(settings, client),
    clientCertificateRequired: certificateRequired(settings, client),
    clientCertificatesFrom: certificatesFrom(settings, client),
    peerAutoTls: autoTls(settings, peer),
    peerCertificateRequired: certificateRequired(settings, peer),
    plainTextClientUrls: plainText(settings, client),
    plainTextPeerUrls: plainText(settings, peer),
    publicMetricsUrls: publicMetrics(settings),
  }
  const all = Object.entries(found).map(([name, { value, source }]) => known(name, value, { source }))
  return byPath([...all, walDirectory(settings, place)].map((each) => unlessOpen(each, settings)))
}

function unlessOpen(conclusion: Setting, settings: Fields): Setting {
  const open = openInput(conclusion.path ?? '', settings)
  return open ? unknown(conclusion.path ?? '', open.unknown, open.source) : conclusion
}

/** The addresses that etcd serves on, sorted by name and address. */
export function endpointsOf(settings: Fields): Endpoint[] {
  const paths = { client: client.listen, metrics: ['listen-metrics-urls'], peer: peer.listen }
  return Object.entries(paths).flatMap(([name, listen]) =>
    listening(settings, listen)
      .map(({ text, scope, tls, source }) => ({ name, address: text, scope, tls, source }))
      .sort((a, b) => compare(a.address, b.address)),
  )
}

function autoTls(settings: Fields, { auto }: Half): Conclusion {
  const { value, source } = settingOf(settings, auto)
  return { value: value === true, source }
}

function isPlain(url: Listening): boolean {
  return !url.tls
}

/** Either of the two makes etcd ask, the authority alone too; plain text asks nobody. */
function certificateRequired(settings: Fields, half: Half): Conclusion {
  const plain = listening(settings, half.listen).find(isPlain)
  if (plain) return { value: false, source: `plain text ${plain.text}, ${plain.source}` }
  const asks = asking(settings, half)
  return { value: asks !== undefined, source: settingOf(settings, asks ?? deniedBy(settings, half)).source }
}

/** The setting by which clients are asked for certificates. */
function asking(settings: Fields, { ca, auth }: Half): string | undefined {
  if (textOf(settings, ca) !== '') return ca
  return isOn(settings, auth) ? auth : undefined
}

function deniedBy(settings: Fields, { auto, auth }: Half): string {
  return isOn(settings, auto) ? auto : auth
}

/** Without an authority of its own, etcd trusts those of the system. */
function certificatesFrom(settings: Fields, half: Half): Conclusion {
  const urls = listening(settings, half.listen)
  if (urls.every(isPlain)) return { value: 'nobody', source: urls[0]?.source ?? 'default' }
  const asks = asking(settings, half)
  const { source } = settingOf(settings, asks ?? deniedBy(settings, half))
  if (asks === undefined) return { value: 'nobody', source }
  return { value: asks === half.ca ? 'trusted-ca-file' : 'system roots', source }
}

function plainText(settings: Fields, { listen }: Half): Conclusion {
  return listed(settings, listen, isPlain)
}

/** With TLS these addresses ask for the certificates that clients are asked for. */
function publicMetrics(settings: Fields): Conclusion {
  const asks = asking(settings, client) !== undefined
  return listed(settings, ['listen-metrics-urls'], ({ tls, scope }) => scope !== 'loopback' && !(tls && asks))
}

function listed(settings: Fields, paths: readonly string[], matches: (url: Listening) => boolean): Conclusion {
  const value = [
    ...new Set(
      listening(settings, paths)
        .filter(matches)
        .map((url) => url.text),
    ),
  ].sort(compare)
  const sources = new Set(paths.map((path) => settingOf(settings, path).source))
  return { value, source: [...sources].join(', ') }
}

function walDirectory(settings: Fields, place: (path: string) => Placed): Setting {
  const own = textOf(settings, 'wal-dir')
  const { source } = settingOf(settings, own === '' ? 'data-dir' : 'wal-dir')
  const placed = place(own === '' ? `${textOf(settings, 'data-dir').replace(/\/+$/, '')}/member/wal` : own)
  if ('unknown' in placed) return unknown('walDirectory', placed.unknown, source)
  return known('walDirectory', placed.path, { source })
}
