import type { v1 } from '../../proto/index.ts'
import { FrameError, requireDomainName } from './assembly.ts'

type Domains = NonNullable<ReturnType<typeof v1.ConnectRequest.decode>['heartbeat']>['domains']

/** Domains of one node, of later versions too. */
export const maxDomains = 64

/** The hashes, hexadecimal, of the domains that an agent says it has, by name. Throws a FrameError for what no agent has. */
export function announcedOf(domains: Domains): ReadonlyMap<string, string> {
  const given = domains ?? []
  if (given.length > maxDomains) throw new FrameError('FIELD_TOO_LARGE', `more than ${maxDomains} domains`)
  return new Map(
    given.map(({ domain, hash }) => [requireDomainName(domain ?? ''), Buffer.from(hash ?? []).toString('hex')]),
  )
}

/** Domains that the agent has otherwise than the store. */
export function apart(announced: ReadonlyMap<string, string>, stored: ReadonlyMap<string, string>): string[] {
  return [...announced].filter(([domain, hash]) => stored.get(domain) !== hash).map(([domain]) => domain)
}
