import type { Certificate } from '../../parse/x509.ts'
import type { Loaded } from './pemfile.ts'

/** Verifications that one pass may cost. One takes some 0.1 ms; a node needs a few hundred, and one for each certificate. */
const verificationLimit = 5000

/** Who signed whom, each pair verified once. */
export interface Signatures {
  /** Whether the name and the key of `parent` are those that signed `child`. */
  signed(parent: Certificate, child: Certificate): boolean
  /** True when there were too many pairs: what was not verified then counted as not signed. */
  exhausted(): boolean
}

export function openSignatures(limit = verificationLimit): Signatures {
  const known = new Map<string, boolean>()
  let refused = false
  return {
    signed: (parent, child) => {
      if (parent.subjectDer !== child.issuerDer) return false
      const pair = `${parent.sha256} ${child.sha256}`
      const before = known.get(pair)
      if (before !== undefined) return before
      refused ||= known.size >= limit
      if (refused) return false
      const result = parent.signed(child)
      known.set(pair, result)
      return result
    },
    exhausted: () => refused,
  }
}

/** Most certificates between one and its authority: Go follows more, nobody uses as many. */
const maxLength = 8

/**
 * The authority of the pool that a certificate leads to, if need be through those that are sent with it; of several the
 * one that holds longest. As in Go, a certificate that is itself in the pool needs no signature. Times are not looked at.
 */
export function authorityOf(
  certificate: Certificate,
  pool: readonly Certificate[],
  sent: readonly Loaded[],
  signatures: Signatures,
): Certificate | undefined {
  const own = pool.find(({ sha256 }) => sha256 === certificate.sha256)
  if (own) return own
  const seen = new Set([certificate.sha256])
  let level = [certificate]
  for (let length = 0; length < maxLength && level.length > 0; length += 1) {
    const authorities = pool.filter((each) => level.some((child) => isParent(each, child, signatures)))
    if (authorities.length > 0) return authorities.reduce((a, b) => ((b.notAfter ?? '') > (a.notAfter ?? '') ? b : a))
    const next = sent.filter(
      ({ certificate: each, loads }) =>
        loads && !seen.has(each.sha256) && level.some((child) => isParent(each, child, signatures)),
    )
    level = next.map((each) => each.certificate)
    for (const { sha256 } of level) seen.add(sha256)
  }
  return undefined
}

/** Only an authority can sign (RFC 5280): by its basic constraints, which old versions lack, and by its key usage. */
function isParent(parent: Certificate, child: Certificate, signatures: Signatures): boolean {
  if (parent.ca === false) return false
  if (parent.keyUsage.length > 0 && !parent.keyUsage.includes('keyCertSign')) return false
  return signatures.signed(parent, child)
}
