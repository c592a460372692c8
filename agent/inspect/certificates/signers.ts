// Who signed which certificates of a node.
import { compare } from '../../../proto/value.ts'
import type { Certificate } from '../../parse/x509.ts'
import type { Signatures } from './chain.ts'
import type { Group } from './group.ts'

/** Most names that are told of those who signed a certificate: a node has as many copies as kubeconfigs. */
export const maxNames = 100

/** A certificate in its place. */
export interface Entry {
  /** `path#n`. */
  readonly name: string
  readonly certificate: Certificate
  readonly group: Group
  /** True for the one that its component shows, and has the private key of. */
  readonly first: boolean
  /** Whether programs in Go load it. */
  readonly loads: boolean
}

/** SHA-256 of a certificate → the names of those who signed it, sorted. */
export function signersOf(entries: readonly Entry[], signatures: Signatures): Map<string, string[]> {
  const bySubject = new Map<string, Map<string, Certificate>>()
  const names = new Map<string, string[]>()
  for (const { certificate, name } of entries) {
    const same = bySubject.get(certificate.subjectDer) ?? new Map<string, Certificate>()
    bySubject.set(certificate.subjectDer, same.set(certificate.sha256, certificate))
    const known = names.get(certificate.sha256)
    if (known) known.push(name)
    else names.set(certificate.sha256, [name])
  }
  const signers = new Map<string, string[]>()
  for (const { certificate } of entries) {
    if (signers.has(certificate.sha256)) continue
    const parents = [...(bySubject.get(certificate.issuerDer)?.values() ?? [])]
    const found = parents.filter((each) => signatures.signed(each, certificate))
    signers.set(
      certificate.sha256,
      found.flatMap(({ sha256 }) => (names.get(sha256) ?? []).slice(0, maxNames)).sort(compare),
    )
  }
  return signers
}

/** Name of an authority below which no other may stand → those that it signed all the same. */
export function signedBeyond(
  entries: readonly Entry[],
  signers: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> {
  const lowest = new Map(
    entries.filter(({ certificate }) => certificate.pathLength === 0).map((each) => [each.name, each.certificate]),
  )
  const found = new Map<string, string[]>()
  if (lowest.size === 0) return found
  for (const { name, certificate } of entries.filter((each) => each.certificate.ca === true)) {
    for (const parent of signers.get(certificate.sha256) ?? []) {
      // One that signed itself, or was issued again with the same key, is none below it.
      const above = lowest.get(parent)
      if (above && above.subjectDer !== certificate.subjectDer) found.set(parent, [...(found.get(parent) ?? []), name])
    }
  }
  return found
}
