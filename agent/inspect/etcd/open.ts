// Settings of a manifest whose values are taken from elsewhere: they, and what follows from them, cannot be told.
import { etcdSettings } from '../../../proto/catalogue/etcd.ts'
import type { Fields, Sourced } from '../kubelet/sourced.ts'
import type { ManifestCommand } from '../staticpods.ts'
import { variableOf } from './given.ts'
import { client, type Half, peer, textOf } from './halves.ts'

const words = 'holds a variable whose value does not stand there'

/** Setting → what the manifest leaves open of it: a flag, or a variable of the environment. */
export type OpenSettings = ReadonlyMap<string, string>

export function openSettings({ open, foreign }: Pick<ManifestCommand, 'open' | 'foreign'>): OpenSettings {
  const variables = etcdSettings.filter(({ path }) => foreign.has(variableOf(path)))
  const flags = [...open].flatMap((each) => /^--?([\w-]+)=/.exec(each)?.[1] ?? [])
  return new Map([
    ...variables.map(({ path }) => [path, `environment ${variableOf(path)}`] as const),
    ...flags.map((name) => [name, `flag --${name}`] as const),
  ])
}

/** The settings without values for those that are open, and for what certificates of etcd's own making might drop. */
export function leaveOpen(settings: Fields, open: OpenSettings): Fields {
  const all: Fields = new Map(settings)
  for (const [path, source] of open) setUnknown(all, path, source)
  // Where no directory is given it has the name in it.
  if (open.has('name') && !settings.get('data-dir')?.set) setUnknown(all, 'data-dir', 'default (follows name)')
  for (const half of [client, peer]) {
    const isAuto = settings.get(half.auto)?.value === true || open.has(half.auto)
    if (isAuto && certificatesOf(half).some((path) => open.has(path)))
      for (const path of half.dropped) setUnknown(all, path, open.get(path) ?? `flag --${path}`)
  }
  return all
}

function setUnknown(settings: Fields, path: string, source: string): void {
  if (settings.has(path)) settings.set(path, { value: undefined, unknown: words, source, set: false, overridden: [] })
}

function certificatesOf({ auto, cert, key }: Half): readonly string[] {
  return [auto, cert, key]
}

/** What a conclusion follows from. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  clientAutoTls: certificatesOf(client),
  clientCertificateRequired: askingOf(client),
  clientCertificatesFrom: askingOf(client),
  peerAutoTls: certificatesOf(peer),
  peerCertificateRequired: askingOf(peer),
  plainTextClientUrls: client.listen,
  plainTextPeerUrls: peer.listen,
  publicMetricsUrls: ['listen-metrics-urls', ...askingOf(client)],
}

function askingOf(half: Half): readonly string[] {
  return [...certificatesOf(half), half.auth, half.ca, ...half.listen]
}

/** Why a conclusion cannot be drawn; nothing where nothing of it is open. */
export function openInput(
  conclusion: string,
  settings: Fields,
): (Pick<Sourced, 'source'> & { unknown: string }) | undefined {
  const names = conclusion === 'walDirectory' ? directories(settings) : inputs[conclusion]
  const path = names?.find((each) => settings.get(each)?.unknown !== undefined)
  const field = path === undefined ? undefined : settings.get(path)
  return field && { source: field.source, unknown: `${path}: ${field.unknown}` }
}

/** The log has a directory of its own, or lies in that of the data. */
function directories(settings: Fields): readonly string[] {
  return textOf(settings, 'wal-dir') === '' ? ['wal-dir', 'data-dir'] : ['wal-dir']
}
