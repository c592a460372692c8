// Benchmarks: thin maps of control ids to rules, and which of them a node is judged by. Pure.
import { z } from 'zod'
import type { Json, JsonObject } from '../../proto/view.ts'
import { compareVersions } from '../judge/versions.ts'

const text = z.string().trim().min(1).max(1000)
const id = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'an id has lower-case letters, digits, dots and hyphens')
const controlId = z.string().regex(/^\d+(\.\d+)+$/, 'the id of a control is written "4.2.1"')
const minor = z.string().regex(/^\d+\.\d+$/, 'a minor version is written "1.32"')
const assessment = z.enum(['automated', 'manual'])

const controlSchema = z.strictObject({
  id: controlId.describe('As the benchmark numbers it.'),
  assessment: assessment.optional().describe("The benchmark's own label: by a machine, or by a person."),
  title: text.optional().describe('In our own words; that of the first rule when not given.'),
  rules: z.array(z.string()).default([]).describe('Rules that answer it together; all must pass.'),
  review: text.optional().describe('What a person must look at, where rules alone do not decide.'),
})

/** What a file of a benchmark may hold. */
export const benchmarkSchema = z.strictObject({
  id: id.describe('Its name for people and configuration.'),
  title: text,
  version: text.describe("The benchmark's own version."),
  extends: id.optional().describe('A benchmark whose controls this one has too, unless it says otherwise.'),
  distributions: z.array(z.string().min(1)).default([]).describe('Distributions that it is for; none: all others.'),
  kubernetes: z
    .strictObject({ from: minor, to: minor })
    .optional()
    .describe('Oldest and newest minor version that it is for; absent: it names none.'),
  controls: z.array(controlSchema).default([]),
  notApplicable: z
    .array(z.strictObject({ controls: z.array(controlId).min(1), reason: text }))
    .default([])
    .describe('Controls that have no object on these distributions, with the reason.'),
})

export type BenchmarkSource = z.infer<typeof benchmarkSchema>

/** One question of a benchmark. */
export interface Control {
  readonly id: string
  readonly title: string
  /** The benchmark's own label; absent where it is not known. */
  readonly assessment?: z.infer<typeof assessment>
  readonly rules: readonly string[]
  readonly review?: string
  /** Why it has no object here. */
  readonly notApplicable?: string
}

export interface Benchmark {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly distributions: readonly string[]
  readonly kubernetes?: { readonly from: string; readonly to: string }
  /** In the order of their numbers. */
  readonly controls: readonly Control[]
}

/** What the choice depends on. Empty: not known. */
export interface NodeKind {
  readonly distribution: string
  /** Version of the kubelet. */
  readonly version: string
}

/** What the fact `node` says of it. */
export function kindOf(fact: JsonObject): NodeKind {
  const distribution = fact['distribution'] as JsonObject | undefined
  return { distribution: textOf(distribution?.['name']), version: textOf(fact['kubeletVersion']) }
}

function textOf(sourced: Json | undefined): string {
  const value = (sourced as JsonObject | undefined)?.['value']
  return typeof value === 'string' ? value : ''
}

export interface Choice {
  readonly benchmark: Benchmark
  readonly reason: string
  /** Where it is not made for this node. */
  readonly warning?: string
}

/**
 * The benchmark that a node is judged by: the one that was asked for; else the newest for its distribution whose range
 * has its version. Outside of all ranges the nearest one is taken, with a warning. `benchmarks` holds one at least that
 * is for no distribution of its own.
 */
export function chooseBenchmark(benchmarks: readonly Benchmark[], kind: NodeKind, asked?: string): Choice {
  const wanted = benchmarks.find((each) => each.id === asked)
  if (wanted) return withRange(wanted, kind, `${wanted.id} was asked for`)
  const own = benchmarks.filter((each) => each.distributions.includes(kind.distribution))
  const generic = benchmarks.filter((each) => each.distributions.length === 0)
  const candidates = (own.length > 0 ? own : generic).toSorted(newestFirst)
  const chosen = nearest(candidates, kind.version)
  return withRange(chosen, kind, reasonOf(chosen, kind, own.length > 0))
}

function newestFirst(a: Benchmark, b: Benchmark): number {
  return compareVersions(b.version, a.version)
}

/** The newest that has the version; for one that is older than all, the oldest; else the newest of all. */
function nearest(newestToOldest: readonly Benchmark[], version: string): Benchmark {
  const [newest] = newestToOldest as [Benchmark]
  if (!isVersion(version)) return newest
  const fitting = newestToOldest.find((each) => rangeOf(each, version) === 'within')
  if (fitting) return fitting
  return newestToOldest.find((each) => rangeOf(each, version) === 'newer') ?? (newestToOldest.at(-1) as Benchmark)
}

/** Where a version stands to the range of a benchmark. */
function rangeOf({ kubernetes }: Benchmark, version: string): 'within' | 'older' | 'newer' {
  if (!kubernetes) return 'within'
  const own = minorOf(version)
  if (compareVersions(own, kubernetes.from) < 0) return 'older'
  return compareVersions(own, kubernetes.to) > 0 ? 'newer' : 'within'
}

function reasonOf(chosen: Benchmark, { distribution, version }: NodeKind, own: boolean): string {
  const what = isVersion(version) ? `Kubernetes ${minorOf(version)}` : 'an unknown version of Kubernetes'
  if (own) return `${chosen.id} is the one for ${distribution} and ${what}`
  const where = distribution === '' ? 'the distribution is not known' : `no benchmark is for ${distribution} alone`
  return `${chosen.id} is the general one for ${what}; ${where}`
}

function withRange(benchmark: Benchmark, { distribution, version }: NodeKind, reason: string): Choice {
  const warning = [
    ...(benchmark.distributions.length > 0 && !benchmark.distributions.includes(distribution)
      ? [
          `it is for ${benchmark.distributions.join(', ')}, and this node is ${distribution || 'of an unknown distribution'}`,
        ]
      : []),
    ...rangeWarning(benchmark, version),
  ].join('; ')
  return { benchmark, reason, ...(warning ? { warning } : {}) }
}

function rangeWarning(benchmark: Benchmark, version: string): string[] {
  const { kubernetes } = benchmark
  if (!kubernetes) return []
  const range = `it is for Kubernetes ${kubernetes.from} to ${kubernetes.to}`
  if (!isVersion(version)) return [`${range}, and the version of this node is not known`]
  const place = rangeOf(benchmark, version)
  return place === 'within' ? [] : [`${range}, and ${minorOf(version)} is ${place}`]
}

function isVersion(version: string): boolean {
  return /^v?\d+\.\d+/.test(version)
}

function minorOf(version: string): string {
  return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? version
}
