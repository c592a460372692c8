import { openHost } from '../../agent/host/host.ts'
import { apiServer } from '../../agent/inspect/apiserver.ts'
import type { ComponentFact } from '../../agent/inspect/controlplane/component.ts'
import type { Observation } from '../../agent/inspect/inspector.ts'
import type { Setting } from '../../proto/index.ts'
import { fromValue, type Plain } from '../../proto/value.ts'
import { type HostSpec, makeHost, withMore } from './host.ts'

export const manifests = '/etc/kubernetes/manifests'
/** Pod and container of the components in these tests: a static pod. */
export const container = '3ddd18007da0e2a1e7da24b251a2d691f53a918f9e2dedf116c0bd39de1149fe'
export const staticPod = `0::/kubepods/burstable/pod8d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a/${container}`

/** A manifest that starts one program. */
export function podOf(program: string, args: readonly string[], version = 'v1.36.3'): string {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: program, namespace: 'kube-system' },
    spec: {
      containers: [{ name: program, image: `registry.k8s.io/${program}:${version}`, command: [program, ...args] }],
    },
  }
  return JSON.stringify(pod)
}

export interface Node {
  readonly program?: string
  readonly args?: readonly string[]
  /** `null`: no image names it. */
  readonly version?: string | null
  readonly more?: HostSpec
}

/** A node with one component in a static pod. */
export function specOf({ program = 'kube-apiserver', args = [], version = 'v1.36.3', more = {} }: Node): HostSpec {
  const argv = [program, ...args]
  const spec: HostSpec = {
    files: version === null ? {} : { [`${manifests}/${program}.yaml`]: podOf(program, args, version) },
    processes: [{ pid: 7, exe: `/usr/local/bin/${program}`, argv, cgroup: staticPod, nspid: [7, 1] }],
  }
  return withMore(spec, more)
}

export async function factOf(
  node: Node,
  inspector: { inspect: typeof apiServer.inspect } = apiServer,
): Promise<ComponentFact> {
  const look: Observation<ComponentFact> = await inspector.inspect(openHost(makeHost(specOf(node))))
  if (look.status !== 'observed') throw new Error(`${look.status}: ${'reason' in look ? look.reason : ''}`)
  return look.fact
}

export function settingOf(fact: ComponentFact, path: string): Setting | undefined {
  return fact.settings?.find((each) => each.path === path)
}

export function conclusionOf(fact: ComponentFact, path: string): Setting | undefined {
  return fact.conclusions?.find((each) => each.path === path)
}

/** A setting's value with what says so; of an unknown one the reason. */
export function told(setting: Setting | undefined): readonly [Plain | undefined, string] {
  return setting?.unknown
    ? [undefined, setting.unknown]
    : [fromValue(setting?.value), setting?.source ?? 'there is no such setting']
}

export function concluded(fact: ComponentFact, path: string) {
  return told(conclusionOf(fact, path))
}
