// What is kept beside the chart is what the chart makes now. Rendering itself needs Helm: `npm run chart`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { version } from '../../../lib/version.ts'
import { isCurrent, variants } from '../../../scripts/chart-render.ts'
import { chartSources, deploy } from '../../../scripts/chart-sources.ts'
import { renderings } from '../../support/chart.ts'

const read = (path: string) => readFileSync(join(deploy, path), 'utf8')

test.each(Object.entries(chartSources()))('%s is what `npm run chart` makes', (path, text) => {
  expect(read(path)).toBe(text)
})

test.each(renderings)('$variant.file is of this chart, and as Helm made it', ({ text }) => {
  expect(isCurrent(text)).toBe(true)
  expect(isCurrent(text.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'))).toBe(false)
  expect(isCurrent(text.replace(/(# Chart: .)./, '$1x'))).toBe(false)
})

test('nothing else is kept, and every set of values is rendered', () => {
  const rendered = fileURLToPath(new URL('rendered/', import.meta.url))
  const kept = [
    ...readdirSync(rendered).map((name) => `test/deploy/chart/rendered/${name}`),
    ...readdirSync(join(deploy, 'manifests')).map((name) => `deploy/manifests/${name}`),
  ]
  expect(kept.sort()).toEqual(variants.map(({ file }) => file).sort())
  const values = readdirSync(join(deploy, 'chart/ci')).map((name) => name.replace('-values.yaml', ''))
  expect(values.sort()).toEqual([...new Set(variants.map(({ name }) => name))].sort())
  const dashboards = readdirSync(join(deploy, 'grafana')).sort()
  expect(readdirSync(join(deploy, 'chart/files/dashboards')).sort()).toEqual(dashboards)
})

test('no key, no token and no certificate is kept', () => {
  for (const { text } of renderings) {
    expect(text).not.toMatch(/PRIVATE KEY|LS0tLS1CRUdJ/)
    for (const [, value = ''] of text.matchAll(/(?:tls\.crt|tls\.key|token): ([A-Za-z0-9+/]+=*)$/gm))
      expect(Buffer.from(value, 'base64').toString()).toBe('made by Helm')
  }
})

test('the chart is of the version that it installs', () => {
  const chart = parse(read('chart/Chart.yaml')) as { version: string; appVersion: string }
  expect([chart.version, chart.appVersion]).toEqual([version, version])
})

test('every value is explained', () => {
  const empty = [...read('chart/README.md').matchAll(/^\| \*{0,2}`([^`]+)`\*{0,2} \|.*\|\s*\|$/gm)].map(
    ([, path]) => path,
  )
  expect(empty).toEqual([])
  expect(existsSync(join(deploy, 'chart/templates/NOTES.txt'))).toBe(true)
})
