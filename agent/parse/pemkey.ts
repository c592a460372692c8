// Private keys in PEM: only ever compared with the certificates that they belong to.
import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { PemBlock } from './pem.ts'

const encodings: Readonly<Record<string, 'pkcs8' | 'sec1' | 'pkcs1'>> = {
  'PRIVATE KEY': 'pkcs8',
  'EC PRIVATE KEY': 'sec1',
  'RSA PRIVATE KEY': 'pkcs1',
}

export type PrivateKey =
  | { readonly ok: true; readonly key: KeyObject }
  | { readonly ok: false; readonly reason: string }

/** True for a block that holds a private key, be it encrypted. */
export function isPrivateKey(block: Pick<PemBlock, 'label'>): boolean {
  return block.label.endsWith('PRIVATE KEY')
}

/** Reads the private key of a block. Never throws, and never says what stands in it. */
export function parsePrivateKey({ label, headers, der }: PemBlock): PrivateKey {
  if (headers || label === 'ENCRYPTED PRIVATE KEY') return { ok: false, reason: 'is encrypted' }
  const type = encodings[label]
  if (type === undefined) return { ok: false, reason: `is of a kind that is not read (${label})` }
  try {
    return { ok: true, key: createPrivateKey({ key: der, format: 'der', type }) }
  } catch {
    return { ok: false, reason: 'cannot be read as a key' }
  }
}
