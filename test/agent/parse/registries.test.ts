import { expect, test } from 'vitest'
import { either, endpointOf, hostsFile, inlineRegistries, registriesConf } from '../../../agent/parse/registries.ts'
import { readToml, type Table } from '../../../agent/parse/toml.ts'

function tableOf(text: string): Table {
  const result = readToml(text)
  if ('error' in result) throw new Error(result.error)
  return result.table
}

test.each([
  ['http://user:geheim@mirror:5000/v2?token=x', 'http://mirror:5000'],
  ['https://u:p@q@host', 'https://host'],
  ['mirror:5000/path', 'mirror:5000'],
  ['[::1]:5000', '[::1]:5000'],
  ['', ''],
])('%s without path and credentials', (text, expected) => expect(endpointOf(text)).toBe(expected))

const short = (all: ReturnType<typeof hostsFile>) =>
  all.map((each) => [each.registry, each.endpoint, each.plainHttp, each.skipVerify, each.insecure])

test('hosts.toml', () => {
  const text = `server = "https://docker.io"
skip_verify = true
[host."http://mirror:5000"]
  capabilities = ["pull"]
[host."https://safe"]
  skip_verify = false
  [host."https://safe".header]
    authorization = "geheim"
`
  expect(short(hostsFile('docker.io', tableOf(text)))).toEqual([
    ['docker.io', 'http://mirror:5000', true, false, false],
    ['docker.io', 'https://safe', false, false, false],
    ['docker.io', 'https://docker.io', false, true, false],
  ])
})

test('the older tables of containerd', () => {
  const text = `[mirrors."docker.io"]
endpoint = ["http://u:geheim@mirror:5000"]
[configs."reg:5000".tls]
insecure_skip_verify = true
[configs."reg:5000".auth]
password = "geheim"
`
  expect(short(inlineRegistries(tableOf(text)))).toEqual([
    ['docker.io', 'http://mirror:5000', true, false, false],
    ['reg:5000', 'reg:5000', false, true, false],
  ])
})

test('registries.conf of both versions', () => {
  const text = `[[registry]]
prefix = "example.com"
location = "internal:5000"
insecure = true
[[registry.mirror]]
location = "mirror"
[registries.insecure]
registries = ["old:5000"]
`
  expect(short(registriesConf(tableOf(text)))).toEqual([
    ['example.com', 'internal:5000', false, false, true],
    ['example.com', 'mirror', false, false, false],
    ['old:5000', 'old:5000', false, false, true],
  ])
})

test.each(['registry = 1', 'registry = ["x"]', '[registries]\ninsecure = 1', 'host = 1\nserver = 2'])(
  '%j is of another shape',
  (text) => {
    expect(registriesConf(tableOf(text))).toEqual([])
    expect(hostsFile('x', tableOf(text))).toEqual([{ ...either('x', 'x', false) }])
    expect(inlineRegistries(tableOf(text))).toEqual([])
  },
)
