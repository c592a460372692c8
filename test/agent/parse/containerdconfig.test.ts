// Against `containerd config dump` of 2.2.9, as it was recorded.
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { containerdPlaces, handlersOf, importsOf, pluginProblem } from '../../../agent/parse/containerdconfig.ts'
import { type Layer, settingAt, settingsOf } from '../../../agent/parse/runtimesettings.ts'
import { readToml, type Table } from '../../../agent/parse/toml.ts'
import { containerdSettings } from '../../../proto/catalogue/runtime.ts'

interface Recorded {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly expected: Readonly<Record<string, unknown>>
}

const recorded = JSON.parse(
  readFileSync(new URL('data/containerd/2.2.9.json', import.meta.url), 'utf8'),
) as readonly Recorded[]

function tableOf(text: string): Table {
  const result = readToml(text)
  if ('error' in result) throw new Error(result.error)
  return result.table
}

function layersOf(files: Recorded['files']): Layer[] {
  const layers: Layer[] = []
  const waiting = ['config.toml']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const table = tableOf(files[path] as string)
    layers.push({ source: path, table })
    for (const each of importsOf(table))
      waiting.push(
        ...Object.keys(files)
          .filter((name) => posix.matchesGlob(name, each))
          .sort(),
      )
  }
  return layers
}

test.each(recorded.map((each) => [each.name, each] as const))(
  '%s: as containerd says itself',
  (_, { files, expected }) => {
    const layers = layersOf(files)
    expect(pluginProblem(layers)).toBe('')
    const settings = settingsOf(containerdSettings, layers, containerdPlaces)
    const told = Object.fromEntries(Object.keys(expected).map((path) => [path, settingAt(settings, path).value]))
    expect(told).toEqual(expected)
  },
)

test.each([
  ['version = 3\n[plugins.a]\nx = 1\n', 'version = 2\n[plugins.b]\ny = 1\n', 'plugins in files of several versions'],
  ['[plugins.cri]\nx = 1\n', '', 'plugins in a file whose version is neither 2 nor 3'],
  ['version = 2\n[plugins.a]\nx = 1\n', 'version = 3\n', ''],
  ['root = "/x"\n', '', ''],
])('%j with %j: %j', (first, second, problem) => {
  const layers = [first, second].map((text) => ({ source: '', table: tableOf(text) }))
  expect(pluginProblem(layers)).toBe(problem)
})

test('handlers of all files, and the one that there always is', () => {
  const text = `version = 2
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata]
runtime_type = "io.containerd.kata.v2"
`
  expect(handlersOf([{ source: '', table: tableOf(text) }])).toEqual(['kata', 'runc'])
  expect(handlersOf([])).toEqual(['runc'])
})
