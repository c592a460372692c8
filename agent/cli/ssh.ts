// `merlon ssh explain`: what sshd applies to one connection, each value with its source and what it won over.
import { ConfigError } from '../../lib/config.ts'
import { printable, printableJson } from '../../lib/printable.ts'
import { type Terminal, table, terminalOf, wrap } from '../../lib/terminal.ts'
import type { Gap, Setting, SourcedBool } from '../../proto/index.ts'
import { fromValue } from '../../proto/value.ts'
import { plainText, settingView } from '../../proto/view.ts'
import { type Host, openHost } from '../host/host.ts'
import { why } from '../host/look.ts'
import { findSshd, type NodeSshd } from '../inspect/ssh/configuration.ts'
import { findPeople, type Person } from '../inspect/sshkeys/people.ts'
import { addressBytes } from '../parse/ipaddress.ts'
import { accessOf } from '../parse/sshd/access.ts'
import { type Connection, type Explained, type ExplainedBlock, explainSshdConfig } from '../parse/sshdconfig.ts'

export interface SshExplainOptions {
  readonly root: string
  readonly user: string
  readonly address: string
  /** The client's name; without it what sshd makes of the address. */
  readonly host?: string | undefined
  readonly laddr?: string | undefined
  /** Digits. */
  readonly lport?: string | undefined
  readonly format: 'table' | 'json'
  /** Defaults too. */
  readonly all: boolean
}

/** Prints it. Throws a ConfigError where there is nothing to explain, with the reason. */
export async function explainSsh(options: SshExplainOptions, out: NodeJS.WriteStream): Promise<number> {
  checkOptions(options)
  const host = openHost(options.root)
  const sshd = await findSshd(host)
  if (sshd.status === 'absent') throw new ConfigError(`${options.root}: there is no sshd`)
  if (sshd.status === 'denied') throw new ConfigError(sshd.reason)
  const gaps: Gap[] = [...sshd.release.gaps]
  const person = await personOf(host, options.user, gaps)
  const { connection, explained } = await explain(sshd, options, person)
  const all = [...gaps, ...explained.gaps]
  const access = person && accessOf(explained.settings, { ...person, host: connection.host, address: options.address })
  const answer = { connection, access, explained, gaps: all }
  if (options.format === 'json') out.write(`${printableJson(toJson(sshd, answer))}\n`)
  else out.write(`${toLines(sshd, answer, options.all, terminalOf(out)).join('\n')}\n`)
  return 0
}

function checkOptions({ user, address, laddr, lport }: SshExplainOptions): void {
  if (user === '') throw new ConfigError('--user: empty')
  for (const [flag, value] of [
    ['--address', address],
    ['--laddr', laddr],
  ] as const)
    if (value !== undefined && addressBytes(value) === undefined)
      throw new ConfigError(`${flag} ${value}: not an address; written 203.0.113.9 or 2001:db8::9`)
  if (lport !== undefined && !(/^\d{1,5}$/.test(lport) && Number(lport) <= 65_535))
    throw new ConfigError(`--lport ${lport}: not a port`)
}

async function personOf(host: Host, name: string, gaps: Gap[]): Promise<Person | undefined> {
  const people = await findPeople(host, gaps)
  if (people.status !== 'observed') gaps.push({ path: '/etc/passwd', reason: why(people) })
  return people.status === 'observed' ? people.value.find((each) => each.name === name) : undefined
}

/** What is not asked for is taken from the configuration where it leaves one answer: the port, and the client's name. */
async function explain(
  { configuration }: NodeSshd,
  { user, address, host, laddr, lport }: SshExplainOptions,
  person: Person | undefined,
): Promise<{ connection: Connection; explained: Explained }> {
  const asked: Connection = {
    ...{ user, address },
    // A name that is not in passwd may be one of a directory service.
    ...(person ? { groups: person.groups, invalidUser: false } : {}),
    ...(host === undefined ? {} : { host }),
    ...(laddr === undefined ? {} : { localAddress: laddr }),
    ...(lport === undefined ? {} : { localPort: Number(lport) }),
  }
  const { settings } = await explainFor(configuration, asked)
  const connection = { ...impliedBy(settings, address), ...asked }
  return { connection, explained: await explainFor(configuration, connection) }
}

async function explainFor(configuration: NodeSshd['configuration'], connection: Connection): Promise<Explained> {
  const result = await explainSshdConfig(configuration, connection)
  if (result.status === 'explained') return result.explained
  if (result.status === 'unread') throw new ConfigError(`${configuration.path}: ${why(result.look)}`)
  throw new ConfigError(`sshd does not load it: ${result.refusal.where}: ${result.refusal.reason}`)
}

function impliedBy(settings: readonly Setting[], address: string): Pick<Connection, 'host' | 'localPort'> {
  const settingOf = (name: string) => fromValue(settings.find((each) => each.path === name)?.value)
  const listening = settingOf('listenaddress')
  const ports = new Set(
    Array.isArray(listening) ? listening.map((each) => /:(\d+)(?: |$)/.exec(String(each))?.[1]) : [],
  )
  const [port] = ports
  return {
    // Without UseDNS sshd knows clients by their addresses.
    ...(settingOf('usedns') === 'no' ? { host: address } : {}),
    ...(ports.size === 1 && port !== undefined ? { localPort: Number(port) } : {}),
  }
}

interface Answer {
  readonly connection: Connection
  readonly access: SourcedBool | undefined
  readonly explained: Explained
  readonly gaps: readonly Gap[]
}

function toJson(sshd: NodeSshd, { connection, access, explained, gaps }: Answer) {
  const { daemon } = sshd.search
  return {
    apiVersion: 'merlon.dev/v1',
    kind: 'SshExplanation',
    sshd: {
      configuration: sshd.configuration.path,
      version: sshd.release.version,
      ...(daemon ? { pid: daemon.pid } : {}),
    },
    connection,
    access: access ?? { source: '/etc/passwd', unknown: notLocal },
    blocks: explained.blocks.map(({ holds, ...block }) => ({ ...block, holds: holds ?? null })),
    settings: Object.fromEntries(explained.settings.map((each) => [each.path ?? '', settingView(each)])),
    warnings: explained.warnings,
    gaps,
  }
}

const notLocal = 'the account is not in the passwd of the node'

function toLines(sshd: NodeSshd, answer: Answer, all: boolean, terminal: Terminal): string[] {
  const { connection, access, explained, gaps } = answer
  const { user, address, host, localAddress, localPort } = connection
  const where = `${localAddress ?? 'some address'} port ${localPort ?? 'not known'}`
  const version = sshd.release.version.value ?? `not known: ${sshd.release.version.unknown}`
  const shown = explained.settings.filter((each) => all || !each.source?.startsWith('default'))
  const rows = shown.map((each) => [each.path ?? '', valueText(each), each.source ?? '', overriddenText(each)])
  const columns = [{ title: 'setting' }, { title: 'value' }, { title: 'source' }, { title: 'won over', flexible: true }]
  return [
    wrap(printable(`${user} from ${address} (${host ?? 'name not known'}) to ${where}`), terminal.width),
    wrap(printable(`${sshd.configuration.path}, OpenSSH ${version}`), terminal.width),
    wrap(printable(accessText(access)), terminal.width),
    ...explained.blocks.map((block) => wrap(printable(blockText(block)), terminal.width)),
    '',
    ...table(columns, rows, terminal.width),
    ...(all ? [] : ['', 'What is not here has its default; --all shows it too.']),
    ...gaps.map(({ path, reason }) => wrap(printable(`not read: ${path}: ${reason}`), terminal.width)),
  ]
}

function accessText(access: SourcedBool | undefined): string {
  if (access === undefined) return `whether it is let in is not known: ${notLocal}`
  if (access.unknown) return `whether it is let in is not known: ${access.unknown}`
  return `${access.value ? 'let in' : 'refused'}: ${access.source}`
}

function blockText({ criteria, source, holds, undecided }: ExplainedBlock): string {
  if (holds === undefined) return `Match ${criteria} may hold, ${undecided.join(' and ')} not known: ${source}`
  return `Match ${criteria} ${holds ? 'holds' : 'does not hold'}: ${source}`
}

function valueText(setting: Setting): string {
  return setting.unknown ? `unknown: ${setting.unknown}` : plainText(fromValue(setting.value) ?? '')
}

function overriddenText({ overridden }: Setting): string {
  return (overridden ?? []).map((each) => `${plainText(fromValue(each.value) ?? '')} by ${each.source}`).join('; ')
}
