import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEncryptionConfig, providersOf } from '../../../agent/parse/encryptionconfig.ts'
import { runs } from '../../support/property.ts'

const header = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n'
const key = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const options = { reload: false, kmsV1: false }
const parse = (text: string, more = {}) => parseEncryptionConfig(Buffer.from(text), { ...options, ...more })

interface Recorded {
  readonly text: string
  readonly loads: boolean
  /** With `--encryption-provider-config-automatic-reload`. */
  readonly reload?: boolean
  /** Resource → the provider whose prefix its stored value had. */
  readonly writes: Readonly<Record<string, string>>
  /** Resource → whether plain text could be read. */
  readonly plain: Readonly<Record<string, boolean>>
}

/** What the loader and the transformers of k8s.io/apiserver 0.36.3 did with each text. */
const recorded = readFileSync(new URL('data/encryptionconfig.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)

test.each(recorded)('loads $loads: $text', ({ text, loads, reload = false, writes, plain }) => {
  const result = parse(text, { reload })
  expect(result.ok).toBe(loads)
  if (!result.ok) return
  for (const resource of ['secrets', 'configmaps']) {
    const providers = providersOf(result.value, { group: '', resource })
    expect(providers[0]?.name ?? 'identity').toBe(writes[resource])
    expect(providers.length === 0 || providers.some(({ name }) => name === 'identity')).toBe(plain[resource])
  }
})

test('a configuration in full', () => {
  const text = `${header}resources:
  - resources: [secrets, pandas.awesome.example]
    providers:
      - kms: {apiVersion: v2, name: vault, endpoint: unix:///run/kms.sock, timeout: 3s}
      - aescbc:
          keys: [{name: k1, secret: ${key}}]
      - identity: {}
  - resources: ['*.*']
    providers:
      - secretbox: {keys: [{name: k2, secret: ${key}}]}
`
  expect(parse(text)).toEqual({
    ok: true,
    value: {
      entries: [
        {
          line: 4,
          resources: [
            { group: '', resource: 'secrets' },
            { group: 'awesome.example', resource: 'pandas' },
          ],
          providers: [
            { name: 'kms', line: 6, kms: 'v2' },
            { name: 'aescbc', line: 7 },
            { name: 'identity', line: 9 },
          ],
        },
        { line: 10, resources: [{ group: '*', resource: '*' }], providers: [{ name: 'secretbox', line: 12 }] },
      ],
    },
  })
})

const entry = (resources: string, providers: string) => `- resources: [${resources}]\n  providers: [${providers}]\n`
const config = (...entries: string[]) => `${header}resources:\n${entries.join('')}`
const aes = (secret = key) => `{aescbc: {keys: [{name: k, secret: ${secret}}]}}`
const kms = (more: string) => `{kms: {name: a, endpoint: 'unix:///x', ${more}}}`

test.each([
  ['', 'apiVersion is missing', 1],
  ['kind: EncryptionConfiguration', 'apiVersion is missing', 1],
  ['apiVersion: apiserver.config.k8s.io/v1', 'kind is missing', 1],
  [header, 'resources: at least one is required', undefined],
  [`${header}other: 1\nresources: [{}]`, 'resources[0].resources: at least one is required', 4],
  [`${config(entry('secrets', aes()))}x: 1\n`, 'the outermost object: unknown field', 6],
  [`${config(entry('secrets', aes()))}kind: EncryptionConfiguration\n`, 'a field is set twice', 6],
  [
    config(entry('secrets', '{aesCBC: {}}')),
    'resources[0].providers[0]: none of the providers aescbc, aesgcm, identity, kms, secretbox',
    5,
  ],
  [
    config(entry('secrets', '{identity: {}, aescbc: {}}')),
    'resources[0].providers[0]: more than one provider in one element',
    5,
  ],
  [
    config(entry('secrets', aes('YWJj'))),
    'resources[0].providers[0].aescbc.keys[0].secret has 3 bytes, not 16 or 24 or 32',
    5,
  ],
  [config(entry('secrets', aes('"!"'))), 'resources[0].providers[0].aescbc.keys[0].secret is not base64', 5],
  [
    config(entry('secrets', aes(`[${key}]`))),
    'resources[0].providers[0].aescbc.keys[0].secret: cannot unmarshal array into string',
    5,
  ],
  [
    config(entry('secrets', '{secretbox: {keys: []}}')),
    'resources[0].providers[0].secretbox.keys: at least one is required',
    5,
  ],
  [config(entry('Secrets', aes())), 'resources[0].resources: a name has capital letters', 4],
  [
    config(entry("'*'", aes())),
    'resources[0].resources: a bare * stands for nothing: *. is the core group, *.* everything',
    4,
  ],
  [config(entry("secrets, '*.'", aes())), 'resources[0].resources: a wildcard masks another resource of the list', 4],
  [config(entry('secrets, secrets.', aes())), 'resources[0].resources: the same resource stands twice', 4],
  [config(entry("'*.*'", aes()), entry('secrets', aes())), 'resources[1]: a wildcard of an earlier entry masks it', 6],
  [
    config(entry('secrets', kms('apiVersion: v1'))),
    'resources[0].providers[0].kms.apiVersion is v1, which --feature-gates=KMSv1=true allows',
    5,
  ],
  [config(entry('secrets', kms('apiVersion: v3'))), 'resources[0].providers[0].kms.apiVersion is neither v1 nor v2', 5],
  [
    config(entry('secrets', kms('apiVersion: v2, timeout: 0s'))),
    'resources[0].providers[0].kms.timeout is not positive',
    5,
  ],
  [
    config(entry('secrets', kms('apiVersion: v2, cachesize: 5'))),
    'resources[0].providers[0].kms.cachesize is not supported in v2',
    5,
  ],
  [`${header}resources: [`, 'not valid YAML or JSON', 3],
])('refused: %j', (text, reason, line) => {
  expect(parse(text)).toEqual({ ok: false, reason, ...(line !== undefined && { line }) })
})

test('version 1 of KMS loads where its gate is on, or where that is not known', () => {
  const text = config(entry('secrets', kms('apiVersion: v1')))
  expect([true, undefined, false].map((kmsV1) => parse(text, { kmsV1 }).ok)).toEqual([true, true, false])
})

/** A text in which a key stands where it should, where it should not, or where it breaks the file. */
const damaged = fc
  .tuple(
    fc.constantFrom(
      config(entry('secrets', `${aes('KEY')}, {identity: {}}`)),
      config(entry('secrets', '{secretbox: {keys: [{name: KEY, secret: KEY}]}}')),
      config(entry('secrets', aes('!!int KEY'))),
      config(entry('secrets', aes('*KEY'))),
      config(entry('secrets', '{aescbc: {keys: [{name: k, KEY: x}]}}')),
      config(entry('secrets', '{aescbc: {keys: {KEY: x}}}')),
      config(entry('secrets', '{kms: {apiVersion: KEY, name: KEY, endpoint: KEY, timeout: KEY}}')),
      config(entry('secrets', kms('apiVersion: v2, timeout: KEY'))),
      config(entry('KEY', aes())),
      `${config(entry('secrets', aes('KEY')))}  KEY: KEY: KEY`,
      `${header}KEY: 1\nKEY: 2\nresources: KEY`,
      'KEY: {',
      '{"KEY": KEY}',
      'apiVersion: KEY\nkind: KEY\n',
    ),
    fc.nat({ max: 200 }),
    fc.constantFrom('', '', '{', '\t', '"', ': ', '\n- '),
  )
  .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at))

test('no key, nor a part of one, gets out, whatever is wrong', () => {
  const secret = fc.constantFrom('c3VwZXItc2VjcmV0LXN1cGVyLXNlY3JldC1rZXkhISE=', 'c3VwZXItc2VjcmV0LXN1cGVy', 'c3VwZXI')
  fc.assert(
    fc.property(damaged, secret, (text, key) => {
      const said = JSON.stringify(parse(text.replaceAll('KEY', key)))
      // Names of resources are told: that is what they are for.
      expect(/c3Vw/i.test(said.replaceAll(/"resources":\[[^\]]*\]/g, ''))).toBe(false)
    }),
    runs(500),
  )
})

test('any bytes are read without throwing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.uint8Array({ maxLength: 20 }), (resources, bytes) => {
      const text = JSON.stringify({
        apiVersion: 'apiserver.config.k8s.io/v1',
        kind: 'EncryptionConfiguration',
        resources,
      })
      expect(typeof parse(text).ok).toBe('boolean')
      expect(parseEncryptionConfig(bytes, options).ok).toBe(false)
    }),
    runs(300),
  )
})
