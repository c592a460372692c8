// Where no etcd is seen to run: what the manifest of its static pod would start.
import type { EtcdFact } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen } from '../../host/look.ts'
import type { Observation } from '../inspector.ts'
import type { Fields } from '../kubelet/sourced.ts'
import { placeOnHost, readMounted } from '../staticpods/mounts.ts'
import type { ManifestCommand } from '../staticpods.ts'
import type { Placed } from './conclusions.ts'
import { type ConfigFile, effectiveEtcd, toldEtcd } from './effective.ts'
import { factOf } from './fact.ts'
import { environmentNames } from './given.ts'
import { leaveOpen, openSettings } from './open.ts'
import { etcdVersion } from './version.ts'

/** What etcd would run with. What only the kubelet or the container knows cannot be told. */
export async function fromManifest(host: Host, command: ManifestCommand): Promise<Observation<EtcdFact>> {
  const { path, environment, mounts } = command
  const words = `no etcd runs that can be seen, only ${path}`
  if (!command.complete) return { status: 'failed', reason: `${words}, which takes arguments from variables` }
  const open = openSettings(command)
  if (open.has('config-file'))
    return { status: 'failed', reason: `${words}, which takes the name of the configuration file from a variable` }
  const args = command.args.filter((each) => !command.open.has(each))
  const environ = seen(new Map([...environment].filter(([name]) => environmentNames.includes(name))))
  const read = (file: string) => readConfig(host, command, file)
  // What is open may be what a refusal misses.
  const result = await (open.size > 0 ? toldEtcd : effectiveEtcd)({ args, environment: environ, read })
  if (result.status !== 'observed') return { ...result, reason: `${words}: ${result.reason}` }
  const { file, warnings } = result.value
  const settings = placedIn(file ? result.value.settings : leaveOpen(result.value.settings, open), path)
  const place = (directory: string): Placed => {
    const at = directory.startsWith('/') ? placeOnHost(directory, mounts) : undefined
    return at === undefined ? { unknown: `${words}: ${directory} is in its container` } : { path: at }
  }
  const version = await etcdVersion(host, undefined, command)
  const told = `${words}: settings are those of the manifest`
  const fact = { ...factOf(settings, place), version, drift: [], warnings: [...warnings, told] }
  return { status: 'observed', fact }
}

/** Sources that name the manifest. */
function placedIn(settings: Fields, path: string): Fields {
  const placed = (source: string) => source.replace(/(flag --[\w-]+|environment ETCD_\w+)/g, `$1 in ${path}`)
  return new Map(
    [...settings].map(([name, field]) => {
      const overridden = field.overridden.map((each) => ({ ...each, source: placed(each.source) }))
      return [name, { ...field, source: placed(field.source), overridden }]
    }),
  )
}

async function readConfig(host: Host, command: ManifestCommand, written: string): Promise<Look<ConfigFile>> {
  const look = await readMounted(host, command, written)
  return look.status === 'observed' ? seen({ path: written, content: look.value }) : look
}
