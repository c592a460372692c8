import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost } from '../../agent/host/host.ts'
import { kubelet } from '../../agent/inspect/kubelet.ts'
import { formatGoDuration } from '../../agent/parse/goscalars.ts'
import { kubeletConfiguration } from '../../proto/catalogue/kubelet.ts'
import type { Setting } from '../../proto/index.ts'
import { fromValue, type Plain } from '../../proto/value.ts'
import { type FileSpec, writeHost } from './fixture.ts'

/** A start of kubelet 1.36.3 with what it answered: its configuration at /configz, or why it did not start. */
export interface KubeletCase {
  readonly id: string
  readonly argv: readonly string[]
  readonly cwd: string
  readonly files: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  readonly configz?: Readonly<Record<string, unknown>>
  readonly refuses?: string
}

/** What Merlon says of a case. */
export async function inspectCase({ argv, cwd, files, links }: KubeletCase) {
  const linked = Object.entries(links ?? {}).map(([path, link]): [string, FileSpec] => [path, { link }])
  const root = mkdtempSync(join(tmpdir(), 'merlon-kubelet-'))
  writeHost(root, {
    files: {
      '/etc/kubernetes/pki/ca.crt': 'placeholder\n',
      '/var/lib/dpkg/status': 'Package: kubelet\nStatus: install ok installed\nVersion: 1.36.3-1.1\n',
      // Empty directories that the recording does not list because it lists files.
      ...Object.fromEntries(dirsOf(argv, cwd, files, links).map((path) => [path, { directory: true } as const])),
      ...files,
      ...Object.fromEntries(linked),
    },
    // The recorded kubelets ran with --v=5, which was left out of the recorded command lines: all say verbosity 5.
    processes: [{ pid: 7, argv: [argv[0] as string, '--v=5', ...argv.slice(1)], cwd }],
  })
  try {
    return await kubelet.inspect(openHost(root))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function dirsOf(
  argv: readonly string[],
  cwd: string,
  files: KubeletCase['files'],
  links: KubeletCase['links'],
): string[] {
  const named = argv.flatMap((each) => /^--config-dir=(\/.*)$/.exec(each)?.[1] ?? [])
  return [cwd, ...named].filter((path) => !(path in files) && !(path in (links ?? {})) && path !== '/t/none')
}

/** What /configz leaves out is zero, and our settings say it. */
function withoutZeros(value: unknown): unknown {
  return value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

const objectPaths = new Set(kubeletConfiguration.filter((each) => each.type === 'object').map((each) => each.path))

/** A configuration as rows of path and value. */
function flatten(object: object, prefix = ''): [string, unknown][] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = prefix + key
    const whole = path !== 'featureGates' && objectPaths.has(path)
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !whole)
      return flatten(value, `${path}.`)
    return [[path, value] as [string, unknown]]
  })
}

/** The settings of a fact, to be compared. */
export function configuration(settings: readonly Setting[]): Record<string, unknown> {
  return comparable(settings.map((each) => [each.path as string, each.unknown ?? (fromValue(each.value) as Plain)]))
}

/** Without what says nothing. */
function comparable(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  // A gate that is off is set all the same.
  const kept = entries
    .map(([path, value]) => [path, path.startsWith('featureGates.') ? value : withoutZeros(value)] as const)
    .filter(([, value]) => value !== undefined && !isEmpty(value))
  return Object.fromEntries(kept.filter(([path]) => path !== 'kind' && path !== 'apiVersion'))
}

/** What a kubelet serves at /configz, to be compared. */
export function served(configz: object): Record<string, unknown> {
  const rows = comparable(flatten(configz))
  // Written as a number of nanoseconds it stays one.
  const flush = rows['logging.flushFrequency']
  return typeof flush === 'number' ? { ...rows, 'logging.flushFrequency': formatGoDuration(BigInt(flush)) } : rows
}
