// The configuration of containerd: formats of version 2 and 3, as `containerd config dump` of 2.2 shows their effect. Pure.
import type { CatalogueEntry } from '../../proto/catalogue/catalogue.ts'
import type { Plain } from '../../proto/value.ts'
import type { Layer } from './runtimesettings.ts'
import { isTable, type Table, valueAt } from './toml.ts'

/** In version 2 one plugin has all that version 3 gives to three. */
const plugins = {
  2: { runtime: 'io.containerd.grpc.v1.cri', images: 'io.containerd.grpc.v1.cri', stream: 'io.containerd.grpc.v1.cri' },
  3: {
    runtime: 'io.containerd.cri.v1.runtime',
    images: 'io.containerd.cri.v1.images',
    stream: 'io.containerd.grpc.v1.cri',
  },
} as const

/** The version of the format; a file without one has 1. */
export function formatOf(table: Table): number {
  const { version = 1 } = table
  return typeof version === 'number' ? version : Number.NaN
}

/** Files that the file imports, as they are written. */
export function importsOf(table: Table): string[] {
  const { imports } = table
  return Array.isArray(imports) ? imports.filter((each) => typeof each === 'string') : []
}

/** Why settings of the plugins cannot be told; empty when they can. */
export function pluginProblem(layers: readonly Layer[]): string {
  const said = layers.filter(({ table }) => Object.keys(pluginsOf(table)).length > 0)
  const formats = new Set(said.map(({ table }) => formatOf(table)))
  if ([...formats].some((each) => each !== 2 && each !== 3)) return 'plugins in a file whose version is neither 2 nor 3'
  return formats.size > 1 ? 'plugins in files of several versions' : ''
}

function pluginsOf(table: Table): Table {
  return isTable(table['plugins']) ? table['plugins'] : {}
}

/** Where a setting of the catalogue, or a path below `cri.runtime` and the others, stands in a file. */
export function containerdPlace(path: string, { table }: Layer): readonly string[] | undefined {
  const [, plugin, rest] = /^cri\.(runtime|images|stream)\.(.+)$/.exec(path) ?? []
  if (plugin === undefined || rest === undefined) return ownPlace(path, table)
  const names = plugins[formatOf(table) as 2 | 3]
  return names && ['plugins', names[plugin as 'runtime'], ...rest.split('.')]
}

/** Outside of plugins an import does not take back what stands before it: what is empty or zero does not count. */
function ownPlace(path: string, table: Table): readonly string[] | undefined {
  const names = path.split('.')
  const value = valueAt(table, names)
  return value === '' || value === 0 || value === false ? undefined : names
}

/** Names of the handlers that the files have, besides the one that there always is. */
export function handlersOf(layers: readonly Layer[]): string[] {
  const names = layers.flatMap((layer) => {
    const place = containerdPlace('cri.runtime.containerd.runtimes', layer)
    const found: Plain | undefined = place && valueAt(layer.table, place)
    return isTable(found) ? Object.keys(found) : []
  })
  return [...new Set(['runc', ...names])].sort()
}

/** For {@link settingsOf}. */
export function containerdPlaces(entry: CatalogueEntry, layer: Layer): readonly string[] | undefined {
  return containerdPlace(entry.path, layer)
}
