// Settings of container runtimes out of the layers that say them. Pure.
import type { CatalogueEntry, SettingType } from '../../proto/catalogue/catalogue.ts'
import type { Setting } from '../../proto/index.ts'
import { byPath, fromValue, known, type Plain, unknown } from '../../proto/value.ts'
import { isTable, type Table, valueAt } from './toml.ts'

/** A file or a command line. */
export interface Layer {
  /** `file /etc/crio/crio.conf`, `flag --hosts`. */
  readonly source: string
  readonly table: Table
}

/** Where an entry of the catalogue stands in a layer; `undefined` where it has no place. */
export type Places = (entry: CatalogueEntry, layer: Layer) => readonly string[] | undefined

export interface Found {
  readonly value: Plain
  readonly source: string
  readonly overridden: readonly { readonly value: Plain; readonly source: string }[]
}

/** What the last layer says that says something. */
export function lastOf(
  layers: readonly Layer[],
  path: (layer: Layer) => readonly string[] | undefined,
): Found | undefined {
  const found = layers.flatMap((layer) => {
    const names = path(layer)
    const value = names === undefined ? undefined : valueAt(layer.table, names)
    return value === undefined ? [] : [{ value, source: layer.source }]
  })
  const [winner, ...overridden] = found.reverse()
  return winner && { ...winner, overridden }
}

/** The settings of a catalogue. What nobody set has its default; without one it is not told. */
export function settingsOf(catalogue: readonly CatalogueEntry[], layers: readonly Layer[], places: Places): Setting[] {
  const settings = catalogue.flatMap((entry): Setting[] => {
    const found = lastOf(layers, (layer) => places(entry, layer))
    if (found === undefined)
      return entry.default === undefined ? [] : [known(entry.path, entry.default as Plain, { source: 'default' })]
    if (isOf(entry.type, found.value)) return [known(entry.path, found.value, found)]
    return [unknown(entry.path, `is no ${entry.type}`, found.source)]
  })
  return byPath(settings)
}

/** One of the settings: its value, `undefined` where it is not told, and its source. */
export function settingAt(settings: readonly Setting[], path: string): { value: Plain | undefined; source: string } {
  const setting = settings.find((each) => each.path === path)
  return { value: fromValue(setting?.value), source: setting?.source ?? '' }
}

/** The same names, none of which can be told. */
export function untold(catalogue: readonly CatalogueEntry[], reason: string, source: string): Setting[] {
  return byPath(catalogue.map(({ path }) => unknown(path, reason, source)))
}

function isOf(type: SettingType, value: Plain): boolean {
  if (type === 'list') return Array.isArray(value) && value.every((each) => typeof each === 'string')
  if (type === 'object') return isTable(value)
  if (type === 'int') return Number.isSafeInteger(value)
  return typeof value === { bool: 'boolean', double: 'number', string: 'string' }[type]
}
