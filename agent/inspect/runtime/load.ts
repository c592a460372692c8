// How engines' files are read: as the engine's process sees them, in the order of their effect.
import { posix } from 'node:path'
import type { Gap, RuntimeFact, SourcedBool } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import type { Layer } from '../../parse/runtimesettings.ts'
import { matchesPattern } from '../../parse/sshd/glob.ts'
import { readToml, type Table } from '../../parse/toml.ts'
import { changedSince } from '../changed.ts'
import { readOnHost, type SeenFile, sightOf } from '../sight.ts'

export type Engine = NonNullable<RuntimeFact['engines']>[number]
export type Registry = NonNullable<RuntimeFact['registries']>[number]
export type Endpoint = NonNullable<RuntimeFact['endpoints']>[number]
export type Handler = NonNullable<RuntimeFact['handlers']>[number]

/** What was found of one engine. */
export interface FoundEngine {
  readonly engine: Engine
  readonly registries: readonly Registry[]
  readonly endpoints: readonly Endpoint[]
  readonly handlers: readonly Handler[]
}

/** Files of an engine, read so far. */
export interface Loaded {
  readonly layers: Layer[]
  readonly files: NonNullable<Engine['files']>
  /** Why not all of the configuration is known: the engine would not start with it, or it may not be read. */
  problem?: string
}

/** Most files of one configuration. */
const maxFiles = 100

/** Reads one more file; what is not there says nothing. Returns its table where it has one. */
export async function load(
  host: Host,
  process: Process | undefined,
  path: string,
  into: Loaded,
  parse: (text: string) => { readonly table: Table } | { readonly error: string } = readToml,
): Promise<Table | undefined> {
  if (into.files.length >= maxFiles) return problem(into, `more than the ${maxFiles} files that are read`)
  const look = await readAs(host, process, path)
  if (look.status === 'absent') return undefined
  if (look.status !== 'observed') return problem(into, `${path}: ${look.reason}`)
  into.files.push({ path: look.value.path, changedSinceStart: changed(process, look.value) })
  const parsed = parse(look.value.bytes.toString())
  if ('error' in parsed) return problem(into, `${path}: ${parsed.error}`)
  into.layers.push({ source: `file ${path}`, table: parsed.table })
  return parsed.table
}

function problem(into: Loaded, reason: string): undefined {
  into.problem ??= reason
}

function readAs(host: Host, process: Process | undefined, path: string): Promise<Look<SeenFile>> {
  return process ? sightOf(host, process).read(path) : readOnHost(host, path)
}

function changed(process: Process | undefined, file: SeenFile): SourcedBool {
  if (!process) return { source: '/proc', unknown: 'it does not run' }
  const started = process.started()
  const source = `change of ${file.path} and start of process`
  if (started.status !== 'observed') return { source, unknown: why(started) }
  return { value: changedSince(process, file), source }
}

/**
 * Files of a directory whose names match, by name. One that cannot be listed is a gap: the engine may have files in it. A
 * process in a container has directories of its own.
 */
export async function namesIn(
  host: Host,
  process: Process | undefined,
  directory: string,
  pattern: string,
  gaps: Gap[],
): Promise<string[]> {
  if (process?.contained()) {
    gaps.push({
      path: directory,
      reason: `process ${process.pid} has it in a container, whose directories are not listed`,
    })
    return []
  }
  const look = await host.root.list(directory)
  if (look.status === 'denied' || look.status === 'failed') gaps.push({ path: directory, reason: look.reason })
  if (look.status !== 'observed') return []
  const names = look.value.map((each) => each.name).filter((name) => matchesPattern(name, pattern))
  return names.sort(compare).map((name) => posix.join(directory, name))
}
