// A second CEL library must give the answers that ours gives: what only one of them means is no meaning to rely on.
import {
  type CelInput,
  type CelMap,
  CelScalar,
  celEnv,
  celMethod,
  isCelError,
  isCelList,
  isCelMap,
  listType,
  mapType,
  objectType,
  parse,
  plan,
} from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { type Timestamp, TimestampSchema, timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { evaluate, factTypes, factVariable, type Program } from '../../../collector/judge/cel.ts'
import { functions } from '../../../collector/judge/functions.ts'
import type { Rule } from '../../../collector/judge/rule.ts'
import { type FieldType, type Struct, structOf } from '../../../collector/judge/types.ts'
import { loadRules } from '../../../collector/rulebook/load.ts'
import { factsOf, loadRuleTests, type RuleTest } from '../../../collector/rulebook/ruletests.ts'
import type { Domain } from '../../../proto/index.ts'
import type { JsonObject } from '../../../proto/view.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const rules = loadRules(directory).filter((rule) => rule.scope === 'node')
const tests = loadRuleTests(directory)

const handlers = Object.fromEntries(functions.map((each) => [each.signature, each.handler]))
const within = handlers['string.within(string): bool'] as (mode: string, limit: string) => boolean
const versionAtLeast = handlers['string.versionAtLeast(string): bool'] as (version: string, least: string) => boolean
type Support = (version: string, product: string, now: Date) => string
const duplicates = handlers['list<string>.duplicates(): list<string>'] as (texts: readonly string[]) => string[]
const differences = handlers['KubeletFact.differences(KubeletConfigzFact): list<string>'] as (
  ...facts: [object, object]
) => string[]
const factMap = mapType(CelScalar.STRING, CelScalar.DYN)
const timestamp = objectType(TimestampSchema)
const texts = ['support', 'supportText'] as const
const environment = celEnv({
  funcs: [
    ...strings,
    celMethod('within', CelScalar.STRING, [CelScalar.STRING], CelScalar.BOOL, function (limit) {
      return within(this, limit)
    }),
    celMethod('versionAtLeast', CelScalar.STRING, [CelScalar.STRING], CelScalar.BOOL, function (least) {
      return versionAtLeast(this, least)
    }),
    ...texts.map((name) => {
      const handler = handlers[`string.${name}(string, google.protobuf.Timestamp): string`] as Support
      return celMethod(
        name,
        CelScalar.STRING,
        [CelScalar.STRING, timestamp],
        CelScalar.STRING,
        function (product, now) {
          return handler(this, product, timestampDate(now.message as Timestamp))
        },
      )
    }),
    celMethod('duplicates', listType(CelScalar.STRING), [], listType(CelScalar.STRING), function () {
      return duplicates([...this] as string[])
    }),
    celMethod('differences', factMap, [factMap], listType(CelScalar.STRING), function (configz) {
      return differences(factOf('kubelet', this), factOf('kubeletConfigz', configz))
    }),
  ],
})

/** A map of the second library as ours has the fact. */
function factOf(domain: Domain, map: CelMap): object {
  return factVariable(domain, fromInput(map) as JsonObject)
}

function fromInput(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (isCelList(value)) return [...value].map(fromInput)
  return isCelMap(value) ? Object.fromEntries([...value].map(([name, each]) => [name, fromInput(each)])) : value
}

test('the second library knows every function of rules', () => {
  expect(Object.keys(handlers)).toEqual([
    'string.within(string): bool',
    'string.versionAtLeast(string): bool',
    ...texts.map((name) => `string.${name}(string, google.protobuf.Timestamp): string`),
    'list<string>.duplicates(): list<string>',
    'KubeletFact.differences(KubeletConfigzFact): list<string>',
  ])
})

test.each(rules)('$id', (rule) => {
  const clear = tests.filter((each) => each.rule === rule.id && isClear(each))
  expect(clear.length).toBeGreaterThan(0)
  const compared = clear.flatMap((each) => compareAll(rule, each))
  expect(compared.filter(({ ours, theirs }) => ours !== theirs)).toEqual([])
  expect(compared.filter(({ ours }) => ours === 'no value').map(({ text }) => text)).toEqual([])
})

/** No part of the facts is unknown, missing or not observed, and the answer is known. */
function isClear({ facts, observations, gaps, expect: wanted }: RuleTest): boolean {
  return (
    !(typeof wanted === 'string' ? [wanted] : Object.values(wanted)).every((each) => each === 'unknown') &&
    Object.keys(observations).length === 0 &&
    Object.keys(gaps).length === 0 &&
    !JSON.stringify(facts).includes('"unknown"')
  )
}

interface Compared {
  readonly text: string
  readonly ours: string
  readonly theirs: string
}

function compareAll(rule: Rule, each: RuleTest): Compared[] {
  const params = { ...rule.params, ...each.params }
  const input = new Map(Object.entries(params).map(([name, value]) => [name, toInput(value)]))
  const now = new Date(each.now ?? '2026-01-01T00:00:00Z')
  const ours = { ...factsOf(each).variables, params: input, now }
  const theirs = {
    ...Object.fromEntries(Object.entries(each.facts).map(([name, fact]) => [name, plainFact(name as Domain, fact)])),
    params: input,
    now: timestampFromDate(now) as CelInput,
  }
  if (!rule.each) return comparePrograms(rule, ours, theirs)
  const { name, list } = rule.each
  const found = evaluate(list, ours)
  const items = found.kind === 'value' ? (found.value as readonly object[]) : []
  const others = run(list, theirs)
  const otherItems = isCelList(others) ? [...others] : []
  const sizes = { text: list.text, ours: String(items.length), theirs: String(otherItems.length) }
  return [
    sizes,
    ...items.flatMap((item, at) =>
      comparePrograms(rule, { ...ours, [name]: item }, { ...theirs, [name]: otherItems[at] as CelInput }),
    ),
  ]
}

function comparePrograms(rule: Rule, ours: Record<string, unknown>, theirs: Record<string, CelInput>): Compared[] {
  const applies = rule.when === undefined || run(rule.when, theirs) !== false
  const programs = [rule.when, rule.each?.subject, ...(applies ? [rule.check, rule.message] : [])]
  return programs
    .filter((program) => program !== undefined)
    .map((program) => {
      const found = evaluate(program, ours)
      const other = run(program, theirs)
      return {
        text: program.text,
        ours: found.kind === 'value' ? show(found.value) : 'no value',
        theirs: isCelError(other) ? 'no value' : show(other),
      }
    })
}

function run(program: Program, bindings: Record<string, CelInput>): unknown {
  return plan(environment, parse(program.text))(bindings as never)
}

function show(value: unknown): string {
  return `${typeof value}: ${String(value)}`
}

/** A fact as maps: what is no value is not there, plain fields have their defaults. */
function plainFact(domain: Domain, raw: unknown): CelInput {
  return plainStruct(factTypes().get(structOf(domain)) as Struct, raw as Record<string, unknown>)
}

function plainStruct(struct: Struct, raw: Record<string, unknown>): CelInput {
  if (struct.sourced)
    return new Map<string, CelInput>([
      ['value', toInput(raw['value'])],
      ['source', String(raw['source'] ?? '')],
      ['known', true],
    ])
  const fields = [...struct.fields].map(([name, type]) => [name, plainField(type, raw[name])] as const)
  return new Map(fields.filter((field): field is [string, CelInput] => field[1] !== undefined))
}

function plainField(type: FieldType, raw: unknown): CelInput | undefined {
  if (type.kind === 'complete') return true
  if (type.kind === 'scalar') return toInput(raw ?? { bool: false, int: 0, double: 0, string: '' }[type.scalar])
  if (type.kind === 'scalars') return ((raw ?? []) as unknown[]).map(toInput)
  const struct = factTypes().get(type.struct) as Struct
  if (type.kind === 'list') return ((raw ?? []) as Record<string, unknown>[]).map((each) => plainStruct(struct, each))
  if (raw === undefined) return undefined
  if (type.kind === 'struct') return plainStruct(struct, raw as Record<string, unknown>)
  return new Map(Object.entries(raw as object).map(([name, each]) => [name, plainStruct(struct, each)]))
}

function toInput(value: unknown): CelInput {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value)
  return Array.isArray(value) ? value.map(toInput) : (value as CelInput)
}
