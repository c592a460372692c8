import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import type { z } from 'zod'

/** Thrown for a configuration that cannot be used. One sentence a line, each with its place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** A configuration with the source of each of its values. */
export interface Config<T> {
  readonly values: T
  /** Key → `flag --listen`, `environment MERLON_LISTEN`, `file PATH`, `default`. */
  readonly sources: Readonly<Record<string, string>>
}

export interface Layers {
  /** Path of a YAML file; a missing one is an error. */
  readonly file?: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** By key, as the command line has them; undefined ones were not given. */
  readonly flags: Readonly<Record<string, unknown>>
}

/** Environment variable of a key: `maxFrames` → `MERLON_MAX_FRAMES`. */
export function environmentName(key: string): string {
  return `MERLON_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

/** Flag of a key: `maxFrames` → `--max-frames`. */
export function flagName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** Lays flags over environment over file over defaults. Throws a ConfigError that names the place of every fault. */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  layers: Layers,
): Config<z.infer<z.ZodObject<Shape>>> {
  const input = new Map<string, unknown>()
  const sources = new Map(Object.keys(schema.shape).map((key) => [key, 'default']))
  const set = (key: string, value: unknown, source: string) => {
    input.set(key, value)
    sources.set(key, source)
  }
  for (const [key, value] of Object.entries(layers.file ? readYaml(layers.file) : {}))
    set(key, value, `file ${layers.file}`)
  for (const [key, field] of Object.entries(schema.shape as unknown as Readonly<Record<string, z.ZodType>>)) {
    const text = layers.environment[environmentName(key)]
    if (text !== undefined && text !== '') set(key, fromText(text, field), `environment ${environmentName(key)}`)
    const flag = layers.flags[key]
    if (flag !== undefined) set(key, typeof flag === 'string' ? fromText(flag, field) : flag, `flag ${flagName(key)}`)
  }
  const parsed = schema.safeParse(Object.fromEntries(input))
  if (parsed.success)
    return { values: parsed.data as z.infer<z.ZodObject<Shape>>, sources: Object.fromEntries(sources) }
  throw new ConfigError(parsed.error.issues.map((issue) => issueLine(issue, sources)).join('\n'))
}

function issueLine(issue: z.core.$ZodIssue, sources: ReadonlyMap<string, string>): string {
  const key = String(issue.path[0] ?? '')
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map((each) => [sources.get(key || each) ?? 'file', [...issue.path, each].join('.')])
    return unknown.map(([source, path]) => `${source}: unknown key: ${path}`).join('\n')
  }
  return `${sources.get(key) ?? 'configuration'}: ${issue.path.join('.')}: ${issue.message}`
}

function readYaml(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`file ${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`)
  }
  const document = parseDocument(text, { uniqueKeys: true })
  if (document.errors.length > 0)
    throw new ConfigError(
      document.errors.map((each) => `file ${file}: ${each.message.split('\n')[0]?.replace(/:$/, '')}`).join('\n'),
    )
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch (error) {
    throw new ConfigError(`file ${file}: ${(error as Error).message}`)
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new ConfigError(`file ${file}: not a mapping of keys to values`)
  return data as Record<string, unknown>
}

/** Text of the environment or of a flag as what the key takes: itself, a number, a boolean, or a list with commas. */
function fromText(text: string, field: z.ZodType): unknown {
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
  const boolean = text === 'true' || text === 'false' ? text === 'true' : undefined
  const list = text.split(',').map((each) => each.trim())
  // A cluster may be called 2026: what it is depends on the key, not on its looks.
  const readings = [text, number, boolean, list].filter((each) => each !== undefined)
  return readings.find((each) => field.safeParse(each).success) ?? number ?? text
}

/** What was not left to its default. */
export function writtenIn<T extends object>({ values, sources }: Config<T>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => sources[key] !== 'default'))
}

/** The configuration as YAML with the source of each value as a comment: what `--print-config` shows. */
export function printConfig(config: Config<Readonly<Record<string, unknown>>>): string {
  return Object.keys(config.sources)
    .map((key) => `${key}: ${JSON.stringify(config.values[key] ?? null)}  # ${config.sources[key]}`)
    .join('\n')
}
