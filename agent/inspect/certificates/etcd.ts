// What the running etcd is told to use, by its effective settings.
import { posix } from 'node:path'
import type { Host } from '../../host/host.ts'
import { seen, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { componentProcesses } from '../components.ts'
import { toldEtcd } from '../etcd/effective.ts'
import { isProxy, variableOf } from '../etcd/given.ts'
import { client, type Half, isOn, listening, peer, settingOf, textOf } from '../etcd/halves.ts'
import type { Fields } from '../kubelet/sourced.ts'
import { type Sight, sightOf } from '../sight.ts'
import { type Naming, namingOf } from './controlplane.ts'
import type { Found, Missing, Pointer } from './pointer.ts'
import { servedUrls } from './serves.ts'

/** Half of etcd's TLS → what its certificates are for: its own, those for calls, and the authority. */
const roles: Readonly<Record<Half['name'], { own: string; calling: string; ca: string }>> = {
  client: { own: 'serving', calling: 'client', ca: 'client-ca' },
  peer: { own: 'peer', calling: 'peer', ca: 'peer-ca' },
}

/** Half of etcd's TLS → where it is called. */
const urls: Readonly<Record<Half['name'], readonly string[]>> = {
  client: [...client.listen, 'advertise-client-urls'],
  peer: [...peer.listen, 'initial-advertise-peer-urls'],
}

/** The variables that say something of files or addresses, and no others. */
const variables = [
  ...['config-file', 'data-dir', 'name'],
  ...[client, peer].flatMap(({ auto, cert, key, ca, calling }) => [auto, cert, key, ca, ...calling]),
  ...Object.values(urls).flat(),
].map(variableOf)

/** What the running etcd of this node is told to use. */
export async function etcdPointers(host: Host): Promise<Found> {
  const pointers: Pointer[] = []
  const gaps: Missing[] = []
  for (const process of componentProcesses(host, 'etcd')) {
    const sight = sightOf(host, process)
    const naming = namingOf('etcd', sight)
    const settings = await settingsOf(process, sight, naming)
    if (settings) for (const half of [client, peer]) nameHalf(settings, half, naming)
    pointers.push(...naming.found.pointers)
    gaps.push(...naming.found.gaps)
  }
  return { pointers, gaps }
}

function nameHalf(settings: Fields, half: Half, naming: Naming): void {
  const { own, calling, ca } = roles[half.name]
  const serves = servedUrls(listening(settings, urls[half.name]))
  if (isOn(settings, half.auto)) {
    const { source } = settingOf(settings, half.auto)
    const made = posix.join(textOf(settings, 'data-dir'), 'fixtures', half.name)
    naming.pem(`${made}/cert.pem`, own, source, { path: `${made}/key.pem`, source }, serves)
    return
  }
  const name = (path: string, role: string, keyPath?: string) => {
    const key = keyPath === undefined ? '' : textOf(settings, keyPath)
    const used = keyPath && key ? { path: key, source: settingOf(settings, keyPath).source } : undefined
    const called = path === half.cert ? serves : []
    naming.pem(textOf(settings, path), role, settingOf(settings, path).source, used, called)
  }
  const [callingCert, callingKey] = half.calling
  name(half.cert, own, half.key)
  name(callingCert, calling, callingKey)
  name(half.ca, ca)
}

async function settingsOf(process: Process, sight: Sight, naming: Naming): Promise<Fields | undefined> {
  const { gaps } = naming.found
  const commandLine = `/proc/${process.pid}/cmdline`
  const argv = process.argv()
  if (argv.status !== 'observed')
    return void gaps.push({ path: commandLine, reason: `command line of etcd: ${why(argv)}` })
  const args = argv.value.slice(1)
  if (isProxy(args))
    return void gaps.push({ path: commandLine, reason: `what etcd ${args[0]} is told is not looked at` })
  const environ = process.environ(variables)
  if (environ.status !== 'observed')
    gaps.push({ path: `/proc/${process.pid}/environ`, reason: `environment of etcd: ${why(environ)}` })
  const environment = environ.status === 'observed' ? environ : seen(new Map<string, string>())
  let unread: Missing | undefined
  const read = async (path: string) => {
    const look = await sight.read(path)
    if (look.status === 'observed') return seen({ path: look.value.path, content: look.value })
    unread = { path, reason: why(look) }
    return look
  }
  const told = await toldEtcd({ args, environment, read })
  if (told.status === 'observed') return told.value.settings
  return void gaps.push(unread ?? { path: commandLine, reason: `configuration of etcd: ${told.reason}` })
}
