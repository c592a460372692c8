// What kube-proxy runs with: its file and the few flags that count beside one, else its flags.
import { kubeProxyFlags, kubeProxyOtherFlags } from '../../../proto/catalogue/kubeproxy.ts'
import type { KubeProxyFact, SourcedString } from '../../../proto/index.ts'
import type { Plain } from '../../../proto/value.ts'
import type { Look } from '../../host/look.ts'
import type { FileContent } from '../../host/root.ts'
import { bindScope, splitHostPort } from '../../parse/bindaddress.ts'
import { type FlagDefinition, type FlagKind, parseGoFlags } from '../../parse/goflags.ts'
import { type ComponentFlags, readFlags, type Told } from '../controlplane/flags.ts'
import { DoesNotLoad, type Fields, type Sourced, Unreadable, winsOver } from '../kubelet/sourced.ts'
import { applyConfig, flagsBesideFile, withPort } from './config.ts'

export const kubeProxyComponent: ComponentFlags = {
  program: 'kube-proxy',
  flags: kubeProxyFlags,
  others: kubeProxyOtherFlags,
}

type Endpoint = NonNullable<KubeProxyFact['endpoints']>[number]

export interface EffectiveKubeProxy {
  readonly settings: Fields
  /** What was set on the command line. */
  readonly set: ReadonlyMap<string, Plain>
  readonly file: FileContent | undefined
  readonly warnings: readonly string[]
}

/** The addresses that are served: what they are for, their flag, its former one for the port, and the usual port. */
const served = [
  { name: 'healthz', flag: 'healthz-bind-address', portFlag: 'healthz-port', port: 10256 },
  { name: 'metrics', flag: 'metrics-bind-address', portFlag: 'metrics-port', port: 10249 },
] as const

const modes = ['iptables', 'ipvs', 'nftables']

/** Works it out. Throws DoesNotLoad for what kube-proxy ends on and Unreadable for a file that cannot be read. */
export async function effectiveKubeProxy(
  told: Told,
  version: SourcedString,
  read: (path: string) => Promise<Look<FileContent>>,
): Promise<EffectiveKubeProxy> {
  const { fields, set, unknown, error } = readFlags(kubeProxyComponent, told, version)
  if (error) throw new DoesNotLoad(error)
  const warnings = unknown.map((name) => `flag --${name} is not known`)
  const config = fields.get('config') as Sourced
  if (config.unknown) throw new Unreadable('failed', `--config: ${config.unknown}`)
  const path = String(config.value)
  passOverEmpty(fields)
  const file = path === '' ? undefined : await readConfig(path, read)
  if (file) warnings.push(...ignoredFlags(told), ...applyConfig(fields, path, file.bytes))
  if (!file) leavePortsOpen(fields, told)
  complete(fields, file ? new Map() : formerPorts(told))
  check(fields)
  return { settings: fields, set, file, warnings: [...new Set(warnings)].sort() }
}

async function readConfig(path: string, read: (path: string) => Promise<Look<FileContent>>): Promise<FileContent> {
  const look = await read(path)
  if (look.status === 'observed') return look.value
  if (look.status === 'absent') throw new DoesNotLoad(`open ${path}: ${look.reason ?? 'no such file or directory'}`)
  throw new Unreadable(look.status, `${path}: ${look.reason}`)
}

/** Addresses that are empty leave what was there. */
function passOverEmpty(fields: Fields): void {
  for (const { flag } of served) {
    const field = fields.get(flag) as Sourced
    if (field.value !== '' || !field.set) continue
    const [earlier] = field.overridden.filter((each) => each.value !== '')
    const value = kubeProxyFlags.find((each) => each.path === flag)?.default as Plain
    const otherwise = { value, source: 'default (kube-proxy)', set: false, overridden: [] }
    fields.set(flag, earlier ? { ...earlier, set: true, overridden: [] } : otherwise)
  }
}

const definitions: readonly FlagDefinition[] = [
  ...kubeProxyFlags.map(({ path, kind }) => ({ name: path, kind: kind === 'gates' ? 'stringArray' : kind }) as const),
  ...kubeProxyOtherFlags.map(
    ([name, kind, shorthand]) => ({ name, kind: kind as FlagKind, ...(shorthand && { shorthand }) }) as const,
  ),
]

function ignoredFlags({ args }: Told): string[] {
  const given = [...parseGoFlags(args, definitions).occurrences.keys()]
  return given
    .filter((name) => !flagsBesideFile.has(name))
    .map((name) => `flag --${name} is ignored because of --config`)
}

/** A port that a variable gives makes the address unknown. */
function leavePortsOpen(fields: Fields, { open }: Told): void {
  for (const { flag, portFlag } of served) {
    if (![...open].some((each) => each.startsWith(`--${portFlag}=`))) continue
    const unknown = `--${portFlag} holds a variable whose value does not stand there`
    fields.set(flag, { ...(fields.get(flag) as Sourced), value: undefined, unknown, overridden: [] })
  }
}

/** Ports of the flags that said nothing of the address. */
function formerPorts({ args, open }: Told): Map<string, number> {
  const closed = args.filter((each) => !open.has(each))
  const { occurrences } = parseGoFlags(closed, definitions)
  return new Map(
    served.flatMap(({ portFlag }) => {
      const port = occurrences.get(portFlag)?.at(-1)?.value
      return port === undefined ? [] : [[portFlag, Number(port)]]
    }),
  )
}

/** Ports that are not written, and what follows from the mode and the name. */
function complete(fields: Fields, ports: ReadonlyMap<string, number>): void {
  for (const { flag, portFlag, port } of served) {
    const field = fields.get(flag) as Sourced
    const given = ports.get(portFlag)
    if (field.unknown) continue
    if (given === 0)
      fields.set(flag, { value: '', source: `flag --${portFlag}`, set: true, overridden: winsOver(field) })
    else fields.set(flag, { ...field, value: withPort(String(field.value), given ?? port) })
  }
  const name = fields.get('hostname-override') as Sourced
  if (!name.unknown && name.source.startsWith('flag'))
    fields.set('hostname-override', { ...name, value: String(name.value).trim().toLowerCase() })
  const mode = fields.get('proxy-mode') as Sourced
  if (mode.value === '') fields.set('proxy-mode', { ...mode, value: 'iptables' })
  const open = fields.get('nodeport-addresses') as Sourced
  if (mode.value === 'nftables' && Array.isArray(open.value) && open.value.length === 0)
    fields.set('nodeport-addresses', { ...open, value: ['primary'], source: 'default (nftables)' })
}

function check(fields: Fields): void {
  const mode = fields.get('proxy-mode') as Sourced
  if (mode.value !== undefined && !modes.includes(String(mode.value)))
    throw new DoesNotLoad(`${mode.source}: ProxyMode: must be iptables, ipvs, nftables or blank`)
  for (const { flag } of served) {
    const { value, source } = fields.get(flag) as Sourced
    if (value === '' || value === undefined) continue
    const place = splitHostPort(String(value))
    if (!place) throw new DoesNotLoad(`${source}: must be IP:port`)
    if (place.host === '' || withPort(place.host, 0) === place.host)
      throw new DoesNotLoad(`${source}: must be a valid IP`)
    if (!/^\d{1,5}$/.test(place.port) || Number(place.port) < 1 || Number(place.port) > 65_535)
      throw new DoesNotLoad(`${source}: must be a valid port`)
  }
}

/** The addresses that kube-proxy serves on, sorted by name. */
export function endpointsOf(fields: Fields): Endpoint[] {
  return served.flatMap(({ name, flag }) => {
    const { value, source } = fields.get(flag) as Sourced
    if (value === '' || value === undefined) return []
    return [{ name, address: String(value), scope: scopeOf(value), tls: false, source }]
  })
}

/** How far each of them reaches, by the name of the conclusion. */
export function scopesOf(fields: Fields): Fields {
  return new Map(
    served.map(({ name, flag }) => {
      const field = fields.get(flag) as Sourced
      const scope = field.value === '' ? 'none' : scopeOf(field.value)
      return [`${name}BindScope`, { ...field, value: field.unknown ? undefined : scope, overridden: [] }]
    }),
  )
}

function scopeOf(value: Sourced['value']): string {
  return bindScope(splitHostPort(String(value))?.host ?? '')
}
