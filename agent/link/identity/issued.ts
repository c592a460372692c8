// A certificate that the collector issues, and issues anew before it ends.
import { reasonOf, retryAfterOf } from '../../../lib/grpcstatus.ts'
import { openBackoff } from '../backoff.ts'
import { type Credentials, readAuthorities } from '../credentials.ts'
import type { Issued } from '../enrolment.ts'
import type { Identity, IdentityLog } from '../identity.ts'
import { actionFor, waitFor } from '../refusals.ts'
import { openListeners } from './listeners.ts'

export interface IssuedOptions {
  /** File of the authorities that are trusted in any case. Read at each attempt. */
  readonly ca: string
  /** What is there from before, if anything. */
  readonly stored?: Issued | undefined
  /**
   * Proves who the agent is, with nothing but what it was given. Rejects with a CredentialError, or with the collector's
   * ServiceError. `trusted` is PEM.
   */
  readonly attest: (trusted: Buffer, signal: AbortSignal) => Promise<Issued>
  /** The next certificate by the one at hand. Rejects in the same way. */
  readonly renew: (own: Credentials, signal: AbortSignal) => Promise<Issued>
  readonly log: IdentityLog
  readonly random?: () => number
}

/** Longest that a timer can be set for at once, in milliseconds: a day. */
const longestTimer = 86_400_000

/** The first wait after a renewal that failed is at most so long, in milliseconds. */
const renewalSpread = 10_000

export function openIssuedIdentity(options: IssuedOptions): Identity {
  const { log, random = Math.random } = options
  const listeners = openListeners()
  const backoff = openBackoff(renewalSpread, random)
  let held = options.stored
  let isRefused = false
  let asking: Promise<Credentials> | undefined
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()

  /** The file may be of today, what came with the certificate may name the authority of tomorrow. */
  function trusted(): Buffer {
    return Buffer.concat([readAuthorities(options.ca), Buffer.from('\n'), held?.authorities ?? Buffer.alloc(0)])
  }

  function completed({ cert, key, notBefore, notAfter }: Issued): Credentials {
    return { ca: trusted(), cert, key, notBefore, notAfter }
  }

  async function credentials(): Promise<Credentials> {
    if (held && !isRefused && Date.now() < held.notAfter) return completed(held)
    asking ??= attest().finally(() => {
      asking = undefined
    })
    return asking
  }

  async function attest(): Promise<Credentials> {
    const issued = await options.attest(trusted(), stopping.signal)
    if (issued !== held) take(issued, 'the collector knows this node')
    return completed(issued)
  }

  function take(issued: Issued, message: string): void {
    held = issued
    isRefused = false
    backoff.reset()
    log.info({ until: new Date(issued.notAfter).toISOString() }, message)
    plan(issued, freshWait(issued))
    listeners.tell()
  }

  /** By what is left of it as this clock sees it, if that is sooner: it may have been issued long ago. */
  function storedWait(issued: Issued): number {
    const wait = freshWait(issued)
    return Math.min(wait, Math.max(0, issued.notBefore + wait - Date.now()))
  }

  /** Half of its life, ± 10 %: whatever this clock says. */
  function freshWait({ notBefore, notAfter }: Issued): number {
    return (notAfter - notBefore) * (0.45 + 0.1 * random())
  }

  function plan(issued: Issued, wait: number): void {
    clearTimeout(timer)
    if (stopping.signal.aborted) return
    const now = Math.min(wait, longestTimer)
    const next = () => (wait > now ? plan(issued, wait - now) : void renewOnce(issued))
    timer = setTimeout(next, now)
    timer.unref()
  }

  async function renewOnce(issued: Issued): Promise<void> {
    try {
      const next = await renewed(issued)
      if (!stopping.signal.aborted && held === issued) take(next, 'the certificate is renewed')
    } catch (error) {
      if (stopping.signal.aborted || held !== issued) return
      const wait = waitAfter(error)
      log.warn({ reason: wordsOf(error), waitMilliseconds: wait }, 'the certificate could not be renewed')
      plan(issued, wait)
    }
  }

  /** By the certificate while it is taken, else as at first. */
  async function renewed(issued: Issued): Promise<Issued> {
    try {
      return await options.renew(completed(issued), stopping.signal)
    } catch (error) {
      if (actionOf(error) !== 'attest') throw error
      const next = await options.attest(trusted(), stopping.signal)
      if (next === issued) throw error
      return next
    }
  }

  function waitAfter(error: unknown): number {
    return waitFor(actionOf(error), backoff.next, retryAfterOf(error), random)
  }

  if (held) plan(held, storedWait(held))
  return {
    credentials,
    refused: () => {
      isRefused = true
    },
    ends: () => held?.notAfter,
    subscribe: listeners.subscribe,
    stop: () => {
      stopping.abort()
      clearTimeout(timer)
    },
  }
}

function actionOf(error: unknown) {
  const { code = 2, details = '' } = (error ?? {}) as { code?: unknown; details?: string }
  return actionFor(typeof code === 'number' ? code : 2, reasonOf(error), details)
}

function wordsOf(error: unknown): string {
  const { details, message } = (error ?? {}) as { details?: string; message?: string }
  return details || message || String(error)
}
