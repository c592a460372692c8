// Modules of the kernel that few nodes need: whether they are loaded, and what it takes to load them.
import type { Gap, KernelFact, SourcedString } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import { type ModprobeRules, moduleNames, parseModprobe } from '../../parse/modprobe.ts'
import type { Read } from '../inspector.ts'
import { dropInDirectories, readDropIns, readText } from './read.ts'

type Module = NonNullable<KernelFact['modules']>[number]

/** File systems, protocols and devices that hardening guides switch off, and some that let users become root. */
const watched =
  `af_802154 appletalk ax25 can cramfs dccp firewire_core freevxfs hfs hfsplus ipx jffs2 ksmbd n_gsm n_hdlc
  netrom phonet rds rose sctp squashfs thunderbolt tipc udf usb_storage vivid x25`
    .split(/\s+/)
    .sort(compare)

const loadedFile = '/proc/modules'

/** What it reads. */
export const moduleReads: readonly Read[] = [
  { glob: loadedFile, why: 'which modules are loaded' },
  { glob: '/proc/sys/kernel/osrelease', why: 'whose modules the node has' },
  { glob: '/lib/modules/*/modules.{dep,builtin}', why: 'which modules there are' },
  ...dropInDirectories('modprobe.d').map((path) => ({ glob: `${path}/*`, why: 'which modules are not loaded' })),
]

/** All that are watched, by name. */
export async function readModules(host: Host, release: string | undefined, gaps: Gap[]): Promise<Module[]> {
  const loaded = await readText(host, loadedFile)
  const files = await readDropIns(host, 'modprobe.d', gaps)
  const there = {
    loaded,
    builtin: await listOf(host, release, 'modules.builtin'),
    loadable: await listOf(host, release, 'modules.dep'),
    rules: parseModprobe(files),
  }
  const names = loaded.status === 'observed' ? new Set(loaded.value.match(/^\S+/gm)) : new Set<string>()
  return watched.map((name) => ({
    name,
    state: stateOf(name, names.has(name), there),
    blacklisted: there.rules.blacklisted.has(name),
  }))
}

interface There {
  readonly loaded: Look<string>
  readonly builtin: ModuleList
  readonly loadable: ModuleList
  readonly rules: ModprobeRules
}

interface ModuleList {
  readonly path: string
  readonly names: Look<ReadonlySet<string>>
}

async function listOf(host: Host, release: string | undefined, file: string): Promise<ModuleList> {
  const path = `/lib/modules/${release ?? '*'}/${file}`
  if (release === undefined)
    return { path, names: { status: 'failed', reason: 'the release of the kernel is not known' } }
  const text = await readText(host, path)
  return { path, names: text.status === 'observed' ? { ...text, value: moduleNames(text.value) } : text }
}

function stateOf(name: string, isLoaded: boolean, { loaded, builtin, loadable, rules }: There): SourcedString {
  if (isLoaded) return { value: 'loaded', source: `file ${loadedFile}` }
  // A kernel without modules has no such file, and nothing to load.
  if (loaded.status !== 'observed' && loaded.status !== 'absent') return { source: loadedFile, unknown: why(loaded) }
  if (builtin.names.status === 'observed' && builtin.names.value.has(name))
    return { value: 'built-in', source: `file ${builtin.path}` }
  const blocked = rules.blocked.get(name)
  if (blocked !== undefined) return { value: 'blocked', source: `file ${blocked}` }
  if (builtin.names.status !== 'observed') return { source: `file ${builtin.path}`, unknown: why(builtin.names) }
  if (loaded.status === 'absent') return { value: 'missing', source: `${loadedFile} does not exist` }
  if (loadable.names.status !== 'observed') return { source: `file ${loadable.path}`, unknown: why(loadable.names) }
  return { value: loadable.names.value.has(name) ? 'loadable' : 'missing', source: `file ${loadable.path}` }
}
