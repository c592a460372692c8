// Has Kubernetes' own schemas and a real API server look at what the chart renders.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments, stringify } from 'yaml'
import { findProgram, renderArguments, type Variant, variants } from './chart-render.ts'
import { schemasOf } from './chart-schemas.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')

/** Kinds of others: their schemas are not Kubernetes'. */
export const foreignKinds: readonly string[] = [
  ...['PodMonitor', 'ServiceMonitor', 'PrometheusRule', 'Issuer', 'Certificate', 'SecurityContextConstraints'],
]

/** The versions that are supported, from the oldest to the newest. */
const versions = ['1.33.5', '1.36.3']

/** Checks all kept renderings with kubeconform. Returns what was wrong, a sentence each. */
export function conform(kubeconform: string): string[] {
  return versions.flatMap((version) => {
    const schemas = join(schemasOf(version), '{{.ResourceKind}}{{.KindSuffix}}.json')
    const files = variants.map(({ file }) => join(root, file))
    const options = ['-strict', '-summary', '-skip', foreignKinds.join(','), '-schema-location', schemas]
    const { status, stdout, stderr } = spawnSync(kubeconform, [...options, ...files], { encoding: 'utf8' })
    process.stdout.write(`Kubernetes ${version}: ${stdout.trim().split('\n').at(-1)}\n`)
    return status === 0 ? [] : [`kubeconform for Kubernetes ${version}:\n${stdout}${stderr}`]
  })
}

const namespace = 'merlon'

/**
 * Asks the API server of the current context, of a cluster that is there to be tried on, about each rendering, and installs and
 * upgrades the chart without waiting for its pods. Returns what was wrong, a sentence each.
 */
export function tryOnCluster(helm: string): string[] {
  const kubectl = findProgram('kubectl')
  if (kubectl === undefined) return ['kubectl is not there']
  const resources = execFileSync(kubectl, ['api-resources', '--no-headers'], { encoding: 'utf8' })
  const served = new Set(resources.match(/\w+(?= *$)/gm))
  const created = run(kubectl, ['create', 'namespace', namespace])
  const failures = [
    created.failed,
    ...variants.flatMap((variant) => askAbout(kubectl, variant, served)),
    ...variants.flatMap((variant) => installDry(helm, variant, served)),
    ...upgradeKeepsAuthority(helm, kubectl, served),
    run(kubectl, ['delete', 'namespace', namespace, '--wait=false']).failed,
  ]
  return failures.filter((each) => each !== undefined)
}

/** Every object of a rendering, as it would be applied. */
function askAbout(kubectl: string, { file }: Variant, served: ReadonlySet<string>): (string | undefined)[] {
  const objects = objectsOf(file)
  const known = objects.filter(({ kind }) => !isForeign(kind, served))
  const skipped = [...new Set(objects.filter((each) => !known.includes(each)).map(({ kind }) => kind))]
  const input = known.map((each) => stringify(each)).join('---\n')
  const { failed } = run(kubectl, ['apply', '--dry-run=server', '--validate=strict', '--filename', '-'], input)
  const why = skipped.length > 0 ? `; not asked about, for the cluster has no such kind: ${skipped.join(', ')}` : ''
  say(failed, `${file}: ${known.length} objects${why}`)
  return [failed && `${file}: ${failed}`]
}

function installDry(helm: string, variant: Variant, served: ReadonlySet<string>): (string | undefined)[] {
  if (variant.only !== undefined || variant.version !== undefined) return []
  // Helm installs no object of the namespace that it installs into.
  if (objectsOf(variant.file).some(({ kind }) => kind === 'Namespace' || isForeign(kind, served))) return []
  const { failed } = run(helm, ['install', '--dry-run=server', ...installArguments(variant)])
  say(failed, `helm install with ${variant.name}-values.yaml`)
  return [failed]
}

function upgradeKeepsAuthority(helm: string, kubectl: string, served: ReadonlySet<string>): (string | undefined)[] {
  const made = ['secret/merlon-authority', 'configmap/merlon-ca', 'secret/merlon-metrics']
  const get = ['--namespace', namespace, 'get', ...made, '--ignore-not-found', '--output', 'jsonpath={.items[*].data}']
  const drawn = () => run(kubectl, get).stdout
  const chart = installArguments({ name: 'default', file: '' })
  // With it the token of the metrics is drawn, too.
  const monitored = served.has('ServiceMonitor') ? ['--set', 'monitoring.serviceMonitor=true'] : []
  const installed = run(helm, ['install', ...chart, ...monitored])
  const before = drawn()
  const upgraded = run(helm, ['upgrade', ...chart, ...monitored, '--set', 'collector.clusterName=other'])
  const failed = before.includes('tls.key') && before === drawn() ? undefined : 'an upgrade does not keep the authority'
  say(failed, 'an upgrade keeps the authority')
  const removed = run(helm, ['uninstall', 'merlon', '--namespace', namespace, '--no-hooks'])
  return [installed.failed, upgraded.failed, failed, removed.failed]
}

/** The version is the cluster's own. */
function installArguments(variant: Variant): string[] {
  const args = renderArguments(variant)
  return args.slice(0, args.indexOf('--kube-version'))
}

function objectsOf(file: string): { readonly kind: string }[] {
  const documents = parseAllDocuments(readFileSync(join(root, file), 'utf8')).map((each) => each.toJS())
  return documents.filter((each) => each !== null)
}

function isForeign(kind: string, served: ReadonlySet<string>): boolean {
  return foreignKinds.includes(kind) && !served.has(kind)
}

function run(program: string, args: string[], input = ''): { stdout: string; failed: string | undefined } {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', cwd: root })
  return { stdout, failed: status === 0 ? undefined : `${args.slice(0, 3).join(' ')}: ${stderr.trim()}` }
}

function say(failed: string | undefined, what: string): void {
  process.stdout.write(`${failed === undefined ? 'ok  ' : 'FAIL'} ${what}\n`)
}
