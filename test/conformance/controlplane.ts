// Changes a control plane that kubeadm made and compares what Merlon says of it with what its processes do.
import { openHost } from '../../agent/host/host.ts'
import { observe } from '../../agent/inspect/observe.ts'
import { inspectors } from '../../agent/inspect/registry.ts'
import { decodeObservation, viewOf } from '../../proto/view.ts'
import { type ClusterNode, openNode } from './node.ts'
import { type Facts, probes, type Seen } from './probes.ts'
import { type Variant, variantDirectory, variants } from './variants.ts'

export interface ControlPlaneOptions {
  /** Runs commands on the control plane's node. */
  readonly node: string
  /** The node's files as this machine sees them, `/proc/PID/root` for example. */
  readonly root: string
  /** Only variants whose name matches this. */
  readonly only: string
  readonly log: (line: string) => void
}

export interface ControlPlaneResult {
  readonly variant: string
  readonly compared: number
  readonly differences: readonly string[]
}

const manifests = '/etc/kubernetes/manifests'
const kept = '/root/merlon-conformance-manifests'

/** Puts every manifest back at the end. */
export async function compareControlPlane(options: ControlPlaneOptions): Promise<ControlPlaneResult[]> {
  const node = openNode(options.node)
  const results: ControlPlaneResult[] = []
  node.run(`rm -rf ${kept}; cp -a ${manifests} ${kept}`)
  try {
    for (const variant of variants.filter(({ name }) => new RegExp(options.only).test(name))) {
      const result = await tryVariant(node, variant, options.root)
      results.push(result)
      const how = result.differences.length === 0 ? `equal (${result.compared})` : result.differences.join('; ')
      options.log(`${variant.name}: ${how}`)
    }
  } finally {
    restore(node)
  }
  return results
}

async function tryVariant(node: ClusterNode, variant: Variant, root: string): Promise<ControlPlaneResult> {
  const failed = (words: string) => ({ variant: variant.name, compared: 0, differences: [words] })
  try {
    apply(node, variant)
    const facts = await factsOf(root)
    if (variant.refused) return refusedResult(variant, facts)
    const compared = probes
      .filter(({ component }) => component === variant.component || component === 'any')
      .map((probe): { name: string; seen: Seen } => ({ name: probe.name, seen: probe.compare(node, facts, variant) }))
      .filter(({ seen }) => seen !== undefined)
    const differences = compared.flatMap(({ name, seen }) =>
      seen && seen.says !== seen.really ? [`${name}: Merlon says ${seen.says}, really ${seen.really}`] : [],
    )
    return { variant: variant.name, compared: compared.length, differences }
  } catch (error) {
    return failed((error as Error).message)
  }
}

const domainOf = {
  'kube-apiserver': 'apiServer',
  etcd: 'etcd',
  'kube-controller-manager': 'controllerManager',
  'kube-scheduler': 'scheduler',
} as const

/** The component has ended: what its manifest says must not be taken for how it is set. */
function refusedResult({ name, component }: Variant, facts: Facts): ControlPlaneResult {
  const { status, reason = '' } = facts[domainOf[component]] ?? { status: 'absent' }
  const right = status === 'failed' && reason.includes('does not load')
  return { variant: name, compared: 1, differences: right ? [] : [`it does not start, Merlon: ${status} ${reason}`] }
}

/** Writes the changed manifest and waits until the new process answers. */
function apply(node: ClusterNode, variant: Variant): void {
  const name = `${variant.component}.yaml`
  restoreFiles(node, name)
  const address = node.run("hostname -I | cut -d' ' -f1").trim()
  const text = withFlags(node.run(`cat ${kept}/${name}`), variant, address)
  for (const [file, content] of Object.entries(variant.files ?? {}))
    node.run(`mkdir -p ${variantDirectory}; cat >${variantDirectory}/${file}`, content)
  const before = node.attempt(`pgrep -of "^([^ ]*/)?${variant.component} "`).output.trim()
  const changed = node.run(`cat ${manifests}/${name}`) !== text
  node.run(`cat >/root/new.yaml; mv /root/new.yaml ${manifests}/${name}`, text)
  const running = `pgrep -f "^([^ ]*/)?${variant.component} "`
  // Started anew and ended: seen three times in a row without a process.
  if (variant.refused)
    return void node.run(
      `for i in $(seq 60); do sleep 1; ${running} >/dev/null || { sleep 1; ${running} >/dev/null || { sleep 1; ${running} >/dev/null || exit 0; }; }; done; echo "${variant.component} still runs" >&2; exit 1`,
    )
  node.run(`
    for i in $(seq 200); do
      pid=$(pgrep -of "^([^ ]*/)?${variant.component} " || true)
      if [ -n "$pid" ] && { [ "$pid" != "${before}" ] || ${changed ? 'false' : 'true'}; }; then
        kubectl get --raw /readyz >/dev/null 2>&1 && kubectl -n kube-system get secrets >/dev/null 2>&1 &&
          kubectl -n kube-system logs -l component=${variant.component} --tail=1 >/dev/null 2>&1 && sleep 2 && exit 0
      fi
      sleep 0.5
    done
    echo "${variant.component} did not come up" >&2; exit 1`)
}

/** The manifest with other flags; a comment with the variant's name makes the kubelet start it anew. */
export function withFlags(
  manifest: string,
  variant: Pick<Variant, 'name' | 'component' | 'flags'>,
  address: string,
): string {
  const names = Object.keys(variant.flags)
  const kept = manifest.split('\n').filter((line) => !names.some((name) => line.startsWith(`    - --${name}=`)))
  const at = kept.findIndex((line) => line.trim() === `- ${variant.component}`)
  const added = Object.entries(variant.flags).flatMap(([name, value]) =>
    value === undefined ? [] : [`    - --${name}=${value.replaceAll('ADDRESS', address)}`],
  )
  return [...kept.slice(0, at + 1), ...added, ...kept.slice(at + 1)]
    .join('\n')
    .replace(/^metadata:\n {2}annotations:\n/m, `$&    merlon-conformance: ${JSON.stringify(variant.name)}\n`)
    .replace(
      /^metadata:\n {2}labels:\n/m,
      `metadata:\n  annotations:\n    merlon-conformance: ${JSON.stringify(variant.name)}\n  labels:\n`,
    )
}

/** `but` is written anyway: two changes in a row would be two starts. */
function restoreFiles(node: ClusterNode, but = ''): void {
  node.run(
    `for f in ${kept}/*.yaml; do [ "$(basename "$f")" = "${but}" ] || cmp -s "$f" ${manifests}/"$(basename "$f")" || cp -a "$f" ${manifests}/; done`,
  )
}

function restore(node: ClusterNode): void {
  restoreFiles(node)
  node.run(`rm -rf ${variantDirectory}`)
}

/** The facts as people see them: of the components' domains, without judging. */
async function factsOf(root: string): Promise<Facts> {
  const host = openHost(root)
  const facts: Record<string, Facts[string]> = {}
  for (const inspector of inspectors.filter(({ domain }) => watched.has(domain))) {
    const { bytes } = await observe(inspector, host)
    facts[inspector.domain] = viewOf(decodeObservation(bytes)) as Facts[string]
  }
  return facts
}

const watched = new Set([
  'apiServer',
  'controllerManager',
  'scheduler',
  'etcd',
  'kubeProxy',
  'auditPolicy',
  'encryption',
])
