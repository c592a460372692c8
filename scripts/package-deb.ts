// `npm run package:deb`: Debian packages of both parts, and the agent's files as an archive for other machines with systemd.
// Writes dist/deb. Needs dpkg-deb and tar; what it makes is for the platform it runs on, and the same from the same sources.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Architecture, encodeFilter, filterFor } from '../deploy/image/filter.ts'
import { licences, sbom } from '../deploy/image/sbom.ts'
import { version } from '../lib/version.ts'
import { bundleAgent, bundleCollector } from './bundle.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const debian = join(root, 'deploy/debian')
const units = join(root, 'deploy/systemd')
/** Debian's names. */
const architectures: Readonly<Record<Architecture, string>> = { x64: 'amd64', arm64: 'arm64' }
const architecture = process.arch as Architecture
/** Seconds since 1970 that everything is of. */
const epoch = process.env['SOURCE_DATE_EPOCH'] ?? '0'

type Part = 'agent' | 'collector'

/** How packages are compressed: as dpkg-deb calls it. `none` is for whoever looks into them at once. */
type Compression = 'zstd' | 'none'

/** Makes the agent's package and archive in `out`. Returns both files. */
export async function packageAgent(
  out: string,
  compression: Compression = 'zstd',
): Promise<{ deb: string; archive: string }> {
  const tree = freshTree(out, 'agent')
  const library = join(tree, 'usr/lib/merlon')
  const packages = await bundleAgent(join(library, 'agent.js'))
  rmSync(join(library, 'agent.js.map'))
  writeFileSync(join(library, 'package.json'), '{"type":"module"}\n')
  writeFileSync(join(library, 'filter.bpf'), encodeFilter(filterFor(architecture)))
  complete(library, 'agent', packages)
  const archive = archiveOf(out, library, compression)
  const system = join(tree, 'usr/lib/systemd/system')
  for (const name of ['merlon-agent.service', 'merlon-agent-join.service', 'merlon-agent-join.timer'])
    put(join(units, name), join(system, name))
  put(join(units, 'merlon-agent.sysusers'), join(tree, 'usr/lib/sysusers.d/merlon-agent.conf'))
  put(join(units, 'merlon-agent.tmpfiles'), join(tree, 'usr/lib/tmpfiles.d/merlon-agent.conf'))
  return { deb: debOf(out, tree, 'agent', compression), archive }
}

/** Makes the collector's package in `out`. `page` is where `npm run build:web` wrote. */
export async function packageCollector(
  out: string,
  page: string,
  compression: Compression = 'zstd',
): Promise<{ deb: string }> {
  const tree = freshTree(out, 'collector')
  const library = join(tree, 'usr/lib/merlon/collector')
  const packages = await bundleCollector(library, [`linux-${architecture}`], page)
  rmSync(join(library, 'merlon.js.map'))
  complete(library, 'collector', packages)
  put(join(units, 'merlon-collector.service'), join(tree, 'usr/lib/systemd/system/merlon-collector.service'))
  put(join(units, 'merlon-collector.sysusers'), join(tree, 'usr/lib/sysusers.d/merlon-collector.conf'))
  put(join(debian, 'collector/collector.yaml'), join(tree, 'etc/merlon/collector.yaml'))
  put(join(debian, 'collector/merlon'), join(tree, 'usr/bin/merlon'), 0o755)
  return { deb: debOf(out, tree, 'collector', compression) }
}

function freshTree(out: string, part: Part): string {
  const tree = join(out, `.${part}`)
  rmSync(tree, { recursive: true, force: true })
  mkdirSync(tree, { recursive: true })
  return tree
}

/** Node.js, and what the part is made of. */
function complete(library: string, part: Part, packages: readonly string[]): void {
  const node = `node-linux-${architecture}`
  put(join(root, 'node_modules', node, 'bin/node'), join(library, 'node'), 0o755)
  const components = [...packages, node].map((place) => ({ place }))
  writeFileSync(join(library, 'sbom.cdx.json'), sbom(root, `merlon-${part}`, components))
  writeFileSync(join(library, 'licenses.md'), licences(root, components))
}

function put(from: string, to: string, mode = 0o644): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  chmodSync(to, mode)
}

/** The program with its units beside it, for `agent.js install`. */
function archiveOf(out: string, library: string, compression: Compression): string {
  const name = `merlon-agent-${version}-${architectures[architecture]}`
  const directory = join(out, `.${name}`, name)
  rmSync(dirname(directory), { recursive: true, force: true })
  cpSync(library, directory, { recursive: true })
  cpSync(units, join(directory, 'systemd'), { recursive: true, filter: (path) => !path.includes('collector') })
  const file = join(out, `${name}.tar.gz`)
  const same = ['--sort=name', `--mtime=@${epoch}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=go=rX,u+rw']
  execFileSync('tar', [
    '-c',
    '-I',
    compression === 'none' ? 'gzip -n -1' : 'gzip -n',
    ...same,
    '-f',
    file,
    '-C',
    dirname(directory),
    name,
  ])
  rmSync(dirname(directory), { recursive: true })
  return file
}

function debOf(out: string, tree: string, part: Part, compression: Compression): string {
  const control = join(tree, 'DEBIAN')
  mkdirSync(control, { mode: 0o755 })
  const text = readFileSync(join(debian, part, 'control'), 'utf8')
  const filled = text.replace('@VERSION@', version).replace('@ARCHITECTURE@', architectures[architecture])
  writeFileSync(join(control, 'control'), filled)
  for (const name of ['postinst', 'prerm', 'postrm']) put(join(debian, part, name), join(control, name), 0o755)
  if (part === 'collector') put(join(debian, part, 'conffiles'), join(control, 'conffiles'))
  const file = join(out, `merlon-${part}_${version}_${architectures[architecture]}.deb`)
  execFileSync('find', [tree, '-type', 'd', '-exec', 'chmod', '0755', '{}', '+'])
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  rmSync(tree, { recursive: true })
  return file
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = join(root, 'dist/deb')
  const { build } = await import('vite')
  await build({ root: join(root, 'collector/web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  const made = [
    ...Object.values(await packageAgent(out)),
    ...Object.values(await packageCollector(out, join(root, 'dist/web'))),
  ]
  process.stdout.write(`${made.join('\n')}\n`)
}
