import type { PrivateKey } from '../../parse/pemkey.ts'
import type { Place } from '../sight.ts'

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
  /** The private key that is used with it. */
  readonly key?: KeyPointer
  readonly foundBy: string
  /** True when a running process was told to use exactly this file. */
  readonly named: boolean
  /** True for what need not be there: then its absence is not told. */
  readonly optional?: boolean
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
