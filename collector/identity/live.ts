import { X509Certificate } from 'node:crypto'
import type { SecureVersion } from 'node:tls'
import { openCredentials, type SwappableCredentials } from './credentials.ts'
import type { Material } from './material.ts'
import { readAuthorities } from './trust.ts'

/** What the collector is while it runs: its files are read again, and the last good set holds. */
export interface LiveMaterial {
  current(): Material
  /** Authorities that are trusted now. */
  authorities(): readonly X509Certificate[]
  /** SHA-256 of each of them. */
  fingerprints(): ReadonlySet<string>
  readonly credentials: SwappableCredentials['credentials']
  /** Calls back with what became of changed files, until the returned function is called. */
  onLook(listener: (result: LookResult) => void): () => void
  /** Looks at the files now. True when the set is another one. */
  look(): Promise<boolean>
  stop(): void
}

/** Swapped: new connections use them. Refused: the last good ones hold. */
export type LookResult = 'swapped' | 'refused'

export interface LiveOptions {
  readonly first: Material
  /** Reads all files anew; throws for a set that cannot be used. */
  readonly read: () => Promise<Material> | Material
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  readonly minVersion?: SecureVersion
  /** Milliseconds between looks. */
  readonly interval?: number
}

const lookInterval = 10_000

/** Opens the TLS of the server over a set of files, and looks again and again whether they changed. */
export function openLive({ first, read, log, minVersion, interval = lookInterval }: LiveOptions): LiveMaterial {
  let current = first
  let authorities = readAuthorities(first.trusted)
  let fingerprints = fingerprintsOf(authorities)
  let lastFault = ''
  const listeners = new Set<(result: LookResult) => void>()
  const tell = (result: LookResult) => {
    for (const listener of listeners) listener(result)
  }
  const tls = openCredentials(setOf(first), minVersion)

  /** All or nothing: what cannot be used in one part is not taken in any other. */
  async function look(): Promise<boolean> {
    try {
      const next = await read()
      lastFault = ''
      if (isSame(current, next)) return false
      const trusted = readAuthorities(next.trusted)
      tls.swap(setOf(next))
      current = next
      authorities = trusted
      fingerprints = fingerprintsOf(trusted)
      tell('swapped')
      log.info(aboutOf(next), 'certificates were changed: new connections use them')
      return true
    } catch (error) {
      const fault = (error as Error).message
      tell('refused')
      // A file that is being written is told once, not at each look.
      if (fault !== lastFault)
        log.warn({ reason: fault }, 'changed certificates cannot be used: the last good ones hold')
      lastFault = fault
      return false
    }
  }

  let work: Promise<unknown> = Promise.resolve()
  const lookInTurn = () => {
    const next = work.then(look)
    work = next
    return next
  }
  const timer = setInterval(() => void lookInTurn(), interval)
  timer.unref()
  return {
    current: () => current,
    authorities: () => authorities,
    fingerprints: () => fingerprints,
    credentials: tls.credentials,
    onLook: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    look: lookInTurn,
    stop: () => clearInterval(timer),
  }
}

function setOf({ server, trusted }: Material) {
  return { cert: server.cert, key: server.key, authorities: trusted }
}

function isSame(a: Material, b: Material): boolean {
  return (
    a.trusted === b.trusted &&
    a.server.cert === b.server.cert &&
    a.server.key === b.server.key &&
    a.authority.cert === b.authority.cert &&
    a.authority.key === b.authority.key
  )
}

function fingerprintsOf(authorities: readonly X509Certificate[]): ReadonlySet<string> {
  return new Set(authorities.map((each) => each.fingerprint256))
}

function aboutOf({ server, trusted }: Material): object {
  const { subject, validTo, fingerprint256 } = new X509Certificate(server.cert)
  return {
    server: { subject, validTo, fingerprint256 },
    authorities: readAuthorities(trusted).map((each) => each.subject),
  }
}
