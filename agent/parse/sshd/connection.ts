import type { Criterion } from './match.ts'
import { matchesAddress, matchesHost, matchesList } from './patterns.ts'

/** Who connects, from where and to where. What is left out is not known. */
export interface Connection {
  readonly user?: string
  /** Names of the user's groups. */
  readonly groups?: readonly string[]
  /** True for a name that is no account. */
  readonly invalidUser?: boolean
  readonly host?: string
  readonly address?: string
  readonly localAddress?: string
  readonly localPort?: number
  readonly rdomain?: string
  /** How the client names itself. */
  readonly version?: string
}

/** Whether a Match block holds for a connection; `undefined` where what is not known decides (match_cfg_line). */
export function holdsFor(terms: readonly Criterion[], connection: Connection): boolean | undefined {
  const answers = terms.map((term) => criterionHolds(term, connection))
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

/** Criteria that cannot be told of a connection, by name. */
export function undecided(terms: readonly Criterion[], connection: Connection): string[] {
  return [...new Set(terms.filter((term) => criterionHolds(term, connection) === undefined).map(({ name }) => name))]
}

function criterionHolds({ name, argument }: Criterion, connection: Connection): boolean | undefined {
  const { user, groups, host, address, localAddress, localPort, rdomain, version } = connection
  if (name === 'user') return user === undefined ? undefined : matchesList(user, argument)
  if (name === 'group') return groups === undefined ? undefined : anyGroup(groups, argument)
  if (name === 'host') return host === undefined ? undefined : matchesHost(host, argument)
  if (name === 'address') return address === undefined ? undefined : matchesAddress(address, argument)
  if (name === 'localaddress') return localAddress === undefined ? undefined : matchesAddress(localAddress, argument)
  if (name === 'localport') return localPort === undefined ? undefined : localPort === Number(argument)
  if (name === 'rdomain') return rdomain === undefined ? undefined : matchesList(rdomain, argument)
  if (name === 'version') return version === undefined ? undefined : matchesList(version, argument)
  return connection.invalidUser
}

/** One group must match, and none may be excluded (ga_match_pattern_list). */
function anyGroup(groups: readonly string[], patterns: string): boolean {
  const list = patterns.split(',')
  const excluded = list.filter((each) => each.startsWith('!')).map((each) => each.slice(1))
  if (groups.some((group) => excluded.some((pattern) => matchesList(group, pattern)))) return false
  return groups.some((group) => matchesList(group, patterns))
}
