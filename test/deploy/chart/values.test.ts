// values.schema.json accepts what values.yaml and the variants say, and nothing that is misspelt.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { minimalDirectories } from '../../../scripts/chart-mounts.ts'
import { deploy } from '../../../scripts/chart-sources.ts'
import { valueEntries } from '../../../scripts/chart-values.ts'
import { objectOf, renderingOf } from '../../support/chart.ts'

const read = (path: string) => readFileSync(join(deploy, 'chart', path), 'utf8')
const schema = JSON.parse(read('values.schema.json'))
const checked = z.fromJSONSchema(schema)
const accepts = (values: unknown) => checked.safeParse(values)
const defaults = () => parse(read('values.yaml')) as Record<string, unknown>

/** The defaults with one value changed, as `--set` does. */
function withValue(path: string, value: unknown): unknown {
  const values = defaults()
  const keys = path.split('.')
  const last = keys.pop() as string
  let at = values
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>
  at[last] = value
  return values
}

test('the defaults are accepted', () => {
  expect(accepts(defaults()).error).toBeUndefined()
})

test.each(readdirSync(join(deploy, 'chart/ci')))('%s is accepted', (name) => {
  expect(accepts(parse(read(`ci/${name}`))).error).toBeUndefined()
})

test.each([
  ['agent.tolerate', []],
  ['agents', {}],
  ['agent.image.name', 'x'],
  ['agent.trace', 'on'],
  ['agent.attest', 'join-token'],
  ['agent.mounts.mode', 'none'],
  ['agent.mounts.directories', ['/var/lib']],
  ['agent.mounts.directories', ['/']],
  ['agent.spool.path', '/spool'],
  ['agent.spool.path', '/var/../etc/x'],
  ['agent.spool.path', '/var/lib/'],
  ['agent.spool.mebibytes', 1],
  ['agent.maxUnavailable', 0],
  ['agent.maxUnavailable', '0%'],
  ['agent.image.digest', 'sha256:short'],
  ['agent.collector', 'https://example.com'],
  ['agent.config', { root: '/' }],
  ['agent.config', { passSecond: 5 }],
  ['agent.config', { passSeconds: 1 }],
  ['collector.config', { state: '/tmp' }],
  ['collector.config', { eventDays: 'many' }],
  ['collector.config', { databaseUrlFile: '/x' }],
  ['collector.config', { databaseReadUrlFile: '/x' }],
  ['collector.database.readUrlSecret', { name: 'x', file: 'y' }],
  ['collector.replicas', 0],
  ['collector.database.type', 'mysql'],
  ['collector.rules', { 'acme.txt': '' }],
  ['certificates.mode', 'none'],
  ['monitoring.rules.overrides', { MerlonNodesSilent: { severity: 'loud' } }],
  ['networkPolicy.apiServerPorts', []],
  ['cleanup.timeoutSeconds', 'long'],
  ['commonLabels', { a: 1 }],
  ['agent.extraVolumes', [{ name: 'root', hostPath: { path: '/' } }]],
  ['agent.extraVolumeMounts', [{ name: 'x', mountPath: '/x', readOnly: false }]],
])('%s: %j is refused', (path, value) => {
  expect(accepts(withValue(path, value)).success).toBe(false)
})

test.each([
  ['agent.maxUnavailable', 3],
  ['agent.config', { passSeconds: 60, liveTls: true }],
  ['agent.mounts.directories', ['/etc', '/srv']],
  ['collector.config', { eventDays: 5, rules: { some: { disabled: true, reason: 'because' } } }],
  ['certificates.certManager.issuerRef', { name: 'ours', kind: 'ClusterIssuer', group: 'cert-manager.io' }],
  ['global', { anything: 1 }],
])('%s: %j is accepted', (path, value) => {
  expect(accepts(withValue(path, value)).error).toBeUndefined()
})

test('every object of the schema says what may be in it', () => {
  const open: string[] = []
  const walk = (each: Record<string, unknown>, path: string) => {
    if (each['properties'] && each['additionalProperties'] !== false && !path.endsWith('[]')) open.push(path)
    for (const [name, child] of Object.entries((each['properties'] ?? {}) as Record<string, never>))
      walk(child, `${path}.${name}`)
    if (each['items']) walk(each['items'] as never, `${path}[]`)
  }
  walk(schema, '')
  expect(open).toEqual([])
})

test('entries of values.yaml are read with the comments above them', () => {
  const text =
    '# Of the chart.\na: 1 # beside\n# Two\n# lines.\nb:\n  # Inner.\n  c: [x]\n  d: {e: 1}\n# Plain.\nf:\n  g: 1\n'
  expect(valueEntries(text)).toEqual([
    { path: 'a', about: 'Of the chart.', value: 1, group: false },
    { path: 'b', about: 'Two lines.', value: { c: ['x'], d: { e: 1 } }, group: true },
    { path: 'b.c', about: 'Inner.', value: ['x'], group: false },
    { path: 'b.d', about: '', value: { e: 1 }, group: false },
    { path: 'f', about: 'Plain.', value: { g: 1 }, group: false },
  ])
})

test('minimal mounts are the directories that inspectors declare, and no more', () => {
  const { volumes, containers } = objectOf(renderingOf('least'), 'DaemonSet', 'merlon-agent').spec.template.spec
  const paths = volumes.flatMap(({ hostPath }: { hostPath?: { path: string } }) => (hostPath ? [hostPath.path] : []))
  expect(paths).toEqual(minimalDirectories())
  expect(paths).toEqual(expect.arrayContaining(['/etc', '/proc', '/var', '/run', '/usr']))
  const [agent] = containers
  const mounted = agent.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)
  expect(mounted.filter((each: string) => each.startsWith('/host'))).toEqual(
    paths.map((each: string) => `/host${each}`),
  )
})
