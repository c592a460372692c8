// With --config, the scheduler ignores some of its flags and takes their settings from the file (cmd/kube-scheduler/app/options).
import type { Plain } from '../../../proto/value.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import type { View } from '../controlplane/component.ts'
import { type ConfigKind, fieldOf, type ObjectNode, readConfig } from '../controlplane/configfile.ts'
import { DoesNotLoad, type Overridden, type Sourced } from '../kubelet/sourced.ts'

const schedulerKind: ConfigKind = {
  kind: 'KubeSchedulerConfiguration',
  versions: /^kubescheduler\.config\.k8s\.io\/v1(beta[123])?$/,
  names: [
    ...['clientConnection', 'delayCacheUntilActive', 'enableContentionProfiling', 'enableProfiling', 'extenders'],
    ...['leaderElection', 'parallelism', 'percentageOfNodesToScore', 'podInitialBackoffSeconds'],
    ...['podMaxBackoffSeconds', 'profiles'],
  ],
}

interface Place {
  readonly flag: string
  /** Names from the top of the file on. */
  readonly path: readonly string[]
  readonly type: 'boolean' | 'string'
  /** False: the flag is ignored as soon as there is a file. */
  readonly flagWins: boolean
}

const places: readonly Place[] = [
  { flag: 'contention-profiling', path: ['enableContentionProfiling'], type: 'boolean', flagWins: false },
  { flag: 'kubeconfig', path: ['clientConnection', 'kubeconfig'], type: 'string', flagWins: false },
  { flag: 'leader-elect', path: ['leaderElection', 'leaderElect'], type: 'boolean', flagWins: true },
  { flag: 'profiling', path: ['enableProfiling'], type: 'boolean', flagWins: false },
]

/** Puts the settings of the file into the fields of the flags. Throws `DoesNotLoad` for what the scheduler refuses. */
export async function applyConfig(view: View): Promise<void> {
  const config = view.fields.get('config') as Sourced
  if (config.value === '') return
  const file = config.unknown ? { unknown: config.unknown } : await readConfig(view, config, schedulerKind)
  for (const place of places) {
    const flag = view.fields.get(place.flag) as Sourced
    if (place.flagWins && flag.set) continue
    if (flag.set) view.warnings.push(`${flag.source} is ignored because of --config`)
    view.fields.set(
      place.flag,
      'unknown' in file ? unreadable(config, file.unknown) : fromFile(file.root, place, flag, view),
    )
  }
}

function unreadable({ source }: Sourced, unknown: string): Sourced {
  return { value: undefined, unknown, source, set: false, overridden: [] }
}

function fromFile(root: ObjectNode, { path, type, flag }: Place, before: Sourced, view: View): Sourced {
  const lost: Overridden[] =
    before.set && before.value !== undefined ? [{ value: before.value, source: before.source }] : []
  const node = nodeAt(root, path)
  if (node)
    return {
      value: typedValue(node, type, root, path),
      source: `file ${root.path}:${node.line}`,
      set: true,
      overridden: lost,
    }
  const value = type === 'string' ? '' : true
  return { value, source: `default (${view.program}, where ${flag} is left to the file)`, set: false, overridden: lost }
}

function nodeAt(root: ObjectNode, path: readonly string[]): YamlNode | undefined {
  let node = fieldOf(root, path[0] as string)
  for (const name of path.slice(1))
    node = node?.value instanceof Map ? (node.value as ReadonlyMap<string, YamlNode>).get(name) : undefined
  return node?.value === null ? undefined : node
}

function typedValue(node: YamlNode, type: Place['type'], root: ObjectNode, path: readonly string[]): Plain {
  const { value } = node
  if (typeof value === type) return value as Plain
  throw new DoesNotLoad(`file ${root.path}:${node.line}: ${path.join('.')}: is no ${type}`)
}
