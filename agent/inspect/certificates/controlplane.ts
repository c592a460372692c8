import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { parseGoFlags } from '../../parse/goflags.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { textValues } from '../components.ts'
import { flagSource } from '../controlplane/flags.ts'
import { type Running, runningComponents } from '../controlplane/running.ts'
import { embeddedRunning } from '../embedded/running.ts'
import { type Place, type Sight, sightOf } from '../sight.ts'
import { type ComponentFlags, componentFlags, sniFlag } from './flags.ts'
import type { Found, Missing, Pointer } from './pointer.ts'
import { type Served, servedByFlags, servingFlags } from './serves.ts'

/** What the running components of the control plane, and a kube-proxy of the node itself, are told to use; one in another program, too. */
export async function controlPlanePointers(host: Host): Promise<Found> {
  const pointers: Pointer[] = []
  const gaps: Missing[] = []
  for (const flags of componentFlags) {
    const own = runningComponents(host, flags.component)
    const embedded = own.length === 0 ? await embeddedRunning(host, flags.component) : undefined
    for (const running of embedded ? [embedded] : own) {
      const found = await pointersOf(host, running, flags)
      pointers.push(...found.pointers)
      gaps.push(...found.gaps)
    }
  }
  return { pointers, gaps }
}

async function pointersOf(host: Host, running: Running, flags: ComponentFlags): Promise<Found> {
  const { process, args, told = { where: '' }, unsure } = running
  if (args.status !== 'observed') {
    const reason = `command line of ${flags.component}: ${why(args)}`
    return { pointers: [], gaps: [{ path: `/proc/${process.pid}/cmdline`, reason }] }
  }
  const names = flags.certificates.flatMap(({ flag, key }) => (key ? [flag, key] : [flag]))
  const configuration = flags.configuration ? [flags.configuration] : []
  const values = textValues(args.value, [...names, ...flags.kubeconfigs, ...configuration, ...servingFlags])
  const source = (flag: string) => flagSource(flag, told)
  const sight = sightOf(host, process)
  const naming = namingOf(flags.component, sight)
  const sni = sniPairs(args.value)
  const serves = servedByFlags(flags.component, values, sni.length > 0)
  for (const { flag, role, key } of flags.certificates) {
    const keyPath = (key && values.get(key)) || undefined
    naming.pem(
      values.get(flag),
      role,
      source(flag),
      key && keyPath ? { path: keyPath, source: source(key) } : undefined,
      role === 'serving' ? serves : [],
    )
  }
  for (const [certificate, key] of sni) {
    const told = source(sniFlag)
    naming.pem(certificate, 'sni-serving', told, key ? { path: key, source: told } : undefined)
  }
  for (const flag of flags.kubeconfigs) naming.kubeconfig(values.get(flag), source(flag))
  if (flags.configuration) await nameConfigured(sight, values.get(flags.configuration), naming)
  // What may not run at all need not have its files.
  const loose = (each: Pointer): Pointer => ({ ...each, named: false, optional: true })
  return unsure ? { ...naming.found, pointers: naming.found.pointers.map(loose) } : naming.found
}

function sniPairs(args: readonly string[]): (string | undefined)[][] {
  const given = parseGoFlags(args, [{ name: sniFlag, kind: 'stringArray' }]).occurrences.get(sniFlag) ?? []
  return given.flatMap(({ value }) => value as readonly string[]).map((each) => (each.split(':')[0] ?? '').split(','))
}

/** A private key by the path that the component is told. */
export interface KeyFile {
  readonly path: string
  readonly source: string
}

/** Collects what one component is told to use. Empty and missing values say nothing. */
export interface Naming {
  readonly found: { readonly pointers: Pointer[]; readonly gaps: Missing[] }
  place(path: string): Place | undefined
  /** @param serves what the certificate has to stand for */
  pem(path: string | undefined, role: string, source: string, key?: KeyFile, serves?: readonly Served[]): void
  kubeconfig(path: string | undefined, source: string): void
}

/** A collector for the component that sees files so. */
export function namingOf(component: string, sight: Sight): Naming {
  const found: Naming['found'] = { pointers: [], gaps: [] }
  const place = (path: string) => {
    const seen = sight.place(path)
    if (!('gap' in seen)) return seen
    found.gaps.push(seen.gap)
    return undefined
  }
  const add = (path: string | undefined, source: string, more: Pick<Pointer, 'format' | 'use' | 'key' | 'serves'>) => {
    const at = path ? place(path) : undefined
    if (!path || !at) return undefined
    const told = { sight, path: path.startsWith('/') ? path : at.path }
    found.pointers.push({ ...at, ...more, foundBy: `${source} of ${component}`, named: true, told })
    return at
  }
  return {
    found,
    place,
    kubeconfig: (path, source) => {
      add(path, source, { format: 'kubeconfig', use: { component, role: 'client', source } })
    },
    pem: (path, role, source, key, serves = []) => {
      if (!path) return
      const keyAt = key ? add(key.path, key.source, { format: 'pem' }) : undefined
      const used = key && keyAt ? { key: { path: keyAt.path, source: key.source } } : {}
      add(path, source, { format: 'pem', use: { component, role, source }, serves, ...used })
    },
  }
}

/** `clientConnection.kubeconfig` of the component's configuration file. */
async function nameConfigured(sight: Sight, written: string | undefined, naming: Naming): Promise<void> {
  if (!written) return
  const { gaps } = naming.found
  const file = await sight.read(written)
  if (file.status !== 'observed') return void gaps.push({ path: written, reason: why(file) })
  const { path, bytes } = file.value
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) return void gaps.push({ path, reason: parsed.reason })
  const kubeconfig = fieldOf(fieldOf(parsed.root, 'clientConnection'), 'kubeconfig')
  if (typeof kubeconfig?.value === 'string') naming.kubeconfig(kubeconfig.value, `file ${path}:${kubeconfig.line}`)
}

function fieldOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.value instanceof Map ? (node.value as ReadonlyMap<string, YamlNode>).get(name) : undefined
}
