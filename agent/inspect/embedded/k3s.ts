// The components within k3s: what k3s tells them by itself, and what people add with `--kube-apiserver-arg` and its like.
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { seen } from '../../host/look.ts'
import type { Argument, EmbeddedComponent } from './arguments.ts'
import { apiServerBuiltIns, controllerManagerBuiltIns, schedulerBuiltIns } from './k3s/controlplane.ts'
import { kubeletBuiltIns, kubeProxyBuiltIns } from './k3s/node.ts'
import type { K3sMode, K3sOption } from './k3s/options.ts'
import { k3sProcess, k3sServer, kubeletDefaults } from './k3s/state.ts'
import { type BuiltIn, type BuiltIns, isOn, type K3sServer } from './k3s/values.ts'

/** How k3s calls its parts. */
interface Part {
  readonly modes: readonly K3sMode[]
  /** The option that adds arguments. */
  readonly option: string
  /** The option that leaves it out. */
  readonly without: string
  builtIns(server: K3sServer, extra: ReadonlySet<string>): BuiltIns
}

const parts: ReadonlyMap<string, Part> = new Map([
  ['kube-apiserver', part('kube-apiserver', 'disable-apiserver', apiServerBuiltIns)],
  ['kube-controller-manager', part('kube-controller-manager', 'disable-controller-manager', controllerManagerBuiltIns)],
  ['kube-scheduler', part('kube-scheduler', 'disable-scheduler', schedulerBuiltIns)],
  ['kube-proxy', { ...part('kube-proxy', 'disable-kube-proxy', kubeProxyBuiltIns), modes: ['server', 'agent'] }],
  ['kubelet', { ...part('kubelet', 'disable-agent', kubeletBuiltIns), modes: ['server', 'agent'] }],
])

function part(name: string, without: string, builtIns: Part['builtIns']): Part {
  return { modes: ['server'], option: `${name}-arg`, without, builtIns }
}

/** A component within the node's k3s; nothing where there is no k3s, or where that leaves it out. */
export async function k3sComponent(host: Host, program: string): Promise<EmbeddedComponent | undefined> {
  const found = k3sProcess(host)
  const part = parts.get(program)
  if (!found || !part?.modes.includes(found.mode)) return undefined
  const { process } = found
  const server = await k3sServer(host)
  if (server.status !== 'observed') return { process, args: server, warnings: [] }
  const { options, data, version, exact } = server.value
  if (isOn(options.last(part.without))) return undefined
  return {
    process,
    args: seen(argumentsOf(program, part, server.value)),
    warnings: options.warnings,
    ...(!exact && { atLeast: version }),
    ...(program === 'kubelet' && { startFile: kubeletDefaults(data) }),
    ...(program === 'kube-proxy' &&
      options.mode === 'agent' && { unsure: 'whether k3s runs kube-proxy here its server decides' }),
  }
}

/** What people give takes the place of what k3s says; with a plus or a minus behind the name it is added to it. */
function argumentsOf(program: string, { option, builtIns }: Part, server: K3sServer): Argument[] {
  const extra = server.options.all(option).map(extraOf)
  const all = new Map(
    [...builtIns(server, new Set(extra.map((each) => each.name)))].map(([name, each]) => [name, builtIn(name, each)]),
  )
  for (const each of extra) {
    // With drop-ins, these are copied to where those are.
    if (program === 'kubelet' && all.has('config-dir') && /^config(-dir)?$/.test(each.name)) continue
    const before = all.get(each.name) ?? []
    const earlier = each.adds || before.some((one) => !one.builtIn) ? before : []
    const own = { text: `--${each.name}=${each.value}`, place: each.place, builtIn: false }
    all.set(each.name, each.adds === '-' ? [own, ...earlier] : [...earlier, own])
  }
  for (const { name, contested, place } of extra)
    if (contested) all.set(name, [{ ...unknownOf(name, place, contestedReason(option)), builtIn: false }])
  // k3s sorts them: of two spellings of one flag the later one counts.
  const sorted = [...all].sort(([a], [b]) => compare(a, b))
  return sorted.flatMap(([, given]) => given).map(({ builtIn: _, ...argument }) => argument)
}

interface Given extends Argument {
  readonly builtIn: boolean
}

interface Extra {
  readonly name: string
  readonly value: string
  readonly adds: '+' | '-' | undefined
  readonly place: string
  readonly contested: boolean
}

function extraOf({ value: written, place, contested }: K3sOption): Extra {
  const [, name = '', sign, value = 'true'] = /^(?:--)?([^=]*?)([+-])?(?:=(.*))?$/s.exec(written) ?? []
  return { name, value, adds: sign as Extra['adds'], place, contested }
}

function builtIn(name: string, each: BuiltIn): Given[] {
  if ('unknown' in each) return [{ ...unknownOf(name, ' (k3s)', each.unknown), builtIn: true }]
  return [
    {
      text: `--${name}=${each.value}`,
      place: each.from ? ` by k3s${each.from.place}` : ' (k3s built-in)',
      builtIn: true,
    },
  ]
}

function unknownOf(name: string, place: string, unknown: string): Argument {
  return { text: `--${name}`, place, unknown }
}

function contestedReason(option: string): string {
  return `--${option} stands both on the command line of k3s and in its files: which of them count differs by version`
}
