import type { KeyObject } from 'node:crypto'
import { newKey } from '../certificaterequest.ts'
import { CredentialError, type KeptFiles, keep, periodOf, readKept, readToken } from '../credentials.ts'
import { attest, type Evidence, type Issued, renew } from '../enrolment.ts'
import type { Identity, IdentityLog } from '../identity.ts'
import { openIssuedIdentity } from './issued.ts'

export interface JoinTokenOptions {
  readonly collector: string
  readonly ca: string
  /** Where key and certificate are kept, readable by the agent alone. */
  readonly files: KeptFiles
  /** The token. Needed once, and again when the certificate ended while nobody renewed it. */
  readonly joinTokenFile: string
  readonly evidence: Evidence
  readonly log: IdentityLog
}

const remedy = '`merlon node join-token` makes a token, for one use'

/** A token vouches for the node once; from then on its certificate does, which is renewed before it ends. */
export function openJoinTokenIdentity(options: JoinTokenOptions): Identity {
  const { collector, ca, files, evidence, log } = options
  let newest = storedIn(files, log)
  /** The collector took it: it cannot be used again. */
  let used = ''
  /** The key that a token was shown with: the answer may be lost, and only who asks with the same key is given it again. */
  let asked: { readonly token: string; readonly key: KeyObject } | undefined

  function token(): string {
    if (options.joinTokenFile === '') throw new CredentialError(`no join token is given; ${remedy}`)
    const read = readToken(options.joinTokenFile, remedy)
    if (read === used) throw new CredentialError(`${options.joinTokenFile}: used already; ${remedy}`)
    return read
  }

  function kept(issued: Issued): Issued {
    keep(files, issued)
    newest = issued
    return issued
  }

  return openIssuedIdentity({
    ...{ ca, log, stored: newest },
    attest: async (trusted, signal) => {
      let joinToken: string
      try {
        joinToken = token()
      } catch (error) {
        // What is there is all there is: the collector says whether it still holds.
        if (newest) return newest
        throw error
      }
      if (asked?.token !== joinToken) asked = { token: joinToken, key: await newKey() }
      const issued = await attest(collector, { ca: trusted }, { ...evidence, joinToken }, signal, asked.key)
      used = joinToken
      asked = undefined
      return kept(issued)
    },
    renew: async (own, signal) => kept(await renew(collector, own, '', signal)),
  })
}

/** What cannot be used is as good as not there: the next token makes it anew. */
function storedIn(files: KeptFiles, log: IdentityLog): Issued | undefined {
  try {
    const stored = readKept(files)
    return stored && { ...stored, ...periodOf(stored.cert, files.cert) }
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'the certificate that was kept cannot be used')
    return undefined
  }
}
