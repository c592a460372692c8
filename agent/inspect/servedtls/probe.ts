// The handshakes with one place.
import { absent, failed, type Look, seen } from '../../host/look.ts'
import type { Handshake, Tls } from '../../host/tls.ts'
import { type Flight, parseFlight } from '../../parse/tlsflight.ts'

/** The versions as OpenSSL and as people call them, and by their number, the newest first. */
export const versions = [
  { id: 'TLSv1.3', name: 'TLS 1.3', number: 0x0304 },
  { id: 'TLSv1.2', name: 'TLS 1.2', number: 0x0303 },
  { id: 'TLSv1.1', name: 'TLS 1.1', number: 0x0302 },
  { id: 'TLSv1', name: 'TLS 1.0', number: 0x0301 },
] as const

export type Version = (typeof versions)[number]

/** A handshake with one version alone. */
export interface Shake {
  readonly version: Version
  readonly handshake: Handshake
  readonly flight: Flight
}

/** What came of all of them. */
export interface Probed {
  /** Where it was tried last; empty when nowhere. */
  readonly dialed: string
  readonly reachable: Look<boolean>
  readonly answer: Look<'tls' | 'http' | 'other'>
  /** The newest version first. Empty where no TLS is spoken. */
  readonly shakes: readonly Shake[]
}

/** Tries the addresses until one accepts connections, and there every version once. */
export async function probe(tls: Tls, addresses: readonly string[], port: number): Promise<Probed> {
  let last: Probed = { dialed: '', reachable: failed('there is no address to try'), answer: absent, shakes: [] }
  for (const dialed of addresses) {
    const first = await shake(tls, dialed, port, versions[0])
    const reachable = first.handshake.connected
    last = { dialed, reachable, answer: absent, shakes: [] }
    if (reachable.status === 'observed' && reachable.value)
      return { ...last, ...(await speak(tls, dialed, port, first)) }
  }
  return { ...last, reachable: refusalOf(last, tls.network().shared) }
}

/** From another network a packet filter may be who refuses, and what listens on loopback alone is not reached. */
function refusalOf({ dialed, reachable }: Probed, shared: Look<boolean>): Look<boolean> {
  if (reachable.status !== 'observed' || (shared.status === 'observed' && shared.value)) return reachable
  return failed(`${dialed} refuses connections from the agent's network`)
}

async function speak(
  tls: Tls,
  address: string,
  port: number,
  first: Shake,
): Promise<Pick<Probed, 'answer' | 'shakes'>> {
  const shakes = [first]
  for (const version of versions.slice(1)) {
    // Who says nothing in either of the two newest will not in older ones.
    const silent = shakes.length === 2 && shakes.every(({ flight }) => flight.kind === 'nothing')
    if (silent || shakes.some(({ flight }) => flight.kind === 'http' || flight.kind === 'other')) break
    shakes.push(await shake(tls, address, port, version))
  }
  if (shakes.some(({ flight }) => flight.kind === 'tls')) return { answer: seen('tls'), shakes }
  const other = shakes.find(({ flight }) => flight.kind !== 'nothing')?.flight.kind
  if (other === 'http' || other === 'other') return { answer: seen(other), shakes: [] }
  const asked = parseFlight((await tls.ask(address, port)).said).kind
  if (asked === 'nothing') return { answer: failed('it accepts connections and says nothing'), shakes: [] }
  return { answer: seen(asked === 'http' ? 'http' : 'other'), shakes: [] }
}

async function shake(tls: Tls, address: string, port: number, version: Version): Promise<Shake> {
  const handshake = await tls.handshake(address, port, version.id)
  return { version, handshake, flight: parseFlight(handshake.said) }
}
