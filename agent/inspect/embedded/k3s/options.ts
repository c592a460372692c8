// What k3s is told: its command line, which it hides from the kernel's tables, over its configuration files
// (pkg/configfilearg of k3s), over its variables.
import type { Host } from '../../../host/host.ts'
import { failed, type Look, seen, why } from '../../../host/look.ts'
import type { Process } from '../../../host/proc.ts'
import type { Read } from '../../inspector.ts'
import { commandOf } from '../../staticpods/command.ts'
import { type Service, serviceOf, serviceReads } from '../service.ts'
import { type Found, optionName, readFiles } from './files.ts'

/** The part of a cluster that k3s runs. */
export type K3sMode = 'server' | 'agent'

/** A value of an option. */
export interface K3sOption {
  readonly value: string
  /** ` in /etc/rancher/k3s/config.yaml:3`. */
  readonly place: string
  /** True for one of a file where the command line has the same option. */
  readonly contested: boolean
}

export interface K3sOptions {
  readonly mode: K3sMode
  /** All values of an option, in the order of their effect. */
  all(name: string): readonly K3sOption[]
  /** The value that counts of an option that has one. */
  last(name: string): K3sOption | undefined
  readonly warnings: readonly string[]
}

const defaultConfig = '/etc/rancher/k3s/config.yaml'
/** Most options that are read: a file of a megabyte could hold a hundred thousand. */
const maxOptions = 5_000

/** Variables that stand for options (pkg/cli/cmds of k3s), without those that hold secrets. */
const variableOf: ReadonlyMap<string, string> = new Map([
  ['K3S_CONFIG_FILE', 'config'],
  ['K3S_DATA_DIR', 'data-dir'],
  ['K3S_CLUSTER_INIT', 'cluster-init'],
  ['K3S_URL', 'server'],
  ['K3S_NODE_NAME', 'node-name'],
  ['K3S_DATASTORE_CAFILE', 'datastore-cafile'],
  ['K3S_DATASTORE_CERTFILE', 'datastore-certfile'],
  ['K3S_DATASTORE_KEYFILE', 'datastore-keyfile'],
  ['K3S_DATASTORE_ENDPOINT', 'datastore-endpoint'],
])
/** Options that need no value. */
const switches = new RegExp(
  `^(disable-.+|flannel-(ipv6-masq|external-ip)|etcd-(expose-metrics|disable-snapshots|s3|s3-skip-ssl-verify)|${[
    ...['alsologtostderr', 'cluster-init', 'cluster-reset', 'debug', 'docker', 'embedded-registry', 'enable-pprof'],
    ...['prefer-bundled-bin', 'protect-kernel-defaults', 'rootless', 'secrets-encryption', 'selinux'],
  ].join('|')})$`,
)

/** What finding the options reads. */
export const k3sReads: readonly Read[] = [
  ...serviceReads,
  { glob: '/proc/*/environ', why: 'variables of k3s, by their declared names (K3S_...)' },
  { glob: `${defaultConfig}{,.d/*}`, why: 'what k3s is told for the components within it' },
  { origin: 'named by k3s --config or K3S_CONFIG_FILE', why: 'the same, elsewhere' },
]

/** The server or agent among the processes: other uses of the program come and go. */
export function k3sMode(process: Process): K3sMode | undefined {
  const argv = process.argv()
  const words = argv.status === 'observed' ? argv.value.join(' ').split(/\s+/) : []
  const word = words.slice(1).find((each) => !each.startsWith('-')) || words[0]?.replace(/^.*\/k3s-/, '')
  return word === 'server' || word === 'agent' ? word : undefined
}

/** Everything that it is told; failed where a part of it cannot be seen. */
export async function k3sOptions(host: Host, process: Process, mode: K3sMode): Promise<Look<K3sOptions>> {
  const command = await commandLine(host, process, mode)
  if (command.status !== 'observed') return command
  const { words, variables, changed } = command.value
  const fromVariables = [...variables].flatMap(([name, { value, path }]) => {
    const option = variableOf.get(name)
    return option === undefined || value === '' ? [] : [[option, value, ` by ${name} in ${path}`] as const]
  })
  const fromCommand = optionsOf(words)
  const named = fromVariables.find(([name]) => name === 'config') ?? fromCommand.find(([name]) => name === 'config')
  const files = await readFiles(host, process, named?.[1] ?? defaultConfig)
  if (files.status !== 'observed') return files
  const values = new Map<string, K3sOption[]>()
  if (fromCommand.length + files.value.options.length > maxOptions)
    return failed(`k3s is told more than the ${maxOptions} options that are read`)
  const add = ([name, value, place]: Found, contested: boolean) =>
    values.set(name, [...(values.get(name) ?? []), { value, place, contested }])
  const onCommand = new Set(fromCommand.map(([name]) => name))
  const written = new Set([...onCommand, ...files.value.options.map(([name]) => name)])
  for (const each of fromVariables) if (!written.has(each[0])) add(each, false)
  for (const each of files.value.options) add(each, onCommand.has(each[0]))
  for (const each of fromCommand) add(each, false)
  return seen({
    mode,
    all: (name) => values.get(name) ?? [],
    last: (name) => values.get(name)?.at(-1),
    warnings: [...changed, ...files.value.changed].map((path) => `${path} was changed after k3s started`),
  })
}

interface CommandLine {
  readonly words: readonly { readonly text: string; readonly place: string }[]
  readonly variables: ReadonlyMap<string, { readonly value: string; readonly path: string }>
  readonly changed: readonly string[]
}

/** k3s puts one text, its name and `server`, in the place of its arguments: then its unit tells them. */
async function commandLine(host: Host, process: Process, mode: K3sMode): Promise<Look<CommandLine>> {
  const argv = process.argv()
  if (argv.status !== 'observed') return argv
  const own = process.environ([...variableOf.keys()])
  const environment = own.status === 'observed' ? own.value : new Map<string, string>()
  const ownVariables = [...environment].map(
    ([name, value]) => [name, { value, path: `the environment of process ${process.pid}` }] as const,
  )
  const visible = argv.value.findLastIndex((each) => each !== '')
  const service = await serviceOf(host, process)
  const fromService = service.status === 'observed' ? service.value : undefined
  // A variable can name the file of all options.
  if (!fromService && own.status !== 'observed') return { ...own, reason: `environment of k3s: ${why(own)}` }
  const variables = new Map([...(fromService?.variables ?? []), ...ownVariables])
  if (visible > 0) {
    const words = argv.value.slice(argv.value.indexOf(mode) + 1, visible + 1)
    return seen({ words: words.map((text) => ({ text, place: ' of k3s' })), variables, changed: [] })
  }
  if (!fromService) {
    const reason = service.status === 'observed' ? '' : why(service)
    return failed(`k3s hides its command line, and its service cannot be read: ${reason}`)
  }
  return startedBy(fromService, mode, variables)
}

function startedBy(service: Service, mode: K3sMode, variables: CommandLine['variables']): Look<CommandLine> {
  const command = commandOf(service, 'k3s')
  if (!command) return failed(`k3s hides its command line, and ${service.place} does not start it`)
  if (command.open.size > 0 || !command.complete)
    return failed(`k3s hides its command line, and ${service.place} leaves variables open`)
  const words = command.args.slice(command.args.indexOf(mode) + 1)
  const place = ` in ${service.place}`
  return seen({ words: words.map((text) => ({ text, place })), variables, changed: service.changed })
}

function optionsOf(words: CommandLine['words']): Found[] {
  const found: Found[] = []
  for (let at = 0; at < words.length; at += 1) {
    const { text, place } = words[at] as CommandLine['words'][number]
    const [, written, value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(text) ?? []
    if (written === undefined) continue
    const name = optionName(written)
    const next = words[at + 1]?.text
    if (value !== undefined) found.push([name, value, place])
    else if (switches.test(name) || next === undefined) found.push([name, 'true', place])
    else {
      found.push([name, next, place])
      at += 1
    }
  }
  return found
}
