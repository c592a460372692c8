import type { Plain } from '../../../proto/value.ts'
import {
  byVersion,
  type Chosen,
  effective,
  type Item,
  isDirective,
  type Overridden,
  type Resolving,
  rulingItems,
  toOverridden,
} from './effective.ts'
import { challengeResponse, type Keyword, keywords } from './keywords.ts'
import { defaultOf, defaultSource, isBefore } from './version.ts'

/** Keywords whose lines do not simply win or add up. Given are the lines that hold for everyone, in order. */
export const special: Readonly<Record<string, (resolving: Resolving, items: readonly Item[]) => Chosen>> = {
  authorizedprincipalscommand: principalsCommand,
  kbdinteractiveauthentication: keyboardInteractive,
  listenaddress: listenAddresses,
  maxstartups: maxStartups,
  persourcepenalties: penalties,
  port: ports,
  rekeylimit: rekeyLimit,
  subsystem: subsystems,
}

/**
 * Before 8.7 there were two settings, and ChallengeResponseAuthentication, yes by default, switched the other one on
 * (sshd.c). Since then the old names are other names for the one setting.
 */
function keyboardInteractive({ release }: Resolving, items: readonly Item[]): Chosen {
  const keyword = keywords['kbdinteractiveauthentication'] as Keyword
  const after = () => effective(keyword, items, release)
  const before = (): Chosen => {
    const named = (old: boolean) =>
      items.filter((item) => !isDirective(item) || challengeResponse.has(item.written) === old)
    const challenge = effective(keyword, named(true), release)
    const own = effective(keyword, named(false), release)
    if (challenge === 'unset') {
      const overridden = items.filter(isDirective).map(toOverridden)
      return { value: 'yes', source: `${defaultSource(release)} of ChallengeResponseAuthentication`, overridden }
    }
    if ('unknown' in challenge || challenge.value === 'yes') return challenge
    return own === 'unset' ? challenge : own
  }
  return byVersion(items.length === 0 ? false : isBefore(release, '8.7'), before, after)
}

/**
 * From 8.7 to 9.3 the line was ignored behind an AuthorizedKeysCommand, and otherwise the last one counted (fixed in
 * 9.4, bz3574).
 */
function principalsCommand(resolving: Resolving, items: readonly Item[]): Chosen {
  const { release } = resolving
  const keyword = keywords['authorizedprincipalscommand'] as Keyword
  const unfixed = isBefore(release, '9.4')
  const broken = unfixed === undefined ? undefined : unfixed && !isBefore(release, '8.7')
  const keysCommands = rulingItems(resolving, 'authorizedkeyscommand').filter(isDirective)
  const order = new Map(resolving.items.map((item, at) => [item, at]))
  // Blocks are read a second time, by themselves.
  const taken = items.filter((item) => {
    const hiding = keysCommands.find((each) => item.block === undefined || each.block !== undefined)
    return hiding === undefined || (order.get(item) ?? 0) < (order.get(hiding) ?? 0)
  })
  return byVersion(
    broken,
    () => {
      const chosen = effective({ ...keyword, counts: 'last' }, taken, release)
      if (chosen !== 'unset' || items.length === 0) return chosen
      return { value: 'none', source: defaultSource(release), overridden: items.filter(isDirective).map(toOverridden) }
    },
    () => effective(keyword, items, release),
  )
}

/** `-p` makes sshd ignore the ports that come behind it, those of other `-p` aside. */
function ports({ release }: Resolving, items: readonly Item[]): Chosen {
  const isFlag = (item: Item) => isDirective(item) && item.onlyPort === true
  const first = items.findIndex(isFlag)
  const counts = (item: Item, at: number) => first < 0 || at < first || isFlag(item)
  const chosen = effective(keywords['port'] as Keyword, items.filter(counts), release)
  if (chosen === 'unset' || 'unknown' in chosen) return chosen
  const lost = items.filter((item, at) => !counts(item, at)).filter(isDirective)
  return { ...chosen, overridden: lost.map(toOverridden) }
}

interface Address {
  readonly host: string
  readonly port?: number
  readonly rdomain?: string
}

/** An address without a port listens on all ports, also on those that are named behind it. */
function listenAddresses(resolving: Resolving, items: readonly Item[]): Chosen {
  const port = ports(resolving, rulingItems(resolving, 'port'))
  const family = effective(
    keywords['addressfamily'] as Keyword,
    rulingItems(resolving, 'addressfamily'),
    resolving.release,
  )
  const listed = effective(keywords['listenaddress'] as Keyword, items, resolving.release)
  for (const each of [port, listed]) if (each !== 'unset' && 'unknown' in each) return each
  const numbers = port === 'unset' || 'unknown' in port ? [22] : (port.value as number[])
  if (listed !== 'unset' && !('unknown' in listed)) {
    const addresses = listed.value as unknown as Address[]
    return { ...listed, value: addresses.flatMap((each) => formatAddress(each, numbers)) }
  }
  if (family !== 'unset' && 'unknown' in family) return family
  if (port === 'unset' && family === 'unset') return 'unset'
  const wanted = family === 'unset' ? 'any' : family.value
  const hosts = [...(wanted === 'inet6' ? [] : ['0.0.0.0']), ...(wanted === 'inet' ? [] : ['::'])]
  const sources = [port, family].flatMap((each) => (each === 'unset' || 'unknown' in each ? [] : [each.source]))
  return {
    value: numbers.flatMap((each) => hosts.flatMap((host) => formatAddress({ host, port: each }, []))),
    source: sources.join(', '),
    overridden: [],
  }
}

function formatAddress(address: Address, numbers: readonly number[]): string[] {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host
  const domain = address.rdomain === undefined ? '' : ` rdomain ${address.rdomain}`
  return (address.port === undefined ? numbers : [address.port]).map((port) => `${host}:${port}${domain}`)
}

/** A line with one number leaves the rate as it was: that of the line before until 10.1, then the default. */
function maxStartups({ release }: Resolving, items: readonly Item[]): Chosen {
  const keyword = keywords['maxstartups'] as Keyword
  const before = (): Chosen => {
    const chosen = effective({ ...keyword, counts: 'last' }, items, release)
    if (chosen === 'unset' || 'unknown' in chosen) return chosen
    const earlier = chosen.overridden.find((each) => !isOpen(each.value))
    return withRate(chosen, isOpen(chosen.value) ? earlier : undefined)
  }
  const after = () => withRate(effective({ ...keyword, counts: 'first' }, items, release), undefined)
  return byVersion(isBefore(release, '10.1'), before, after)
}

function withRate(chosen: Chosen, rated: Overridden | undefined): Chosen {
  if (chosen === 'unset' || 'unknown' in chosen) return chosen
  const rate = String(rated?.value ?? ':30:').split(':')[1]
  const close = (value: Plain, by: string | undefined) => String(value).replace('::', `:${by}:`)
  const overridden = chosen.overridden.map((each) => ({ ...each, value: close(each.value, '30') }))
  const source = rated === undefined ? chosen.source : `${chosen.source}, ${rated.source}`
  return { value: close(chosen.value, rate), source, overridden }
}

function isOpen(value: Plain): boolean {
  return String(value).includes('::')
}

/** Size and interval are two settings: the first line that names each counts. */
function rekeyLimit({ release }: Resolving, items: readonly Item[]): Chosen {
  const chosen = effective(keywords['rekeylimit'] as Keyword, items, release)
  if (chosen === 'unset' || 'unknown' in chosen || String(chosen.value).includes(' ')) return chosen
  const withInterval = chosen.overridden.find((each) => String(each.value).includes(' '))
  const interval = String(withInterval?.value ?? '0 0').split(' ')[1]
  const source = withInterval === undefined ? chosen.source : `${chosen.source}, ${withInterval.source}`
  return { ...chosen, value: `${chosen.value} ${interval}`, source }
}

/** The first definition of each name counts. */
function subsystems({ release }: Resolving, items: readonly Item[]): Chosen {
  const chosen = effective(keywords['subsystem'] as Keyword, items, release)
  if (chosen === 'unset' || 'unknown' in chosen) return chosen
  const byName = new Map<string, Plain>()
  for (const each of chosen.value as string[]) {
    const name = each.split(' ')[0] as string
    if (!byName.has(name)) byName.set(name, each)
  }
  return { ...chosen, value: [...byName.values()] }
}

/** Each kind of penalty is a setting of its own; naming one switches penalties on. */
function penalties({ release }: Resolving, items: readonly Item[]): Chosen {
  const chosen = effective(keywords['persourcepenalties'] as Keyword, items, release)
  if (chosen === 'unset' || 'unknown' in chosen) return chosen
  const written = chosen.value as string[]
  const kinds = written.filter((each) => each.includes(':'))
  if (kinds.length === 0 && written[0] === 'no') return { ...chosen, value: ['no'] }
  const standard = defaultOf('persourcepenalties', release)
  if ('unknown' in standard) return { unknown: `changes the default, and ${standard.unknown}`, source: chosen.source }
  const kindOf = (each: string) => each.slice(0, each.indexOf(':'))
  // The first value of each kind counts: of several for one key, a map keeps the one that is put in last.
  const value = new Map([...(standard.value as string[]), ...kinds.toReversed()].map((each) => [kindOf(each), each]))
  return { ...chosen, value: [...value.values()] }
}
