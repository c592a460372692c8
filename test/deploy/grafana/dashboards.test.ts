import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Panel {
  readonly id: number
  readonly title: string
  readonly datasource: { readonly uid: string }
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets: readonly { readonly expr: string; readonly refId: string }[]
}
interface Dashboard {
  readonly uid: string
  readonly title: string
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] }
}

const directory = new URL('../../../deploy/grafana/', import.meta.url)
const dashboards = readdirSync(directory).map(
  (name) => JSON.parse(readFileSync(new URL(name, directory), 'utf8')) as Dashboard,
)
const reference = readFileSync(new URL('../../../docs/reference/metrics.md', import.meta.url), 'utf8')
/** Labels by metric, as the reference has them. */
const metrics = new Map(
  [...reference.matchAll(/^\| `(merlon_\w+)` \| ([^|]*) \|/gm)].map(
    ([, name = '', labels = '']): [string, string[]] => [
      name,
      [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
    ],
  ),
)
/** What every process of Node.js tells, and what Prometheus adds. */
const usual = ['process_resident_memory_bytes', 'process_cpu_seconds_total']
const added = ['job', 'instance', 'le']

const expressions = dashboards.flatMap(({ title, panels, templating }) => [
  ...panels.flatMap((panel) => panel.targets.map(({ expr }) => ({ where: `${title}, ${panel.title}`, expr }))),
  ...templating.list.flatMap(({ name, definition }) =>
    definition ? [{ where: `${title}, $${name}`, expr: definition }] : [],
  ),
])

test('there are dashboards, each with an id of its own', () => {
  expect(dashboards.map(({ uid }) => uid).sort()).toEqual(['merlon-agents', 'merlon-cluster'])
  expect(metrics.size).toBeGreaterThan(15)
})

test.each(expressions)('$where: every metric is one that is served', ({ expr }) => {
  const named = [...expr.matchAll(/\b((?:merlon|process)_\w+)/g)].map(([, name = '']) => name.replace(/_bucket$/, ''))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !metrics.has(name) && !usual.includes(name))).toEqual([])
})

test.each(expressions)('$where: every label is one of the metric', ({ expr }) => {
  for (const [, name = '', selector = ''] of expr.matchAll(/\b(merlon_\w+?)(?:_bucket)?\{([^}]*)\}/g)) {
    const labels = [...selector.matchAll(/(\w+)\s*(?:=~|!=|!~|=)/g)].map(([, label = '']) => label)
    expect(labels.filter((each) => !added.includes(each) && !metrics.get(name)?.includes(each))).toEqual([])
  }
  const all = [...metrics].filter(([name]) => expr.includes(name)).flatMap(([, labels]) => labels)
  for (const [, by = ''] of expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g))
    expect(by.split(', ').filter((each) => !added.includes(each) && !all.includes(each))).toEqual([])
})

test('states and outcomes that are asked for are told', () => {
  const told: Record<string, RegExp> = {
    state: /^(reporting|stale|silent|never-seen|valid|ending|expired|unknown)$/,
    outcome: /^(fail|unknown)$/,
    severity: /^(critical|high|medium|low|info)$/,
    status: /^(observed|absent|denied|failed)$/,
  }
  for (const { expr } of expressions)
    for (const [, label = '', values = ''] of expr.matchAll(/(\w+)(?:=~|!=|=)"([^"$]+)"/g))
      for (const value of values.split('|'))
        expect([expr, value]).toEqual([expr, expect.stringMatching(told[label] as RegExp)])
})

test.each(dashboards)('$title: panels have ids, places and a source that can be chosen', ({ panels, templating }) => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  expect(templating.list.map(({ name }) => name)).toContain('datasource')
  const taken = new Set<string>()
  for (const { gridPos, datasource, title } of panels) {
    expect([title, datasource.uid]).toEqual([title, expect.stringMatching(/^\$\{datasource\}$/)])
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect([title, taken.has(`${x} ${y}`)]).toEqual([title, false])
        taken.add(`${x} ${y}`)
      }
  }
})

test('every variable that is used is defined', () => {
  for (const { panels, templating } of dashboards) {
    const used = [...JSON.stringify(panels).matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name)
    const known = [...templating.list.map(({ name }) => name), '__rate_interval']
    expect(used.filter((each) => !known.includes(each))).toEqual([])
  }
})
