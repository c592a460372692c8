// Feature gates of the control plane: `NAME=true`, from 1.31 on also `component:NAME=true`; the component is `kube`
// where none is named (k8s.io/component-base, featuregate and compatibility).
import type { SourcedString } from '../../../proto/index.ts'
import { parseGoBool } from '../../parse/goscalars.ts'
import { isKnownGate, isMisspeltGate, lockedTo } from '../kubelet/gates.ts'
import { DoesNotLoad, type Sourced } from '../kubelet/sourced.ts'

/** Gates that the components have from the client library (client-go features) beside those that the kubelet has too. */
const clientGates: readonly string[] = [
  ...['AtomicFIFO', 'ClientsAllowCARotation', 'ClientsAllowCBOR', 'ClientsAllowTLSCacheGC', 'ClientsPreferCBOR'],
  ...['InOrderInformers', 'InOrderInformersBatchProcess', 'InformerResourceVersion', 'UnlockWhileProcessingFIFO'],
  'WatchListClient',
]

/** The gates of all occurrences of the flag: of one that stands twice the last. Throws `DoesNotLoad` for what is none. */
export function gatesOf(texts: readonly string[]): Record<string, boolean> {
  const pairs = texts.flatMap((text) => text.split(',')).filter(Boolean)
  return Object.fromEntries(pairs.map((pair) => gateOf(pair.trim())))
}

function gateOf(pair: string): [string, boolean] {
  const named = pair.replace(/^\s*kube\s*:\s*/, '')
  const at = named.indexOf('=')
  const name = (at < 0 ? named : named.slice(0, at)).trim()
  if (at < 0) throw new DoesNotLoad(`missing bool value for ${name}`)
  const text = named.slice(at + 1).trim()
  const value = parseGoBool(text)
  if (value === undefined)
    throw new DoesNotLoad(
      `invalid value of ${name}=${text}, err: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`,
    )
  return [name, value]
}

/** Why the component would not start with these gates, or a warning for each that is not known here. */
export function checkGates(field: Sourced | undefined, plain: boolean, version: SourcedString): string[] {
  const warnings: string[] = []
  for (const [name, value] of Object.entries((field?.value ?? {}) as Record<string, boolean>)) {
    const source = field?.source ?? ''
    if (isKnownGate(name) || clientGates.includes(name)) {
      const locked = lockedTo(name)
      if (plain && locked !== undefined && locked !== value)
        throw new DoesNotLoad(`${source}: cannot set feature gate ${name} to ${value}, feature is locked to ${locked}`)
      continue
    }
    if (plain || isMisspeltGate(name)) throw new DoesNotLoad(`${source}: ${unrecognized(name)}`)
    warnings.push(`${source}: feature gate ${name} is not known${version.value ? ` in ${version.value}` : ''}`)
  }
  return warnings
}

function unrecognized(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? `unrecognized feature gate: ${name}` : `component not registered: ${name.slice(0, at)}`
}

/** Whether a gate that is beta and on by default is on: by its own name, or by that of all of them. */
export function betaGate(field: Sourced, name: string, program: string): Sourced {
  if (field.value === undefined) return field
  const gates = field.value as Record<string, boolean>
  const value = gates[name] ?? gates['AllBeta']
  if (value === undefined) return { value: true, source: `default (${program})`, set: false, overridden: [] }
  return { ...field, value }
}
