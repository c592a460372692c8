import type { Plain } from '../value.ts'

/** Type of a setting's value, as rules see it. Durations are strings as Go writes them: `4h0m0s`. */
export type SettingType = 'bool' | 'int' | 'double' | 'string' | 'list' | 'object'

/** One thing that a component can be set to. What is not in a catalogue is not sent. */
export interface CatalogueEntry {
  /** The component's own name, dotted where it nests. */
  readonly path: string
  readonly type: SettingType
  /** One sentence for the reference. */
  readonly about: string
  /** What holds when nobody sets it. A list where it changed: the entry of the newest version not above the component's. */
  readonly default?: Plain | readonly VersionedDefault[]
  /** The value is never sent, only that there is one. */
  readonly secret?: true
}

/** A default that holds from a version on, for example `1.27`. The first of a list says `0`. */
export interface VersionedDefault {
  readonly from: string
  readonly value: Plain
}
