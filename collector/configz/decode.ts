import { createHash } from 'node:crypto'
import type { CatalogueEntry, SettingType } from '../../proto/catalogue/catalogue.ts'
import { kubeletConfiguration } from '../../proto/catalogue/kubelet.ts'
import { type ObservationMessage, type Setting, v1 } from '../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../proto/value.ts'
import { untold } from '../judge/configz.ts'
import type { NewObservation } from '../store/store.ts'
import type { Answer } from './ask.ts'

const domain = 'kubeletConfigz'
const statuses = v1.Observation.Status

/** What came of asking a kubelet, as an observation. What it says is checked here: it is as untrusted as any other. */
export function configzObservation(address: string, answer: Answer, time: number): NewObservation {
  const failed = (reason: string) => observation({ status: statuses.STATUS_FAILED, reason }, 'failed', time)
  if ('reason' in answer) return failed(answer.reason)
  try {
    const configuration = settingsOf(answer.text, `https://${address}/configz`)
    return observation(
      { status: statuses.STATUS_OBSERVED, kubeletConfigz: { configuration, address } },
      'observed',
      time,
    )
  } catch (error) {
    const words = error instanceof NoConfigz ? error.message : 'its answer cannot be kept'
    return failed(`${address}: ${words}`)
  }
}

/** The collector is not, or not any more, told to ask this node's kubelet. */
export function notAsked(time: number): NewObservation {
  return observation({ status: statuses.STATUS_ABSENT }, 'absent', time)
}

function observation(message: ObservationMessage, status: NewObservation['status'], time: number): NewObservation {
  const bytes = v1.Observation.encode({ ...message, domain, schema: 1 }).finish()
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain, hash, bytes, status, reason: message.reason ?? '', gaps: 0, observedTime: time }
}

/** The answer is none. */
class NoConfigz extends Error {}

type Section = Readonly<Record<string, unknown>>

function settingsOf(text: string, source: string): Setting[] {
  const configuration = configurationIn(text)
  const settings = kubeletConfiguration
    .filter(({ path }) => !untold.has(path))
    .flatMap((field) => {
      const value = valueAt(configuration, field.path)
      if (value === undefined || value === null) return []
      return field.kind === 'gates' ? gates(value, source) : [settingOf(field, value, source)]
    })
  return byPath(settings)
}

function configurationIn(text: string): Section {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new NoConfigz('its answer is no JSON')
  }
  const found = isSection(answer) ? answer['kubeletconfig'] : undefined
  // Without its kind before Kubernetes 1.19.
  if (!isSection(found) || (found['kind'] ?? 'KubeletConfiguration') !== 'KubeletConfiguration')
    throw new NoConfigz('its answer is no KubeletConfiguration')
  return found
}

function valueAt(section: Section, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isSection(at) && Object.hasOwn(at, name) ? at[name] : undefined), section)
}

function gates(value: unknown, source: string): Setting[] {
  return Object.entries(isSection(value) ? value : {}).map(([name, on]) =>
    settingOf({ path: `featureGates.${name}`, type: 'bool' }, on, source),
  )
}

function settingOf({ path, type }: Pick<CatalogueEntry, 'path' | 'type'>, value: unknown, source: string): Setting {
  return fits(type, value)
    ? known(path, withoutNull(value) as Plain, { source })
    : unknown(path, `the kubelet said something else than a ${type}`, source)
}

function fits(type: SettingType, value: unknown): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return isSection(value)
  if (type === 'int') return Number.isSafeInteger(value)
  return typeof value === { bool: 'boolean', double: 'number', string: 'string' }[type]
}

/** Values have no null: in a list it is empty, in an object not there. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutNull(each) ?? '')
  if (!isSection(value)) return value ?? undefined
  const kept = Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNull(each)]]))
  return Object.fromEntries(kept)
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
