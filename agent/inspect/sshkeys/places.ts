// Where sshd looks for the keys of an account, and whether it lets it in: the worst case over its Match blocks.
import { posix } from 'node:path'
import type { Setting, SourcedBool } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import { accessOf } from '../../parse/sshd/access.ts'
import { holdsFor } from '../../parse/sshd/connection.ts'
import type { Loaded } from '../../parse/sshdconfig.ts'
import type { Person } from './people.ts'

export interface Place {
  readonly path: string
  /** The setting that names it, with its source. */
  readonly foundBy: string
}

/** The settings that may hold for an account: those for everyone, and those with one block that may match it. */
export function possibleSettings(loaded: Loaded, person: Person): Setting[][] {
  const { name, groups } = person
  const blocks = loaded.matches.filter(
    (_, at) => holdsFor(loaded.terms[at] ?? [], { user: name, groups, invalidUser: false }) !== false,
  )
  return [loaded.settings, ...blocks.map((block) => overlay(loaded.settings, block.settings ?? []))]
}

function overlay(settings: readonly Setting[], over: readonly Setting[]): Setting[] {
  return [...new Map([...settings, ...over].map((each) => [each.path ?? '', each])).values()]
}

/** The files that a setting of several names names, for one account; none where it cannot be told. */
export function placesOf(possible: readonly (readonly Setting[])[], keyword: string, person: Person): Place[] {
  const found = new Map<string, Place>()
  for (const settings of possible) {
    const setting = settings.find((each) => each.path === keyword)
    const value = fromValue(setting?.value)
    for (const name of Array.isArray(value) ? value : [value]) {
      const path = typeof name === 'string' && name !== 'none' && name !== '' ? expand(name, person) : undefined
      if (path !== undefined && !found.has(path)) found.set(path, { path, foundBy: `${keyword} by ${setting?.source}` })
    }
  }
  return [...found.values()]
}

/** `%h` home, `%u` name, `%U` user id, `%%` a percent sign; what is no absolute path begins at the home. */
function expand(name: string, { home, name: user, uid }: Person): string | undefined {
  const tokens: Readonly<Record<string, string>> = { '%h': home, '%u': user, '%U': String(uid), '%%': '%' }
  const path = name.replaceAll(/%./g, (token) => tokens[token] ?? token)
  const whole = path.startsWith('/') ? path : `${home}/${path}`
  return whole.startsWith('/') ? posix.normalize(whole) : undefined
}

/** Let in where one of what may hold lets it in; unknown where none does and one cannot be told. */
export function worstAccess(possible: readonly (readonly Setting[])[], { name, uid, groups }: Person): SourcedBool {
  const answers = possible.map((settings) => accessOf(settings, { name, uid, groups }))
  return (
    answers.find((each) => each.value === true) ?? answers.find((each) => each.unknown) ?? (answers[0] as SourcedBool)
  )
}
