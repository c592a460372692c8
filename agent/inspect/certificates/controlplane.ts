import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { parseGoFlags } from '../../parse/goflags.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { componentProcesses, textFlags } from '../components.ts'
import { type Place, type Sight, sightOf } from '../sight.ts'
import { type ComponentFlags, componentFlags, sniFlag } from './flags.ts'
import type { Found, Missing, Pointer } from './pointer.ts'

/** What the running components of the control plane, and a kube-proxy of the node itself, are told to use. */
export async function controlPlanePointers(host: Host): Promise<Found> {
  const pointers: Pointer[] = []
  const gaps: Missing[] = []
  for (const flags of componentFlags) {
    for (const process of componentProcesses(host, flags.component)) {
      const found = await pointersOf(host, process, flags)
      pointers.push(...found.pointers)
      gaps.push(...found.gaps)
    }
  }
  return { pointers, gaps }
}

async function pointersOf(host: Host, process: Process, flags: ComponentFlags): Promise<Found> {
  const names = flags.certificates.flatMap(({ flag, key }) => (key ? [flag, key] : [flag]))
  const configuration = flags.configuration ? [flags.configuration] : []
  const read = textFlags(process, [...names, ...flags.kubeconfigs, ...configuration])
  if (read.status !== 'observed') {
    const reason = `command line of ${flags.component}: ${why(read)}`
    return { pointers: [], gaps: [{ path: `/proc/${process.pid}/cmdline`, reason }] }
  }
  const sight = sightOf(host, process)
  const naming = namingOf(flags.component, sight)
  for (const { flag, role, key } of flags.certificates) {
    const keyPath = (key && read.value.get(key)) || undefined
    naming.pem(
      read.value.get(flag),
      role,
      `flag --${flag}`,
      key && keyPath ? { path: keyPath, source: `flag --${key}` } : undefined,
    )
  }
  for (const [certificate, key] of sniPairs(process)) {
    const source = `flag --${sniFlag}`
    naming.pem(certificate, 'sni-serving', source, key ? { path: key, source } : undefined)
  }
  for (const flag of flags.kubeconfigs) naming.kubeconfig(read.value.get(flag), `flag --${flag}`)
  if (flags.configuration) await nameConfigured(sight, read.value.get(flags.configuration), naming)
  return naming.found
}

function sniPairs(process: Process): (string | undefined)[][] {
  const argv = process.argv()
  const args = argv.status === 'observed' ? argv.value.slice(1) : []
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
  pem(path: string | undefined, role: string, source: string, key?: KeyFile): void
  kubeconfig(path: string | undefined, source: string): void
}

/** A collector for the component that sees files so. */
export function namingOf(component: string, sight: Pick<Sight, 'place'>): Naming {
  const found: Naming['found'] = { pointers: [], gaps: [] }
  const place = (path: string) => {
    const seen = sight.place(path)
    if (!('gap' in seen)) return seen
    found.gaps.push(seen.gap)
    return undefined
  }
  const add = (path: string | undefined, source: string, more: Pick<Pointer, 'format' | 'use' | 'key'>) => {
    const at = path ? place(path) : undefined
    if (at) found.pointers.push({ ...at, ...more, foundBy: `${source} of ${component}`, named: true })
    return at
  }
  return {
    found,
    place,
    kubeconfig: (path, source) => {
      add(path, source, { format: 'kubeconfig', use: { component, role: 'client', source } })
    },
    pem: (path, role, source, key) => {
      if (!path) return
      const keyAt = key ? add(key.path, key.source, { format: 'pem' }) : undefined
      const used = key && keyAt ? { key: { path: keyAt.path, source: key.source } } : {}
      add(path, source, { format: 'pem', use: { component, role, source }, ...used })
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
