// What a component's arguments come to, flag by flag, with the defaults of its version.
import type { VersionedDefault } from '../../../proto/catalogue/catalogue.ts'
import type { ComponentFlag, ComponentFlagKind, OtherFlag } from '../../../proto/catalogue/componentflags.ts'
import type { SourcedString } from '../../../proto/index.ts'
import type { Plain } from '../../../proto/value.ts'
import {
  accumulates,
  type FlagDefinition,
  type FlagKind,
  type FlagOccurrence,
  flagValue,
  type ParsedFlags,
  parseGoFlags,
} from '../../parse/goflags.ts'
import { DoesNotLoad, type Fields, type Overridden, type Sourced } from '../kubelet/sourced.ts'
import { isAtLeast } from '../kubelet/version.ts'
import { gatesOf } from './gates.ts'

/** A component by its program and its flags. */
export interface ComponentFlags {
  readonly program: string
  readonly flags: readonly ComponentFlag[]
  readonly others: readonly OtherFlag[]
}

/** What a component is told, and where that stands. */
export interface Told {
  /** Behind the program's name. */
  readonly args: readonly string[]
  /** Those whose value is not known here. */
  readonly open: ReadonlySet<string>
  /** False where there may be more flags. */
  readonly complete: boolean
  /** What is said behind the name of a flag: ` in /etc/kubernetes/manifests/x.yaml`; empty for a process. */
  readonly where: string
  /** The same for each occurrence of a flag, where the arguments come from several places. */
  readonly places?: ReadonlyMap<string, readonly string[]>
  /** Why the values of some flags cannot be told. */
  readonly untold?: ReadonlyMap<string, string>
}

/** A flag as sources name it; `at` counts its occurrences, -1 is the last. */
export function flagSource(name: string, { where, places }: Pick<Told, 'where' | 'places'>, at = -1): string {
  return `flag --${name}${places?.get(name)?.at(at) ?? where}`
}

export interface ReadFlags {
  /** Every flag whose value is sent, set or not. */
  readonly fields: Fields
  /** Values of those that were set. */
  readonly set: ReadonlyMap<string, Plain>
  /** Flags that are not known, without their values. */
  readonly unknown: readonly string[]
  /** Flags whose value is not known here. */
  readonly open: ReadonlySet<string>
  /** Why the program would not start, in its own words. */
  readonly error?: string
}

/** Reads the arguments. Never throws. */
export function readFlags(component: ComponentFlags, told: Told, version: SourcedString): ReadFlags {
  const closed = told.args.filter((each) => !told.open.has(each))
  const parsed = parseGoFlags(closed, definitionsOf(component))
  const open = new Set([...told.open].map((each) => /^--([^=]+)/.exec(each)?.[1]?.replaceAll('_', '-') ?? ''))
  const fields: Fields = new Map()
  const set = new Map<string, Plain>()
  let error = parsed.error ?? positionalError(component.program, parsed)
  for (const flag of component.flags) {
    const occurrences = occurrencesOf(flag, parsed)
    try {
      const field = fieldOf(flag, occurrences, open.has(flag.path), component.program, told, version)
      fields.set(flag.path, field)
      if (field.set && field.value !== undefined) set.set(flag.path, field.value)
    } catch (thrown) {
      if (!(thrown instanceof DoesNotLoad)) throw thrown
      error ??= thrown.message
    }
  }
  return { fields, set, unknown: parsed.unknown, open, ...(error && { error }) }
}

function positionalError(program: string, { positional }: ParsedFlags): string | undefined {
  return positional[0] === undefined ? undefined : `${program} does not take any arguments, got ${positional[0]}`
}

function definitionsOf({ flags, others }: ComponentFlags): FlagDefinition[] {
  return [
    ...flags.map(({ path, kind }) => ({ name: path, kind: flagKind(kind) })),
    ...others.map(([name, kind, shorthand]) => ({
      name,
      kind: flagKind(kind),
      ...(shorthand && { shorthand }),
      ...(name === 'version' && { bare: 'true' }),
    })),
  ]
}

/** Gates are read further when all of them are there. */
function flagKind(kind: ComponentFlagKind): FlagKind {
  return kind === 'gates' ? 'stringArray' : kind
}

/** An empty address leaves what was there. */
function occurrencesOf({ path, kind }: ComponentFlag, parsed: ParsedFlags): readonly FlagOccurrence[] {
  return (parsed.occurrences.get(path) ?? []).filter(({ value }) => kind !== 'ip' || value !== '')
}

function fieldOf(
  flag: ComponentFlag,
  occurrences: readonly FlagOccurrence[],
  open: boolean,
  program: string,
  told: Told,
  version: SourcedString,
): Sourced {
  const source = flagSource(flag.path, told)
  const untold = told.untold?.get(flag.path)
  if (untold !== undefined) return unknownField(untold, source)
  if (open) return unknownField('holds a variable whose value does not stand there', source)
  if (occurrences.length > 0) return setField(flag, occurrences, told)
  if (!told.complete) return unknownField('variables may set it', `arguments${told.where}`)
  return defaultField(flag.default ?? '', program, version)
}

function unknownField(unknown: string, source: string): Sourced {
  return { value: undefined, unknown, source, set: false, overridden: [] }
}

function setField({ path, kind }: ComponentFlag, occurrences: readonly FlagOccurrence[], told: Told): Sourced {
  const value = flagValue(flagKind(kind), occurrences)
  const sources = occurrences.map((_, at) => flagSource(path, told, at))
  if (kind === 'gates' || accumulates(flagKind(kind))) {
    const source = [...new Set(sources)].join(', ')
    const shown = kind === 'gates' ? gatesOf(value as readonly string[]) : value
    return { value: shown, source, set: true, overridden: [] }
  }
  const overridden = occurrences.map((each, at): Overridden => ({ value: each.value, source: sources[at] as string }))
  return { value, source: sources.at(-1) as string, set: true, overridden: overridden.slice(0, -1).reverse() }
}

function isVersioned(value: Plain | readonly VersionedDefault[]): value is readonly VersionedDefault[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object' && 'from' in each)
}

/** The default of this version; unknown, with the reason, where the version is not known and the default depends on it. */
export function defaultField(
  value: Plain | readonly VersionedDefault[],
  program: string,
  version: SourcedString,
): Sourced {
  if (!isVersioned(value)) return { value, source: `default (${program})`, set: false, overridden: [] }
  if (!version.value) {
    const values = value.map((each) => `${JSON.stringify(each.value)} from ${each.from} on`).join(', ')
    const reason = `the default depends on the version (${values.replace(' from 0 on', ' at first')}), which is not known`
    return unknownField(`${reason}: ${version.unknown}`, 'default')
  }
  const running = version.value
  const index = value.findLastIndex((each) => isAtLeast(running, each.from))
  const chosen = value[Math.max(index, 0)] as VersionedDefault
  const span = index > 0 ? `${chosen.from} and newer` : `before ${value[index + 1]?.from}`
  return { value: chosen.value, source: `default (${program} ${span})`, set: false, overridden: [] }
}

/** The first reason for which the program would not start, as far as its command line alone tells. */
export function refusalOf(read: ReadFlags, version: SourcedString): string | undefined {
  if (read.error) return read.error
  // Builds of others have flags of their own, and other versions have other ones.
  const [first] = read.unknown
  return first !== undefined && isPlainVersion(version) ? `unknown flag: --${first}` : undefined
}

/** The minor version whose flags and gates are known. */
const knownMinor = '1.36'

/** True for a release of Kubernetes itself whose flags and gates are all known. */
export function isPlainVersion({ value }: SourcedString): boolean {
  return value != null && /^v\d+\.\d+\.\d+$/.test(value) && value.startsWith(`v${knownMinor}.`)
}
