import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reachable, scopesOf, type Target } from '../../../../agent/inspect/auditpolicy/reach.ts'
import { watched } from '../../../../agent/inspect/auditpolicy/watched.ts'
import { parseAuditPolicy } from '../../../../agent/parse/auditpolicy.ts'
import { type AuditedRequest, decidingRule, policyOf, type WrittenRule } from '../../../support/auditpolicy.ts'
import { runs } from '../../../support/property.ts'

function rulesOf(rules: readonly WrittenRule[]) {
  const parsed = parseAuditPolicy(Buffer.from(policyOf(rules)))
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.value.rules
}

/** Positions of the rules that decide about some request, -1 for no rule. */
function reached(written: readonly WrittenRule[], target: Target, left = 1_000_000): number[] | undefined {
  const rules = rulesOf(written)
  return reachable(scopesOf(rules), target, { left })
    ?.map((rule) => (rule ? rules.indexOf(rule) : -1))
    .sort()
}

const create: Target = { group: '', resource: 'secrets', verb: 'create', namespaced: 'always', named: 'never' }
const get: Target = { ...create, verb: 'get', named: 'always' }
const list: Target = { ...create, verb: 'list', namespaced: 'maybe', named: 'maybe' }
const review: Target = {
  ...{ group: 'authentication.k8s.io', resource: 'tokenreviews', verb: 'create' },
  ...{ namespaced: 'never', named: 'never' },
} as const
const all = { level: 'Metadata' }
const secrets = { group: '', resources: ['secrets'] }

test.each<[string, WrittenRule[], Target, number[]]>([
  ['a rule for all hides the rest', [all, { level: 'None' }], create, [0]],
  ['another verb', [{ ...all, verbs: ['get'] }], create, [-1]],
  ['some users, and the others', [{ ...all, users: ['a'] }, all], create, [0, 1]],
  ['users who are hidden', [{ ...all, users: ['a', 'b'] }, { ...all, users: ['b'] }, all], create, [0, 2]],
  [
    'a user who is not, by name and group',
    [
      { ...all, users: ['a'] },
      { ...all, userGroups: ['g'] },
    ],
    create,
    [-1, 0, 1],
  ],
  ['everybody who is known', [{ ...all, userGroups: ['system:authenticated'] }], create, [-1, 0]],
  ['everybody at all', [{ ...all, userGroups: ['system:authenticated', 'system:unauthenticated'] }, all], create, [0]],
  [
    'everybody in two steps',
    [{ ...all, users: ['system:anonymous'] }, { ...all, userGroups: ['system:authenticated'] }, all],
    create,
    [0, 1],
  ],
  [
    'a group of known users behind all known',
    [
      { ...all, userGroups: ['system:authenticated'] },
      { ...all, userGroups: ['g'] },
    ],
    create,
    [-1, 0],
  ],
  ['anonymous is in no other group', [{ ...all, users: ['system:anonymous'], userGroups: ['g'] }, all], create, [1]],
  ['some namespaces', [{ ...all, namespaces: ['a'] }, all], create, [0, 1]],
  ['no namespace, for what always has one', [{ ...all, namespaces: [''] }, all], create, [1]],
  ['no namespace, for lists', [{ ...all, namespaces: [''] }, all], list, [0, 1]],
  ['no namespace, for what never has one', [{ ...all, namespaces: [''] }, all], review, [0]],
  ['a namespace, for what never has one', [{ ...all, namespaces: ['a'] }, all], review, [1]],
  ['some objects', [{ ...all, resources: [{ ...secrets, resourceNames: ['a'] }] }, all], get, [0, 1]],
  ['objects that have no name yet', [{ ...all, resources: [{ ...secrets, resourceNames: ['a'] }] }, all], create, [1]],
  [
    'an object and all of them',
    [{ ...all, resources: [{ ...secrets, resourceNames: ['a'] }, secrets] }, all],
    get,
    [0],
  ],
  ['paths that are no resources', [{ ...all, nonResourceURLs: ['/a'] }], create, [-1]],
  ['another group', [{ ...all, resources: [{ group: 'apps' }] }], create, [-1]],
  ['any group', [{ ...all, resources: [{ group: '*' }] }], review, [0]],
  ['no rule fits', [], create, [-1]],
])('%s', (_, rules, target, expected) => {
  const filled = rules.length > 0 ? rules : [{ ...all, verbs: ['none'] }]
  expect(reached(filled, target)).toEqual(expected)
})

test.each<[string, string, boolean]>([
  ['secrets', 'secrets', true],
  ['secrets/*', 'secrets', true],
  ['*', 'serviceaccounts/token', true],
  ['serviceaccounts', 'serviceaccounts/token', false],
  ['serviceaccounts/*', 'serviceaccounts/token', true],
  ['*/token', 'serviceaccounts/token', true],
  ['*/token', 'secrets', false],
  ['*/*', 'secrets', false],
  ['secrets/token', 'secrets', false],
  ['secret', 'secrets', false],
])('%s matches %s: %s', (written, resource, expected) => {
  const rules = [{ ...all, resources: [{ group: '', resources: [written] }] }]
  expect(reached(rules, { ...create, resource })).toEqual(expected ? [0] : [-1])
})

test('a policy that would take too long is given up', () => {
  const users = Array.from({ length: 40 }, (_, at) => `u${at}`)
  const rules = [
    { ...all, users: users.slice(1) },
    { ...all, users, namespaces: users },
  ]
  expect(reached(rules, create)).toEqual([-1, 0, 1])
  expect(reached(rules, create, 2)).toBeUndefined()
})

/** Answers of the API server's own evaluator (k8s.io/apiserver 0.36.3), for policies made at random. */
const recorded = readFileSync(new URL('../data/auditpolicy-levels.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { rules: WrittenRule[]; requests: (AuditedRequest & { level: string })[] })

test('the plain way is that of the API server', () => {
  const requests = recorded.flatMap(({ rules, requests }) => requests.map((each) => ({ rules, ...each })))
  expect(requests.length).toBe(360)
  for (const { rules, level, ...request } of requests)
    expect([rules[decidingRule(rules, request)]?.level ?? 'None', request]).toEqual([level, request])
})

const users = ['system:anonymous', 'a', 'b']
const groups = ['system:authenticated', 'system:unauthenticated', 'g', 'h']
const namespaces = ['', 'x', 'y']
const names = ['', 'm', 'n']
const resources = ['secrets', 'secrets/*', '*', '*/token', 'serviceaccounts', 'serviceaccounts/token', 'tokenreviews']
const some = (values: readonly string[], maxLength = 2) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength }), { nil: undefined, freq: 1 })
const optional = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined))

const groupResources = fc
  .record({
    group: fc.constantFrom('', '*', 'authentication.k8s.io'),
    resources: fc.uniqueArray(fc.constantFrom(...resources), { minLength: 1, maxLength: 2 }),
    resourceNames: some(names),
  })
  .map(optional)
const writtenRule = fc
  .record({
    level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
    users: some(users),
    userGroups: some(groups),
    verbs: some(['get', 'list', 'create', 'update']),
    namespaces: some(namespaces),
    resources: fc.option(fc.array(groupResources, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  })
  .map((rule) => optional(rule) as unknown as WrittenRule)

/** Users with every choice of groups that they can have, one of them in no rule. */
const identities = [
  { user: 'system:anonymous', groups: ['system:unauthenticated'] },
  ...['a', 'b', 'nobody'].flatMap((user) =>
    [[], ['g'], ['h'], ['g', 'h']].map((more) => ({ user, groups: ['system:authenticated', ...more] })),
  ),
]

function* requestsOf({ group, resource: asked, verb, namespaced, named }: Target): Generator<AuditedRequest> {
  const [resource = '', subresource = ''] = asked.split('/')
  const values = { always: (each: string) => each !== '', never: (each: string) => each === '', maybe: () => true }
  for (const identity of identities)
    for (const namespace of [...namespaces, 'elsewhere'].filter(values[namespaced]))
      for (const name of [...names, 'other'].filter(values[named]))
        yield { ...identity, verb, namespace, group, resource, subresource, name }
}

const targets = [create, get, list, review, { ...get, resource: 'serviceaccounts/token', verb: 'create' }]

test('it agrees with trying every request', () => {
  fc.assert(
    fc.property(fc.array(writtenRule, { minLength: 1, maxLength: 5 }), fc.constantFrom(...targets), (rules, target) => {
      const tried = new Set([...requestsOf(target)].map((request) => decidingRule(rules, request)))
      expect(reached(rules, target)).toEqual([...tried].sort())
    }),
    runs(500),
  )
})

test('resources are asked about in order, each once, with a write among its verbs', () => {
  const found = watched.map((each) => each.name)
  expect(found).toEqual([...new Set(found)].sort())
  for (const { targets, writes } of watched) expect(targets.some(({ verb }) => writes.includes(verb))).toBe(true)
})
