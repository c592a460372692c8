// Changes a control plane that kubeadm made and compares what Merlon says of it with what its processes do.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type ClusterNode, openNode } from './node.ts'
import { probes, type Seen } from './probes.ts'
import { type Variant, variantDirectory, variants } from './variants.ts'

export interface ControlPlaneOptions {
  /** Runs commands on the control plane's node. */
  readonly node: string
  /** The node's files as this machine sees them, `/proc/PID/root` for example. */
  readonly root: string
  /** Only variants whose name holds this. */
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
    for (const variant of variants.filter(({ name }) => name.includes(options.only))) {
      const result = tryVariant(node, variant, options.root)
      results.push(result)
      const how = result.differences.length === 0 ? `equal (${result.compared})` : result.differences.join('; ')
      options.log(`${variant.name}: ${how}`)
    }
  } finally {
    restore(node)
  }
  return results
}

function tryVariant(node: ClusterNode, variant: Variant, root: string): ControlPlaneResult {
  const failed = (words: string) => ({ variant: variant.name, compared: 0, differences: [words] })
  try {
    apply(node, variant)
    const facts = scan(root)
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

/** Writes the changed manifest and waits until the new process answers. */
function apply(node: ClusterNode, variant: Variant): void {
  restoreFiles(node)
  const name = `${variant.component}.yaml`
  const address = node.run("hostname -I | cut -d' ' -f1").trim()
  const text = withFlags(node.run(`cat ${kept}/${name}`), variant, address)
  for (const [file, content] of Object.entries(variant.files ?? {}))
    node.run(`mkdir -p ${variantDirectory}; cat >${variantDirectory}/${file}`, content)
  const before = node.attempt(`pgrep -of "^([^ ]*/)?${variant.component} "`).output.trim()
  const changed = node.run(`cat ${manifests}/${name}`) !== text
  node.run(`cat >/root/new.yaml; mv /root/new.yaml ${manifests}/${name}`, text)
  node.run(`
    for i in $(seq 240); do
      pid=$(pgrep -of "^([^ ]*/)?${variant.component} " || true)
      if [ -n "$pid" ] && { [ "$pid" != "${before}" ] || ${changed ? 'false' : 'true'}; }; then
        kubectl get --raw /readyz >/dev/null 2>&1 && kubectl -n kube-system get secrets >/dev/null 2>&1 && sleep 2 && exit 0
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

function restoreFiles(node: ClusterNode): void {
  node.run(`for f in ${kept}/*.yaml; do cmp -s "$f" ${manifests}/"$(basename "$f")" || cp -a "$f" ${manifests}/; done`)
}

function restore(node: ClusterNode): void {
  restoreFiles(node)
  node.run(`rm -rf ${variantDirectory}`)
}

const merlon = fileURLToPath(new URL('../../collector/cli/main.ts', import.meta.url))

/** The facts as `merlon scan` gives them. */
function scan(root: string): Record<string, { status: string; fact?: Record<string, unknown> }> {
  const args = [merlon, 'scan', '--root', root, '--format', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 256 * 2 ** 20 })
  if (!stdout) throw new Error(`merlon scan: ${stderr}`)
  return JSON.parse(stdout).facts
}
