// Renders the chart with the values of deploy/chart/ci: what the tests look at, and the manifests for who has no Helm.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chartHash, deploy } from './chart-sources.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')

/** A rendering that is kept. */
export interface Variant {
  /** Of its values, `deploy/chart/ci/NAME-values.yaml`. */
  readonly name: string
  /** Where it is kept, from the root. */
  readonly file: string
  /** Kubernetes that it is for. Undefined: the newest. */
  readonly version?: string
  /** This template alone. */
  readonly only?: string
}

const rendered = (name: string, version?: string): Variant => ({
  name,
  file: `test/deploy/chart/rendered/${name}${version === undefined ? '' : `-${version}`}.yaml`,
  ...(version === undefined ? {} : { version }),
})

export const variants: readonly Variant[] = [
  rendered('default'),
  rendered('default', '1.29'),
  rendered('replicated'),
  rendered('least'),
  rendered('private-root'),
  rendered('registry'),
  rendered('agents-only'),
  { name: 'manifests', file: 'deploy/manifests/merlon.yaml' },
  { name: 'cleanup', file: 'deploy/manifests/cleanup.yaml', only: 'templates/cleanup/cleanup.yaml' },
]

/** The newest Kubernetes that the renderings are for, and the oldest that is supported. */
export const newest = '1.36'
export const oldest = '1.33'

/** A program of `PATH`, or of the directory that test clusters keep theirs in; undefined where there is none. */
export function findProgram(name: string): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const places = [...(process.env['PATH'] ?? '').split(delimiter), join(cache, 'merlon-cluster/bin')]
  return places.map((place) => join(place, name)).find((path) => existsSync(path))
}

/** What is kept of a variant: the same bytes each time. */
export function render(helm: string, variant: Variant): string {
  const text = execFileSync(helm, ['template', ...renderArguments(variant)], { encoding: 'utf8', cwd: root })
  const body = withoutSecrets(text)
  return `${header(variant)}${proof(body)}${body}`
}

/** Arguments of `helm template` and `helm install --dry-run`. */
export function renderArguments({ name, version, only }: Variant): string[] {
  return [
    ...['merlon', join(deploy, 'chart'), '--namespace', 'merlon'],
    ...['--values', join(deploy, `chart/ci/${name}-values.yaml`), '--kube-version', `${version ?? newest}.0`],
    ...(only === undefined ? [] : ['--show-only', only]),
  ]
}

/** Whether a rendering was made of the chart as it is now, and is as it was made. */
export function isCurrent(text: string): boolean {
  const [head = '', body = ''] = text.split(/(?<=^# Rendering: .*\n)/m)
  return head.endsWith(proof(body))
}

function proof(body: string): string {
  const rendering = createHash('sha256').update(body).digest('hex')
  return `# Chart: ${chartHash()}\n# Rendering: ${rendering}\n`
}

function header({ name, version, only }: Variant): string {
  const comment = readFileSync(join(deploy, `chart/ci/${name}-values.yaml`), 'utf8').match(/^(#.*\n)+/)?.[0] ?? ''
  const about = `${only ?? 'the whole chart'} with ci/${name}-values.yaml for Kubernetes ${version ?? newest}`
  return `${comment}# Made by \`npm run chart\`: ${about}.\n`
}

/** What Helm draws by lot would differ each time, and keys do not belong into a repository. */
function withoutSecrets(text: string): string {
  const mark = Buffer.from('made by Helm').toString('base64')
  const lines = text.replace(/^( +(?:tls\.crt|tls\.key|token): )[A-Za-z0-9+/=]+$/gm, `$1${mark}`)
  const block = /^( *)-----BEGIN CERTIFICATE-----\n(?: *[A-Za-z0-9+/=]+\n)+ *-----END CERTIFICATE-----$/gm
  const readable = lines.replace(block, `$1-----BEGIN CERTIFICATE-----\n$1${mark}\n$1-----END CERTIFICATE-----`)
  return `${readable.replace(/[ \t]+$/gm, '').trimEnd()}\n`
}
