import type { AccountsFact, Gap, SourcedBool } from '../../../proto/index.ts'
import type { Default, DefaultsScope } from '../../parse/sudoers/defaults.ts'
import { type Grant, grantsOf, type Placed } from '../../parse/sudoers/grants.ts'
import { mainSudoers } from './sudoers.ts'

type SudoGrant = NonNullable<AccountsFact['sudo']>[number]
type SudoDefault = NonNullable<AccountsFact['sudoDefaults']>[number]

/** Options whose values are told: they hold no text that may be a secret. */
const toldValues =
  /^(timestamp_timeout|timestamp_type|passwd_tries|passwd_timeout|secure_path|logfile|umask|exempt_group|runas_default|verifypw|listpw|editor)$/
/** Most options, and most characters of a value. */
const maxDefaults = 1000
const maxValue = 500

interface PlacedDefault extends Default {
  readonly scope: DefaultsScope
  readonly source: string
}

/** What sudo lets people run, and its options. */
export function sudoOf(placed: readonly Placed[], gaps: Gap[]): { sudo: SudoGrant[]; sudoDefaults: SudoDefault[] } {
  const { grants, more, problems } = grantsOf(placed)
  if (more) gaps.push({ path: mainSudoers, reason: 'grants more commands to more users than are told' })
  for (const problem of problems.slice(0, 20)) gaps.push({ path: mainSudoers, reason: problem })
  const defaults = placed.flatMap(({ file, entry }): PlacedDefault[] =>
    entry.kind === 'defaults'
      ? entry.defaults.map((each) => ({ ...each, scope: entry.scope, source: `${file}:${entry.line}` }))
      : [],
  )
  const later = new Map<string, Grant[]>()
  const sudo = grants.toReversed().map((grant) => {
    const told = grantFact(grant, defaults, replacing(grant, later))
    remember(grant, later)
    return told
  })
  return { sudo: sudo.reverse(), sudoDefaults: lastOf(defaults, gaps) }
}

function grantFact(grant: Grant, defaults: readonly PlacedDefault[], replacedBy: string): SudoGrant {
  const { command, user, except, hosts, runAsUsers, runAsGroups, setEnvironment, mayExecute, source } = grant
  return {
    ...{ source, user, except: [...except], hosts: [...hosts] },
    ...{ runAsUsers: [...runAsUsers], runAsGroups: [...runAsGroups] },
    ...{ command: command.path, arguments: command.arguments, negated: command.negated },
    pattern: command.path.startsWith('^') || /[*?[]/.test(command.path),
    password: passwordOf(grant, defaults),
    ...{ setEnvironment, mayExecute, replacedBy },
  }
}

/** Options for everything come first, then those for hosts, users, whom they become, and commands: the last one counts. */
const scopes = ['all', 'hosts', 'users', 'runas', 'commands'] as const

function passwordOf(grant: Grant, defaults: readonly PlacedDefault[]): SourcedBool {
  if (grant.password !== undefined)
    return { value: grant.password, source: `${grant.password ? 'PASSWD' : 'NOPASSWD'} in ${grant.source}` }
  const fitting = defaults.filter((each) => each.name === 'authenticate' && covers(each.scope, grant))
  const last = scopes.flatMap((of) => fitting.filter((each) => each.scope.of === of)).at(-1)
  if (last === undefined) return { value: true, source: 'default (sudo)' }
  return { value: !last.negated, source: `Defaults in ${last.source}` }
}

/** Where it cannot be told (a group that the user may be in), it is taken for not covered: the option has its own rule. */
function covers(scope: DefaultsScope, grant: Grant): boolean {
  if (scope.of === 'all') return true
  if (scope.of === 'commands') return scope.commands.some(({ path }) => path === 'ALL' || path === grant.command.path)
  const asked = { hosts: grant.hosts, users: [grant.user], runas: grant.runAsUsers }[scope.of]
  return scope.members.some(({ kind, text, negated }) => !negated && (kind === 'all' || asked.includes(text)))
}

function remember(grant: Grant, later: Map<string, Grant[]>): void {
  const key = `${grant.user}\0${grant.command.path}`
  const known = later.get(key)
  if (known) known.push(grant)
  else later.set(key, [grant])
}

/** The nearest later grant that fits whenever this one does. */
function replacing(grant: Grant, later: ReadonlyMap<string, Grant[]>): string {
  for (const user of new Set([grant.user, 'ALL'])) {
    for (const path of new Set([grant.command.path, 'ALL'])) {
      const found = later.get(`${user}\0${path}`)?.findLast((each) => isAtLeast(each, grant))
      if (found) return found.source
    }
  }
  return ''
}

function isAtLeast(later: Grant, grant: Grant): boolean {
  if (later.except.length > 0) return false
  if (!holds(later.hosts, grant.hosts) || !holds(later.runAsGroups, grant.runAsGroups)) return false
  if (!holds(later.runAsUsers, grant.runAsUsers)) return false
  return later.command.path === 'ALL' || later.command.arguments === 'any'
}

/** True when the one list lets in all that the other does: it says the same, or everything. */
function holds(wide: readonly string[], narrow: readonly string[]): boolean {
  if (wide.length === narrow.length && wide.every((each, at) => each === narrow[at])) return true
  return wide.length === 1 && wide[0] === 'ALL'
}

/** The last of each name and scope. */
function lastOf(defaults: readonly PlacedDefault[], gaps: Gap[]): SudoDefault[] {
  const byKey = new Map<string, SudoDefault>()
  for (const { name, negated, value = '', scope, source } of defaults) {
    const text = toldValues.test(name) ? value.slice(0, maxValue) : ''
    const told = { name, on: !negated, value: text, scope: scopeText(scope), source }
    byKey.set(`${name}\0${told.scope}`, told)
  }
  const all = [...byKey.values()]
  if (all.length > maxDefaults)
    gaps.push({ path: mainSudoers, reason: `${all.length - maxDefaults} more options than are told` })
  return all.slice(0, maxDefaults)
}

function scopeText(scope: DefaultsScope): string {
  if (scope.of === 'all') return ''
  if (scope.of === 'commands')
    return `!${scope.commands.map(({ path, negated }) => `${negated ? '!' : ''}${path}`).join(',')}`
  const mark = { users: ':', hosts: '@', runas: '>' }[scope.of]
  return mark + scope.members.map(({ text, negated }) => `${negated ? '!' : ''}${text}`).join(',')
}
