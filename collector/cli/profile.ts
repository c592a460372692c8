import { readFileSync } from 'node:fs'
import { printable, printableJson } from '../../lib/printable.ts'
import { type Column, type Terminal, table, terminalOf } from '../../lib/terminal.ts'
import type { Decision } from '../profiles.ts'
import type { EntryView, ListenerView, ProfileView, SummaryView } from '../report/profileview.ts'
import type { ClientOptions } from './client.ts'
import { CliError, exitCodes } from './failure.ts'
import { openProfileClient, type ProfileClient } from './profileclient.ts'

export interface ProfileOptions extends ClientOptions {
  readonly format: 'table' | 'json'
}

/** Runs one question with a client that is closed afterwards. */
async function withClient(options: ClientOptions, run: (client: ProfileClient) => Promise<number>): Promise<number> {
  const client = openProfileClient(options)
  try {
    return await run(client)
  } finally {
    client.close()
  }
}

/** Prints all profiles, or those in one state. */
export function listProfiles(options: ProfileOptions & { state: string; only?: string }, out: NodeJS.WriteStream) {
  return withClient(options, async (client) => {
    const profiles = await client.profiles(options.only)
    if (options.format === 'json') out.write(`${printableJson(profiles)}\n`)
    else out.write(`${summaryTable(profiles, terminalOf(out)).join('\n')}\n`)
    return exitCodes.clean
  })
}

/** Prints one profile; with `review` only the entries that wait for a decision. */
export function showProfile(options: ProfileOptions & { id: string; review: boolean }, out: NodeJS.WriteStream) {
  return withClient(options, async (client) => {
    const profile = await client.profile(options.id)
    const open = { items: profile.items.filter(isOpen), listeners: profile.listeners.filter(isOpen) }
    const shown = options.review ? { ...profile, ...open } : profile
    if (options.format === 'json') out.write(`${printableJson(shown)}\n`)
    else out.write(`${profileLines(shown, terminalOf(out)).join('\n')}\n`)
    return exitCodes.clean
  })
}

export interface DecideOptions extends ClientOptions {
  readonly id: string
  /** Keys of entries. */
  readonly entries: readonly string[]
  readonly action: Decision['action']
  /** Every open entry that may be approved together with others. */
  readonly harmless?: boolean
  /** RFC 3339. */
  readonly untilTime?: string
  readonly value?: string
  readonly exception?: Decision['exception']
  /** Why, for the history. */
  readonly reason?: string
  /** What was looked at: `learned`, as `show` and `review` print it. */
  readonly seen?: number
  /** Approves whatever there is by now. */
  readonly allNow?: boolean
  /** The version that it is decided upon; without it, the one that is there now. */
  readonly version?: number
}

/** Decides, and prints how the profile stands. */
export function decideProfile(options: DecideOptions, out: NodeJS.WriteStream): Promise<number> {
  return withClient(options, async (client) => {
    const before = await client.profile(options.id)
    const { action, entries, harmless, untilTime, value, exception, reason, seen, allNow } = options
    const harmlessOnes = [...before.items, ...before.listeners].filter((item) => item.bulk && isOpen(item))
    const keys = harmless ? harmlessOnes.map(({ key }) => key) : entries
    if (harmless && keys.length === 0) throw new CliError('no entry may be approved together with others; name each')
    const after = await client.decide(options.id, {
      ...{ action, keys, version: options.version ?? before.version },
      ...(untilTime ? { untilTime } : {}),
      ...(value === undefined ? {} : { value }),
      ...(exception ? { exception } : {}),
      ...(reason ? { reason } : {}),
      ...(seen === undefined ? {} : { seen }),
      ...(allNow ? { allNow } : {}),
    })
    out.write(`${printable(after.id)}: ${after.state}, version ${after.version}, ${after.open} open\n`)
    return exitCodes.clean
  })
}

/** Prints what people decided of a profile, as YAML. */
export function exportProfile(options: ClientOptions & { id: string }, out: NodeJS.WriteStream): Promise<number> {
  return withClient(options, async (client) => {
    out.write(await client.export(options.id))
    return exitCodes.clean
  })
}

/** Prints what a file changes, and with `apply` changes it. As `diff`, exit code 1 says that something would. */
export function importProfile(
  options: ClientOptions & { file: string; apply: boolean; failOnChange: boolean },
  out: NodeJS.WriteStream,
): Promise<number> {
  const yaml = readYaml(options.file)
  return withClient(options, async (client) => {
    const { id, applied, changes } = await client.import(yaml, options.apply)
    for (const line of changes) out.write(`${printable(line)}\n`)
    const what = changes.length === 0 ? 'nothing changes' : applied ? 'changed' : 'not changed; --apply does it'
    if (!options.failOnChange) out.write(`${printable(id)}: ${what}\n`)
    return options.failOnChange && changes.length > 0 ? exitCodes.findings : exitCodes.clean
  })
}

function readYaml(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new CliError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function isOpen({ status }: Pick<EntryView, 'status'>): boolean {
  return status === 'observed' || status === 'candidate'
}

function summaryTable(profiles: readonly SummaryView[], terminal: Terminal): string[] {
  const columns: Column[] = [
    ...[{ title: 'PROFILE', flexible: true }, { title: 'STATE' }, { title: 'ENTRIES' }, { title: 'OPEN' }],
    ...[{ title: 'NODES' }, { title: 'LAST SEEN' }],
  ]
  const rows = profiles.map(({ id, state, entries, open, nodes, seenTime }) => [
    ...[id, state, `${entries}`, `${open}`, `${nodes}`, seenTime?.replace(/\.\d+Z$/, 'Z') ?? 'never'],
  ])
  return table(columns, rows, terminal.width)
}

function profileLines(profile: ProfileView, terminal: Terminal): string[] {
  const { id, state, version, open, flags, criteria, items, listeners, patterns, exceptions, history } = profile
  const missing = criteria.filter(({ met }) => !met)
  return [
    `${printable(id)}: ${state}, version ${version}, ${open} open; approve what you see here with --seen ${profile.learned}`,
    ...flags.map(({ name, reason, count }) => `${name}: ${printable(reason)} (${count})`),
    ...(state === 'learning' ? missing.map(criterionLine) : []),
    '',
    ...entryTable(items, terminal),
    ...(listeners.length > 0 ? ['', ...listenerTable(listeners, terminal)] : []),
    ...patterns.map(({ path, by }) => `allowed: ${printable(path)}${byText(by)}`),
    ...exceptions.map(
      ({ kind, digest, creator, by }) => `except from ${kind}: ${digest} by ${printable(creator)}${byText(by)}`,
    ),
    '',
    ...history.slice(0, 10).map(deedLine),
  ]
}

function byText(by: string | undefined): string {
  return by ? ` (${printable(by)})` : ''
}

function deedLine({ time, by, what, reason }: ProfileView['history'][number]): string {
  return `${time}  ${printable(by)}: ${printable(what)}${reason ? `: ${printable(reason)}` : ''}`
}

function listenerTable(listeners: readonly ListenerView[], terminal: Terminal): string[] {
  const columns: Column[] = [
    ...[{ title: 'STATUS' }, { title: 'SEEN' }, { title: 'NODES' }, { title: 'LISTENER', flexible: true }],
  ]
  return table(
    columns,
    listeners.map(({ status, seen, nodes, key }) => [status, `${seen}`, `${nodes}`, key]),
    terminal.width,
  )
}

/** How much there is of how much it takes; what cannot be told is said so. */
function criterionLine({ name, have, required, unit, waived, note }: ProfileView['criteria'][number]): string {
  const amount = have === undefined || required === undefined ? 'unknown' : `${have} of ${required} ${unit}`
  return `${waived ? 'waived' : 'missing'}: ${name}, ${amount}${note ? ` (${printable(note)})` : ''}`
}

function entryTable(items: readonly EntryView[], terminal: Terminal): string[] {
  const columns: Column[] = [
    ...[{ title: 'STATUS' }, { title: 'SEEN' }, { title: 'NODES' }, { title: 'WHY TO LOOK' }],
    { title: 'ENTRY', flexible: true },
  ]
  const rows = items.map(({ status, seen, nodes, tags, key }) => [
    ...[status, `${seen}`, `${nodes}`, tags.join(' ') || '–', key],
  ])
  return table(columns, rows, terminal.width)
}
