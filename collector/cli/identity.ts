import { printable } from '../../lib/printable.ts'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import { type ClientOptions, openCalls } from './client.ts'
import { CliError } from './failure.ts'

interface TokenView {
  readonly id: string
  readonly nodeName: string
  readonly createdBy: string
  readonly expireTime: string
  readonly usedTime?: string
  readonly nodeId: string
  readonly revokedTime?: string
}

interface BanView {
  readonly nodeId: string
  readonly nodeName: string
  readonly reason: string
  readonly bannedBy: string
  readonly time: string
}

async function ask(options: ClientOptions, name: string, request: object): Promise<Record<string, unknown>> {
  const { call, close } = openCalls(options, 'IdentityService')
  try {
    return dataFrom(`${name}Response`, await call(name, messageFrom(`${name}Request`, request)))
  } finally {
    close()
  }
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of `30m`, `24h`, `7d`. Throws a CliError. */
export function holdSeconds(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const seconds = Number(number) * (units[unit] ?? 0)
  if (seconds < 60 || seconds > 30 * 86_400) throw new CliError(`--for ${text}: 1m to 30d, for example 24h`)
  return seconds
}

/** Makes a join token and prints it: the only time that it is seen. */
export async function createJoinToken(
  options: ClientOptions & { name: string; hold: string },
  out: NodeJS.WriteStream,
): Promise<number> {
  const request = { nodeName: options.name, holdSeconds: holdSeconds(options.hold) }
  const answer = await ask(options, 'CreateJoinToken', request)
  const { id, expireTime } = answer['joinToken'] as TokenView
  out.write(`${answer['token']}\n`)
  process.stderr.write(`Token ${id} makes one node known, once, until ${short(expireTime)}. It is not shown again.\n`)
  return 0
}

export async function listJoinTokens(options: ClientOptions, out: NodeJS.WriteStream): Promise<number> {
  const { joinTokens } = await ask(options, 'ListJoinTokens', {})
  for (const each of joinTokens as TokenView[])
    out.write(`${each.id}  ${stateOf(each)}  ${printable(each.nodeName) || '–'}  by ${printable(each.createdBy)}\n`)
  return 0
}

function stateOf({ usedTime, revokedTime, expireTime, nodeId }: TokenView): string {
  if (usedTime) return `used ${short(usedTime)} by ${nodeId}`
  if (revokedTime) return `revoked ${short(revokedTime)}`
  return Date.parse(expireTime) < Date.now() ? `ended ${short(expireTime)}` : `holds until ${short(expireTime)}`
}

export async function revokeJoinToken(
  options: ClientOptions & { id: string },
  out: NodeJS.WriteStream,
): Promise<number> {
  await ask(options, 'RevokeJoinToken', { id: options.id })
  out.write(`${options.id} is revoked.\n`)
  return 0
}

export async function banNode(
  options: ClientOptions & { node: string; reason: string },
  out: NodeJS.WriteStream,
): Promise<number> {
  const { ban } = await ask(options, 'BanNode', { node: options.node, reason: options.reason })
  const { nodeName, nodeId } = ban as BanView
  out.write(`${printable(nodeName)} (${nodeId}) is banned: its sessions end, and it is refused from now on.\n`)
  return 0
}

export async function unbanNode(options: ClientOptions & { node: string }, out: NodeJS.WriteStream): Promise<number> {
  await ask(options, 'UnbanNode', { node: options.node })
  out.write(`${printable(options.node)} may speak again.\n`)
  return 0
}

export async function listBans(options: ClientOptions, out: NodeJS.WriteStream): Promise<number> {
  const { bans } = await ask(options, 'ListBans', {})
  for (const { nodeId, nodeName, reason, bannedBy, time } of bans as BanView[])
    out.write(
      `${nodeId}  ${printable(nodeName) || '–'}  ${short(time)} by ${printable(bannedBy)}  ${printable(reason)}\n`,
    )
  return 0
}

function short(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z')
}
