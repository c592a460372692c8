import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAuditPolicy } from '../../../agent/parse/auditpolicy.ts'
import { runs } from '../../support/property.ts'

const header = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n'
const parse = (text: string) => parseAuditPolicy(Buffer.from(text))

/** What the loader of k8s.io/apiserver 0.36.3 made of each text: the number of rules, 0 where it refused. */
const recorded = readFileSync(new URL('data/auditpolicy.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; rules: number })

test.each(recorded)('$rules rules: $text', ({ text, rules }) => {
  const result = parse(text)
  expect(result.ok ? result.value.rules.length : 0).toBe(rules)
})

test('a policy in full', () => {
  const text = `${header}omitStages: [RequestReceived]
rules:
  # Bodies of secrets are not recorded.
  - level: Metadata
    users: [a]
    userGroups: [b]
    verbs: [get]
    namespaces: [c]
    omitStages: [Panic]
    resources:
      - resources: [secrets, configmaps]
        resourceNames: [d]
      - group: apps
  - level: None
    nonResourceURLs: [/healthz*]
`
  expect(parse(text)).toEqual({
    ok: true,
    value: {
      rules: [
        {
          line: 6,
          level: 'Metadata',
          users: ['a'],
          groups: ['b'],
          verbs: ['get'],
          resources: [
            { group: '', resources: ['secrets', 'configmaps'], names: ['d'] },
            { group: 'apps', resources: [], names: [] },
          ],
          namespaces: ['c'],
          urls: [],
          omitStages: ['RequestReceived', 'Panic'],
        },
        {
          line: 16,
          level: 'None',
          ...{ users: [], groups: [], verbs: [], resources: [], namespaces: [] },
          urls: ['/healthz*'],
          omitStages: ['RequestReceived'],
        },
      ],
      warnings: [],
    },
  })
})

test.each([
  ['', 'unknown group version: apiVersion is missing', 1],
  ['apiVersion: audit.k8s.io/v1beta1\nkind: Policy\n', 'apiVersion is not audit.k8s.io/v1', 1],
  ['apiVersion: audit.k8s.io/v1\nkind: Event\n', 'kind is not Policy', 2],
  ['- a', 'cannot unmarshal array into object', 1],
  [`${header}rules: []`, 'loaded illegal policy with 0 rules', 3],
  [
    `${header}rules:\n- level: metadata`,
    'rules[0].level "metadata" is none of None, Metadata, Request, RequestResponse',
    4,
  ],
  [`${header}rules:\n- verbs: [get]`, 'rules[0].level is missing', 4],
  [`${header}rules:\n- level: None\n  verbs: get`, 'rules[0].verbs: cannot unmarshal string into list', 5],
  [`${header}rules:\n- level: None\n  verbs: [yes]`, 'rules[0].verbs[0]: cannot unmarshal bool into string', 5],
  [
    `${header}rules:\n- level: None\n  resources: [{group: ''}]\n  nonResourceURLs: [/a]`,
    'rules[0].nonResourceURLs: a rule cannot apply to both resources and non-resource URLs',
    6,
  ],
  [
    `${header}rules:\n- level: None\n  resources:\n  - group: apps/v1`,
    'rules[0].resources[0].group: "apps/v1" is no name of a group',
    6,
  ],
  [
    `${header}omitStages: [${'x'.repeat(200)}]\nrules: [{level: None}]`,
    `omitStages: "${'x'.repeat(100)}…" is none of RequestReceived, ResponseStarted, ResponseComplete, Panic`,
    3,
  ],
  [`${header}rules: [{level: None}`, expect.stringMatching(/^yaml: /), 3],
])('refused: %j', (text, reason, line) => expect(parse(text)).toEqual({ ok: false, reason, line }))

test('what only the strict decoder refuses is warned of, in order', () => {
  const result = parse(`${header}rules:\n- level: None\n  level: Metadata\n  verb: [get]\nKind: x\n`)
  expect(result.ok && result.value).toMatchObject({
    rules: [{ level: 'Metadata', verbs: [] }],
    warnings: [
      { line: 5, text: '"level" is already set: this one counts' },
      { line: 6, text: 'unknown field "rules[0].verb" is ignored' },
      { line: 7, text: 'unknown field "Kind" is ignored' },
    ],
  })
})

test('any bytes are read without throwing', () => {
  const word = fc.constantFrom(
    'rules:',
    '- ',
    'level: ',
    'None',
    '[',
    ']',
    '{',
    '}',
    '\n',
    '  ',
    'resources: ',
    ': ',
    '5',
  )
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 20 }).map((each) => each.join(''))
  fc.assert(
    fc.property(text, fc.boolean(), (each, bare) => {
      expect(typeof parse(bare ? each : header + each).ok).toBe('boolean')
    }),
    runs(400),
  )
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), (rules, metadata) => {
      const policy = { apiVersion: 'audit.k8s.io/v1', rules: [rules], metadata }
      expect(typeof parse(JSON.stringify(policy)).ok).toBe('boolean')
    }),
    runs(200),
  )
})
