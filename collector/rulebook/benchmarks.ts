import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RulePack } from '../judge/pack.ts'
import { type Problem, RulesError } from '../judge/problem.ts'
import type { Rule } from '../judge/rule.ts'
import { type Benchmark, type BenchmarkSource, benchmarkSchema, type Control } from '../report/benchmark.ts'
import { readLocated, yamlFiles } from './load.ts'
import { issueText, type Located } from './locate.ts'

/** The benchmarks that come with Merlon. */
export const builtInBenchmarks = fileURLToPath(new URL('../benchmarks', import.meta.url))

/** Largest file of a benchmark in bytes. */
const fileLimit = 1024 * 1024

type ControlSource = BenchmarkSource['controls'][number]
type Rules = ReadonlyMap<string, Rule>

interface Loaded {
  readonly source: BenchmarkSource
  readonly located: Located
}

/** Says what is wrong at a path of the file. */
type Wrong = (path: readonly PropertyKey[], message: string) => void

/**
 * Loads every benchmark of a directory against the rules that there are. Throws a RulesError that names every problem: a
 * rule that does not exist or is not about a node, a control that stands twice or has neither rule nor words, a benchmark
 * that extends none.
 */
export function loadBenchmarks(pack: Pick<RulePack, 'rules' | 'disabled'>, directory = builtInBenchmarks): Benchmark[] {
  const problems: Problem[] = []
  const files = yamlFiles(directory).flatMap((file) => loadFile(file, relative(directory, file), problems))
  const sources = new Map<string, BenchmarkSource>()
  const rules = new Map([...pack.rules, ...pack.disabled].map((rule) => [rule.id, rule]))
  for (const { source, located } of files) {
    if (sources.has(source.id))
      problems.push({ place: located.place(['id']), message: `the id ${source.id} stands twice` })
    sources.set(source.id, source)
  }
  const benchmarks = files.map(({ source, located }) =>
    benchmarkOf(source, sources, rules, (path, message) => problems.push({ place: located.place(path), message })),
  )
  if (problems.length === 0 && !benchmarks.some((each) => each.distributions.length === 0))
    problems.push({ place: directory, message: 'no benchmark is for all distributions' })
  if (problems.length > 0) throw new RulesError(problems)
  return benchmarks
}

/** Throws a RulesError when something is asked for that is not there. */
export function checkBenchmark(benchmarks: readonly Benchmark[], asked: string, place: string): void {
  if (asked === '' || benchmarks.some((each) => each.id === asked)) return
  const known = benchmarks.map((each) => each.id).join(', ')
  throw new RulesError([{ place, message: `no such benchmark: ${asked}; there are ${known}` }])
}

function loadFile(file: string, name: string, problems: Problem[]): Loaded[] {
  const located = readLocated(file, name, fileLimit, problems)
  if (!located) return []
  const parsed = benchmarkSchema.safeParse(located.data)
  if (parsed.success) return [{ source: parsed.data, located }]
  problems.push(
    ...parsed.error.issues.map((issue) => ({ place: located.place(issue.path), message: issueText(issue) })),
  )
  return []
}

function benchmarkOf(
  source: BenchmarkSource,
  sources: ReadonlyMap<string, BenchmarkSource>,
  rules: Rules,
  wrong: Wrong,
): Benchmark {
  const { id, title, version, distributions, kubernetes } = source
  const controls = new Map(inherited(source, sources, wrong).map((each) => [each.id, toControl(each, rules)]))
  checkControls(source.controls, rules, wrong)
  for (const each of source.controls) {
    const assessment = each.assessment ?? controls.get(each.id)?.assessment
    controls.set(each.id, toControl({ ...each, assessment }, rules))
  }
  markNotApplicable(source, controls, wrong)
  if (controls.size === 0) wrong(['id'], 'a benchmark has controls')
  return {
    ...{ id, title, version, distributions },
    ...(kubernetes ? { kubernetes } : {}),
    controls: [...controls.values()].sort((a, b) => compareControls(a.id, b.id)),
  }
}

/** The controls of what it extends, which extends nothing itself. */
function inherited(
  source: BenchmarkSource,
  sources: ReadonlyMap<string, BenchmarkSource>,
  wrong: Wrong,
): readonly ControlSource[] {
  if (source.extends === undefined) return []
  const base = sources.get(source.extends)
  if (!base) wrong(['extends'], `no such benchmark: ${source.extends}`)
  else if (base.extends !== undefined) wrong(['extends'], `${base.id} extends another one itself`)
  return base?.controls ?? []
}

function checkControls(controls: readonly ControlSource[], rules: Rules, wrong: Wrong): void {
  const seen = new Set<string>()
  controls.forEach((control, index) => {
    const at = ['controls', index]
    if (seen.has(control.id)) wrong([...at, 'id'], `the control ${control.id} stands twice`)
    seen.add(control.id)
    if (control.rules.length === 0 && !(control.title && control.review))
      wrong([...at, 'id'], `the control ${control.id} has rules, or a title and what a person must look at`)
    control.rules.forEach((id, place) => {
      const rule = rules.get(id)
      if (!rule) wrong([...at, 'rules', place], `no such rule: ${id}`)
      else if (rule.scope === 'cluster') wrong([...at, 'rules', place], `${id} is about the cluster, not about a node`)
    })
  })
}

function markNotApplicable(source: BenchmarkSource, controls: Map<string, Control>, wrong: Wrong): void {
  const own = new Set(source.controls.map((each) => each.id))
  const marked = new Set<string>()
  source.notApplicable.forEach(({ controls: ids, reason }, index) => {
    ids.forEach((id, place) => {
      const at = ['notApplicable', index, 'controls', place]
      const control = controls.get(id)
      if (!control) wrong(at, `there is no control ${id}`)
      else if (own.has(id) || marked.has(id)) wrong(at, `the control ${id} stands twice`)
      else controls.set(id, { ...control, rules: [], notApplicable: reason })
      marked.add(id)
    })
  })
}

function toControl({ id, assessment, title, review, rules: ids }: ControlSource, rules: Rules): Control {
  return {
    id,
    title: title ?? rules.get(ids[0] ?? '')?.title ?? '',
    ...(assessment ? { assessment } : {}),
    rules: ids,
    ...(review ? { review } : {}),
  }
}

/** By number, part by part: `1.1.9` before `1.1.10`. */
function compareControls(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  const at = left.findIndex((part, index) => part !== right[index])
  return at < 0 ? left.length - right.length : (left[at] as number) - (right[at] ?? -1)
}
