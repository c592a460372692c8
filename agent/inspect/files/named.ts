import type { Gap, KubeletFact, Setting } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { seen, why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import { componentProcesses, textValues } from '../components.ts'
import { flagSource } from '../controlplane/flags.ts'
import type { Running } from '../controlplane/running.ts'
import { embeddedRunning } from '../embedded/running.ts'
import { kubeletProcesses } from '../kubelet/process.ts'
import { inspectKubelet } from '../kubelet.ts'
import { sightOf } from '../sight.ts'
import type { Candidate, FileRole } from './roles.ts'

/** What the running components name. */
export interface Named {
  readonly candidates: readonly Candidate[]
  /** The directory of static pods and what names it, when the kubelet has one. */
  readonly staticPods: { readonly path: string; readonly foundBy: string } | undefined
  readonly gaps: readonly Gap[]
}

/** Flag of the kubelet → the file's role. */
const kubeletFlags: Readonly<Record<string, FileRole>> = {
  kubeconfig: 'kubelet-kubeconfig',
  config: 'kubelet-config',
  'config-dir': 'kubelet-config-drop-in',
  'bootstrap-kubeconfig': 'kubelet-bootstrap-kubeconfig',
}
/** It may be deleted when the node has joined: the kubelet then does without. */
const dispensable: readonly FileRole[] = ['kubelet-bootstrap-kubeconfig']

/** Setting of the kubelet → the file's role. */
const kubeletSettings: Readonly<Record<string, FileRole>> = {
  'authentication.x509.clientCAFile': 'kubelet-client-ca',
  tlsCertFile: 'kubelet-tls-certificate',
  tlsPrivateKeyFile: 'kubelet-tls-key',
}

interface Component {
  readonly program: string
  readonly flags: Readonly<Record<string, FileRole>>
  /** Variables of the environment that say the same as a flag. */
  readonly variables?: Readonly<Record<string, FileRole>>
}

const components: readonly Component[] = [
  { program: 'kube-controller-manager', flags: { kubeconfig: 'controller-manager-kubeconfig' } },
  { program: 'kube-scheduler', flags: { kubeconfig: 'scheduler-kubeconfig' } },
  { program: 'kube-proxy', flags: { kubeconfig: 'kube-proxy-kubeconfig' } },
  {
    program: 'etcd',
    flags: { 'data-dir': 'etcd-data-directory', 'wal-dir': 'etcd-wal-directory' },
    // etcd's own flags package: ETCD_ and the flag in capitals.
    variables: { ETCD_DATA_DIR: 'etcd-data-directory', ETCD_WAL_DIR: 'etcd-wal-directory' },
  },
]

/** Programs whose command lines name files. */
export const namingPrograms: readonly string[] = ['kubelet', ...components.map((each) => each.program)]

/** The paths that running components were told to use. */
export async function findNamed(host: Host): Promise<Named> {
  const gaps: Gap[] = []
  const kubeletPart = await ofKubelet(host, gaps)
  const candidates = [...kubeletPart.candidates]
  for (const each of components) candidates.push(...(await ofComponent(host, each, gaps)))
  return { candidates, staticPods: kubeletPart.staticPods, gaps }
}

/** The processes of a component, or the one that it is part of. */
async function runningOf(host: Host, program: string, own: readonly Process[]): Promise<Running[]> {
  const embedded = own.length === 0 ? await embeddedRunning(host, program) : undefined
  return embedded ? [embedded] : own.map((process) => ({ process, args: argumentsOf(process) }))
}

function argumentsOf(process: Process): Running['args'] {
  const argv = process.argv()
  return argv.status === 'observed' ? seen(argv.value.slice(1)) : argv
}

async function ofKubelet(host: Host, gaps: Gap[]): Promise<Pick<Named, 'candidates' | 'staticPods'>> {
  const [running] = await runningOf(host, 'kubelet', kubeletProcesses(host).slice(0, 1))
  if (!running) return { candidates: [], staticPods: undefined }
  const { process } = running
  const naming = namingOf(host, running, gaps)
  const flags = ofFlags(running, kubeletFlags, naming, gaps)
  const observation = await inspectKubelet(host)
  if (observation.status !== 'observed') {
    if (observation.status !== 'absent')
      gaps.push({ path: `/proc/${process.pid}/cmdline`, reason: `configuration of the kubelet: ${observation.reason}` })
    return { candidates: flags, staticPods: undefined }
  }
  const { fact } = observation
  const settings = Object.entries(kubeletSettings).flatMap(([path, role]) => ofSetting(fact, path, role, naming))
  const dropIns = (fact.files ?? []).filter((file) => file.role === 'drop-in')
  const files = dropIns.flatMap((file) => {
    const found = naming(file.path ?? '', 'kubelet-config-drop-in', 'flag --config-dir of kubelet')
    return found.map(({ named: _named, ...rest }): Candidate => rest)
  })
  const [pods] = ofSetting(fact, 'staticPodPath', 'static-pod-directory', naming)
  return { candidates: [...flags, ...settings, ...files, ...ofRuntime(fact, naming)], staticPods: pods }
}

function ofSetting(fact: KubeletFact, path: string, role: FileRole, naming: Naming): Candidate[] {
  const found = textOf(fact, path)
  return found ? naming(found.value, role, `${path} of kubelet (${found.source})`) : []
}

/** `unix:///run/containerd/containerd.sock` names the runtime's socket. */
function ofRuntime(fact: KubeletFact, naming: Naming): Candidate[] {
  const found = textOf(fact, 'containerRuntimeEndpoint')
  const path = found?.value.replace(/^unix:\/\//, '')
  if (!found || !path?.startsWith('/')) return []
  const candidates = naming(path, 'container-runtime-socket', `containerRuntimeEndpoint of kubelet (${found.source})`)
  // With the default nobody named it.
  if (!found.source.startsWith('default')) return candidates
  return candidates.map(({ named: _named, ...rest }) => rest)
}

function textOf(fact: KubeletFact, path: string): { value: string; source: string } | undefined {
  const setting: Setting | undefined = fact.configuration?.find((each) => each.path === path)
  const value = fromValue(setting?.value)
  return typeof value === 'string' ? { value, source: setting?.source ?? '' } : undefined
}

async function ofComponent(host: Host, component: Component, gaps: Gap[]): Promise<Candidate[]> {
  const all = await runningOf(host, component.program, componentProcesses(host, component.program))
  return all.flatMap((running) => {
    const naming = namingOf(host, running, gaps)
    const flags = ofFlags(running, component.flags, naming, gaps, component.program)
    return running.told ? flags : [...flags, ...ofVariables(running.process, component, naming, gaps)]
  })
}

function ofFlags(
  { process, args, told }: Running,
  roles: Component['flags'],
  naming: Naming,
  gaps: Gap[],
  program = 'kubelet',
): Candidate[] {
  if (args.status !== 'observed') {
    gaps.push({ path: `/proc/${process.pid}/cmdline`, reason: why(args) })
    return []
  }
  return [...textValues(args.value, Object.keys(roles))].flatMap(([flag, value]) =>
    naming(value, roles[flag] as FileRole, `${flagSource(flag, told ?? { where: '' })} of ${program}`),
  )
}

function ofVariables(process: Process, component: Component, naming: Naming, gaps: Gap[]): Candidate[] {
  const roles = component.variables
  if (!roles) return []
  const environment = process.environ(Object.keys(roles))
  if (environment.status !== 'observed') {
    gaps.push({ path: `/proc/${process.pid}/environ`, reason: why(environment) })
    return []
  }
  return [...environment.value].flatMap(([name, value]) =>
    naming(value, roles[name] as FileRole, `environment ${name} of ${component.program}`),
  )
}

/** What a component names by a path of its own, as the host has it; nothing for an empty one. */
type Naming = (path: string, role: FileRole, foundBy: string) => Candidate[]

function namingOf(host: Host, { process, unsure }: Running, gaps: Gap[]): Naming {
  const sight = sightOf(host, process)
  return (written, role, foundBy) => {
    if (written === '') return []
    const place = sight.place(written)
    if ('gap' in place) {
      gaps.push({ ...place.gap, reason: `${foundBy}: ${place.gap.reason}` })
      return []
    }
    const { path, unseen, otherwise } = place
    const isElsewhere = unseen !== undefined || otherwise !== undefined
    const away = { ...(unseen !== undefined && { unseen }), ...(otherwise !== undefined && { otherwise }) }
    return [
      {
        ...{ path, role, foundBy: path.endsWith(written) ? foundBy : `${foundBy}, which has it at ${written}` },
        // What may not run at all need not have its files.
        ...(dispensable.includes(role) || unsure ? {} : { named: true as const }),
        ...(isElsewhere && { container: { pid: process.pid, ...away } }),
      },
    ]
  }
}
