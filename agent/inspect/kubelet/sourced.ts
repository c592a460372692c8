import type { Plain } from '../../../proto/value.ts'

/** A value that another one won over. */
export interface Overridden {
  readonly value: Plain
  readonly source: string
}

/** The value of one setting and where it comes from. */
export interface Sourced {
  /** `undefined` only where `unknown` says why. */
  readonly value: Plain | undefined
  readonly unknown?: string
  readonly source: string
  /** False for a default: nobody wrote it. */
  readonly set: boolean
  /** Nearest first. */
  readonly overridden: readonly Overridden[]
}

/** Path of a setting → its value; feature gates as `featureGates.NAME`. */
export type Fields = Map<string, Sourced>

/** What a new value wins over. Defaults are no loss. */
export function winsOver(before: Sourced | undefined): readonly Overridden[] {
  if (!before) return []
  if (!before.set || before.value === undefined) return before.overridden
  return [{ value: before.value, source: before.source }, ...before.overridden]
}

/** The kubelet would not start with this configuration. The message is the reason, with file and line where there are. */
export class DoesNotLoad extends Error {}

/** Something that the kubelet reads could not be read by us. */
export class Unreadable extends Error {
  readonly status: 'denied' | 'failed'
  constructor(status: 'denied' | 'failed', message: string) {
    super(message)
    this.status = status
  }
}

/** False, 0, the empty text, list or map: what Go takes for not set, unless the field says otherwise. */
export function isZero(value: Plain | undefined): boolean {
  if (value === undefined || value === false || value === 0 || value === '' || value === '0s') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Ends the reading of a configuration that the kubelet refuses for the value of a field. Throws `DoesNotLoad`. */
export function refuse(fields: Fields, path: string, words: string): never {
  throw new DoesNotLoad(`${fields.get(path)?.source}: ${path}: ${words}`)
}
