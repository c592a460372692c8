// What the kinds of databases of packages have in common.
import type { HostRoot } from '../../host/root.ts'

export type Packaged = 'packaged' | 'unpackaged' | 'unknown'

/** What the packages of the node say of a file. */
export interface Owner {
  /** `unknown` where no database is understood. */
  readonly packaged: Packaged
  /** As the protocol writes it; empty where it is not known. */
  readonly package: string
  /** When the database was written last, milliseconds since 1970: of a program that began before it says nothing. */
  readonly written: number
}

/** A database as of now. */
export interface DatabaseState {
  /** Another one whenever the database was written. */
  readonly key: string
  /** Milliseconds since 1970. */
  readonly written: number
  /** False while packages are being installed: which version a file is of cannot be told then. */
  readonly settled: boolean
}

/** What a database says of a path; undefined where that cannot be told. */
export type PackageOf = (path: string) => Promise<Omit<Owner, 'written'> | undefined>

/** Of what no package brought. */
export const unpackaged = { packaged: 'unpackaged', package: 'none' } as const

/** A kind of database. */
export interface Database {
  /** Undefined where the node has none of this kind. */
  state(root: HostRoot): Promise<DatabaseState | undefined>
  /** Reads it. `prefix` is the host's root. Undefined where it tells nothing of single files. */
  open(prefix: string, state: DatabaseState): Promise<PackageOf | undefined>
}
