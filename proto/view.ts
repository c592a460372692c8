import { type Domain, isDomain, type ObservationMessage, type Setting, v1 } from './index.ts'
import { enumWord, type Field, fieldsOf, valuesOf } from './schema.ts'
import { fromValue, type Plain } from './value.ts'

/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

/** An observation as people see it and as rules read it. */
export interface ObservationView {
  readonly status: 'observed' | 'absent' | 'denied' | 'failed'
  readonly reason?: string
  readonly fact?: JsonObject
  readonly gaps?: readonly { readonly path: string; readonly reason: string }[]
  /** Why the fact is only what is written: no process is seen that runs with it. */
  readonly notRunning?: string
}

const factTypes = new Map(fieldsOf('Observation')?.map(({ name, type }) => [name, type]))
const statusWords = ['failed', 'observed', 'absent', 'denied', 'failed'] as const

/** The lists of settings whose paths nest directly in their fact, as the component's own configuration does. */
export const nestedSettings: Readonly<Record<string, string>> = {
  KubeletFact: 'configuration',
  KubeletConfigzFact: 'configuration',
}

/** Decodes what an agent sent. Throws for bytes that are not an Observation. */
export function decodeObservation(bytes: Uint8Array): ObservationMessage {
  return v1.Observation.decode(bytes)
}

/** The one translation of an observation: the JSON of scans, reports and the API, and what rules see. */
export function viewOf(observation: ObservationMessage): ObservationView {
  const status = statusWords[observation.status ?? 0] ?? 'failed'
  const gaps = (observation.gaps ?? []).map((gap) => ({ path: gap.path ?? '', reason: gap.reason ?? '' }))
  const domain = observation.domain ?? ''
  // Agents name the domain: a name that is no domain may still be one of the message's own properties.
  const fact = isDomain(domain) ? observation[domain] : undefined
  return {
    status,
    ...(observation.reason ? { reason: observation.reason } : {}),
    ...(status === 'observed' && fact ? { fact: messageView(factType(domain as Domain), fact as Message) } : {}),
    ...(gaps.length > 0 ? { gaps } : {}),
    ...(status === 'observed' && observation.notRunning ? { notRunning: observation.notRunning } : {}),
  }
}

/** Name of the message that is a domain's fact. */
export function factType(domain: Domain): string {
  const type = factTypes.get(domain)
  if (type === undefined) throw new Error(`the contract has no fact for the domain ${domain}`)
  return type
}

type Message = Readonly<Record<string, unknown>>

function messageView(type: string, message: Message): JsonObject {
  const view = emptyView()
  for (const field of fieldsOf(type) ?? []) {
    const value = message[field.name]
    if (field.type === 'Setting' && field.repeated) {
      const settings = (value ?? []) as Setting[]
      if (nestedSettings[type] === field.name) for (const each of settings) nest(view, each)
      else view[field.name] = Object.fromEntries(settings.map((each) => [each.path ?? '', settingView(each)]))
    } else if (field.repeated) {
      view[field.name] = ((value ?? []) as unknown[]).map((each) => fieldView(field, each) ?? '')
    } else {
      const one = fieldView(field, value)
      if (one !== undefined && one !== '') view[field.name] = one
    }
  }
  return view
}

function fieldView(field: Field, value: unknown): Json | undefined {
  if (valuesOf(field.type)) return enumWord(field.type, Number(value ?? 0))
  if (field.type.startsWith('Sourced')) return value ? sourcedView(value as Message) : undefined
  if (fieldsOf(field.type)) return value ? messageView(field.type, value as Message) : undefined
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (value === null || value === undefined) return scalarDefault(field.type)
  return value as Json
}

function scalarDefault(type: string): Json {
  if (type === 'bool') return false
  if (type === 'string' || type === 'bytes') return ''
  return 0
}

/** `{value, source}`, with `overridden` where there is something; `{unknown, source}` where it cannot be told. */
export function settingView(setting: Setting): JsonObject {
  const source = setting.source ?? ''
  if (setting.unknown) return { unknown: setting.unknown, source }
  const overridden = (setting.overridden ?? []).map((each) => ({
    value: (fromValue(each.value) ?? null) as Json,
    source: each.source ?? '',
  }))
  const value = (fromValue(setting.value) ?? null) as Json
  return overridden.length > 0 ? { value, source, overridden } : { value, source }
}

function sourcedView(sourced: Message): JsonObject {
  const source = String(sourced['source'] ?? '')
  if (sourced['unknown']) return { unknown: String(sourced['unknown']), source }
  return { value: (sourced['value'] ?? null) as Json, source }
}

/** No component nests its settings deeper. A path that does stays whole. */
const maxDepth = 32

function nest(view: Record<string, Json>, setting: Setting): void {
  const path = setting.path ?? ''
  const parts = path.split('.')
  if (parts.length > maxDepth) return void (view[path] = settingView(setting))
  const last = parts.pop() as string
  let at = view
  for (const part of parts) {
    const inner = (at[part] ??= emptyView())
    if (!isGroup(inner)) return void (at[part] = twice(setting))
    at = inner
  }
  at[last] = isGroup(at[last]) ? twice(setting) : settingView(setting)
}

/** Groups alone have no prototype: what is in the view of a setting is never reached by a path. */
function isGroup(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

function twice(setting: Setting): JsonObject {
  return { unknown: 'the fact has this name twice, for a value and for a group', source: setting.source ?? '' }
}

/** Without a prototype: names come from the wire, and `__proto__` is one. */
function emptyView(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>
}

/** A value as one line of text, as evidence shows it. */
export function plainText(value: Plain | Json): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((each) => plainText(each as Json)).join(',')
  return JSON.stringify(value)
}
