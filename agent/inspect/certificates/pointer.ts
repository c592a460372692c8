import type { PrivateKey } from '../../parse/pemkey.ts'
import type { Place, Sight } from '../sight.ts'
import type { Served } from './serves.ts'

/** What a certificate is used for. */
export interface Use {
  readonly component: string
  readonly role: string
  readonly source: string
}

/** A file to look at, and why. */
export interface Pointer extends Place {
  readonly format: 'pem' | 'kubeconfig'
  /** Absent for what lies in a usual place and for keys. */
  readonly use?: Use
  /** What the certificate has to stand for. */
  readonly serves?: readonly Served[]
  /** The private key that is used with it. */
  readonly key?: KeyPointer
  readonly foundBy: string
  /** True when a running process was told to use exactly this file. */
  readonly named: boolean
  /** True for what need not be there: then its absence is not told. */
  readonly optional?: boolean
  /** How the process sees files that is told of it, and the path that it has for it. Absent where nobody is told. */
  readonly told?: { readonly sight: Sight; readonly path: string }
}

/** A private key, by its file or as it was read. */
export type KeyPointer =
  | { readonly path: string; readonly source: string }
  | { readonly key: PrivateKey; readonly source: string }

/** Something that could not be looked at. */
export interface Missing {
  readonly path: string
  readonly reason: string
  /** True when it was not allowed. */
  readonly denied?: boolean
}

export interface Found {
  readonly pointers: readonly Pointer[]
  readonly gaps: readonly Missing[]
}
