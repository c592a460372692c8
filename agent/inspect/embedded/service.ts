// How systemd starts the service that a process belongs to: what a program hides of its command line stands there.
import type { Host } from '../../host/host.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import type { FileContent } from '../../host/root.ts'
import { parseOsRelease } from '../../parse/osrelease.ts'
import { parseUnit, type UnitEntry, type UnitWord, unitWords } from '../../parse/systemdunit.ts'
import { attribute } from '../../processes/attribution.ts'
import { changedSince } from '../changed.ts'
import { initGroups } from '../controlplane/running.ts'
import type { Read } from '../inspector.ts'

/** Where units are, the one that counts most first: systemd.unit(5). */
export const unitDirectories = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
] as const
/** Largest file that is read, in bytes. */
const fileLimit = 256 * 1024
/** Most drop-ins of one directory. */
const maxDropIns = 100

/** What finding a service reads. */
export const serviceReads: readonly Read[] = [
  ...unitDirectories.flatMap((path) =>
    ['*.service', '*.service.d/*'].map((name) => ({
      glob: `${path}/${name}`,
      why: 'how a program is started that hides its command line',
    })),
  ),
  { origin: 'EnvironmentFile of such a service', why: 'variables, by their declared names' },
]

/** A service. */
export interface Service {
  /** Where it says what is started: `/etc/systemd/system/k3s.service:20`. */
  readonly place: string
  readonly words: readonly UnitWord[]
  /** The variables that it sets, with the file that says so. */
  readonly variables: ReadonlyMap<string, { readonly value: string; readonly path: string }>
  /** Files that were changed after the process started. */
  readonly changed: readonly string[]
}

interface Line extends UnitEntry {
  readonly path: string
}

/** The service of a process: absent where it is of none, or where its unit is not found. */
export async function serviceOf(host: Host, process: Process): Promise<Look<Service>> {
  const groups = process.controlGroups()
  if (groups.status !== 'observed') return groups
  const { unit } = attribute(groups.value, initGroups(host))
  if (!unit.endsWith('.service')) return { status: 'absent', reason: 'it is of no service' }
  const files = await filesOf(host, unit)
  if (files.status !== 'observed') return files
  const lines = files.value.flatMap((file) => linesOf(file))
  const variables = await variablesOf(host, lines, unit.slice(0, -'.service'.length))
  if (variables.status !== 'observed') return variables
  const start = assigned(lines, 'ExecStart').at(-1)
  if (!start) return failed(`${unit} starts nothing`)
  const plain = new Map([...variables.value].map(([name, { value }]) => [name, value]))
  return seen({
    place: `${start.path}:${start.line}`,
    words: unitWords(start.value.replace(/^[-@:+!|]+/, ''), plain),
    variables: variables.value,
    changed: files.value.filter((file) => changedSince(process, file)).map((file) => file.path),
  })
}

/** The unit's file and its drop-ins, in the order of their effect. */
export async function filesOf(host: Host, unit: string): Promise<Look<FileContent[]>> {
  const main = await firstFile(
    host,
    unitDirectories.map((directory) => `${directory}/${unit}`),
  )
  if (main.status !== 'observed')
    return main.status === 'absent' ? { status: 'absent', reason: `${unit} is not found` } : main
  const files = [main.value]
  const paths = await dropIns(host, unit)
  if (paths.status !== 'observed') return paths
  for (const path of paths.value) {
    const look = await host.root.read(path, fileLimit)
    if (look.status === 'denied' || look.status === 'failed') return { ...look, reason: `${path}: ${look.reason}` }
    if (look.status === 'observed') files.push(look.value)
  }
  return seen(files)
}

async function firstFile(host: Host, paths: readonly string[]): Promise<Look<FileContent>> {
  for (const path of paths) {
    const look = await host.root.read(path, fileLimit)
    if (look.status === 'observed') return look
    if (look.status !== 'absent') return { ...look, reason: `${path}: ${look.reason}` }
  }
  return { status: 'absent' }
}

/** Of drop-ins with one name that of the first directory counts; they are taken in the order of their names. */
async function dropIns(host: Host, unit: string): Promise<Look<string[]>> {
  const found = new Map<string, string>()
  for (const directory of unitDirectories) {
    const path = `${directory}/${unit}.d`
    const look = await host.root.list(path)
    if (look.status === 'denied' || look.status === 'failed') return { ...look, reason: `${path}: ${look.reason}` }
    if (look.status !== 'observed') continue
    for (const { name } of look.value.filter((each) => each.name.endsWith('.conf')).slice(0, maxDropIns))
      if (!found.has(name)) found.set(name, `${path}/${name}`)
  }
  return seen([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path))
}

function linesOf({ path, bytes }: FileContent): Line[] {
  return parseUnit(bytes.toString())
    .filter((each) => each.section === 'Service')
    .map((each) => ({ ...each, path }))
}

/** What is assigned to a name; an empty value takes back what was there before. */
function assigned(lines: readonly Line[], name: string): Line[] {
  const all = lines.filter((each) => each.name === name)
  return all.slice(all.findLastIndex((each) => each.value === '') + 1)
}

/** Files win over what the unit itself says, later ones over earlier ones. Secrets among them stay here. */
async function variablesOf(host: Host, lines: readonly Line[], name: string): Promise<Look<Service['variables']>> {
  const variables = new Map<string, { value: string; path: string }>()
  for (const { value, path } of assigned(lines, 'Environment')) {
    for (const { text } of unitWords(value)) {
      const [, variable, content] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []
      if (variable !== undefined && content !== undefined) variables.set(variable, { value: content, path })
    }
  }
  for (const { value } of assigned(lines, 'EnvironmentFile')) {
    const path = value.replace(/^-/, '').replaceAll('%N', name)
    if (!/^\/[^%*?[]+$/.test(path)) return failed(`${value}: which files that names is not understood`)
    const look = await host.root.read(path, fileLimit)
    if (look.status === 'denied' || look.status === 'failed') return { ...look, reason: `${path}: ${why(look)}` }
    if (look.status !== 'observed') continue
    for (const [variable, content] of parseOsRelease(look.value.bytes.toString()))
      variables.set(variable, { value: content, path })
  }
  return seen(variables)
}
