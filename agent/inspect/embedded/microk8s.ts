// The components within MicroK8s's kubelite, which takes the arguments of each from a file
// (build-scripts/components/kubernetes: app/options of kubelite).
import type { Host } from '../../host/host.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import { changedSince } from '../changed.ts'
import type { Read } from '../inspector.ts'
import { rootSeenBy } from '../sightroot.ts'
import type { Argument, EmbeddedComponent } from './arguments.ts'

/** Program → the flag of kubelite that names the file of its arguments, and the file where that is not given. */
const files: ReadonlyMap<string, string> = new Map([
  ['kube-apiserver', 'apiserver'],
  ['kube-controller-manager', 'controller-manager'],
  ['kube-scheduler', 'scheduler'],
  ['kube-proxy', 'proxy'],
  ['kubelet', 'kubelet'],
])
const onWorkers: readonly string[] = ['kube-proxy', 'kubelet']
const defaultDirectory = '/var/snap/microk8s/current/args'
/** Largest file that is read, in bytes. */
const fileLimit = 1024 * 1024
/** Variables of a snap that arguments may hold. */
const variables = ['SNAP', 'SNAP_ARCH', 'SNAP_COMMON', 'SNAP_DATA', 'SNAP_INSTANCE_NAME', 'SNAP_NAME', 'SNAP_REVISION']

/** The program that holds them all. */
export const kubelite = 'kubelite'

/** What finding the components within kubelite reads. */
export const microk8sReads: readonly Read[] = [
  { glob: `${defaultDirectory}/*`, why: 'what kubelite is told for the components within it' },
  { origin: 'named by kubelite --kubelet-args-file and its like', why: 'the same' },
  { origin: 'the executable of kubelite', why: 'the version of Kubernetes within it' },
  { glob: '/proc/*/environ', why: 'variables of the snap (SNAP...) that arguments hold' },
]

/** A component within the node's kubelite; nothing where there is none, or where that leaves it out. */
export async function microk8sComponent(host: Host, program: string): Promise<EmbeddedComponent | undefined> {
  const process = host.proc.named(kubelite).find((each) => !each.zombie())
  const name = files.get(program)
  if (!process || name === undefined) return undefined
  const argv = process.argv()
  if (argv.status !== 'observed') return { process, args: argv, warnings: [] }
  const isWorker = /^(false|f|0)$/i.test(flagOf(argv.value, 'start-control-plane') ?? '')
  if (isWorker && !onWorkers.includes(program)) return undefined
  const path = flagOf(argv.value, `${name}-args-file`) ?? `${defaultDirectory}/${program}`
  const look = await rootSeenBy(host, process).read(path, fileLimit)
  if (look.status !== 'observed') return { process, args: unreadable(path, look), warnings: [] }
  const changed = changedSince(process, look.value) ? [`${path} was changed after kubelite started`] : []
  const environment = process.environ(variables)
  const known = environment.status === 'observed' ? environment.value : new Map<string, string>()
  return { process, args: seen(argumentsIn(look.value.bytes.toString(), path, known)), warnings: changed }
}

/** kubelite ends where a file is missing: one that runs had it. */
function unreadable(path: string, look: Exclude<Look<unknown>, { status: 'observed' }>): Look<never> {
  return look.status === 'denied' ? { ...look, reason: `${path}: ${look.reason}` } : failed(`${path}: ${why(look)}`)
}

/** The last of a flag's values, in either form. */
function flagOf(argv: readonly string[], flag: string): string | undefined {
  const values = argv.flatMap((each, at) => {
    const [, name, value] = /^--?([\w-]+)(?:=(.*))?$/s.exec(each) ?? []
    return name === flag ? [value ?? argv[at + 1] ?? ''] : []
  })
  return values.at(-1)
}

/**
 * The words of the lines: those that are empty or begin with # are left out, quotes are dropped wherever they stand, and
 * every blank parts two words. Variables that nobody set are empty; those that are not asked for have values unknown here.
 */
export function argumentsIn(text: string, path: string, environment: ReadonlyMap<string, string>): Argument[] {
  return text.split('\n').flatMap((line, at) => {
    const written = line.trim()
    if (written === '' || written.startsWith('#')) return []
    const place = ` in ${path}:${at + 1}`
    return written
      .replaceAll(/["']/g, '')
      .split(' ')
      .map((word) => argumentOf(word, place, environment))
  })
}

function argumentOf(word: string, place: string, environment: ReadonlyMap<string, string>): Argument {
  let open: string | undefined
  const text = word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? ''
    const value = environment.get(name)
    if (value === undefined) open ??= name
    return value ?? whole
  })
  if (open === undefined) return { text, place }
  return { text: word.replace(/=.*/s, ''), place, unknown: `holds the variable ${open}, whose value is not known` }
}
