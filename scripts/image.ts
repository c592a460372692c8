// `npm run image`: builds both images as deploy/Dockerfile says, on bases of Debian's packages, without an engine and
// without a registry of images. Writes dist/images/merlon-{agent,collector}.tar and prints sizes and digests. Needs root. More
// arguments go to `buildah bud`: `npm run image -- --no-cache`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../lib/version.ts'
import { debianPackage } from '../test/support/debian.ts'
import { fillBuilder, fillRuntime } from './image-base.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache/images')
const out = join(root, 'dist/images')
/** Names of the local bases. */
const bases = { BUILDER: 'localhost/merlon-builder:local', RUNTIME: 'localhost/merlon-runtime:local' } as const
/** How layers are kept: `vfs` where the kernel or the file system has no overlays. */
const driver = process.env['MERLON_IMAGE_STORAGE'] ?? 'overlay'
/** Seconds since 1970 that everything in the images is of. */
const epoch = process.env['SOURCE_DATE_EPOCH'] ?? '0'

const buildah = openBuildah()
if (!has(bases.RUNTIME)) commitBase(bases.RUNTIME, fillRuntime)
if (!has(bases.BUILDER)) commitBase(bases.BUILDER, fillBuilder)
mkdirSync(out, { recursive: true })
for (const target of ['agent', 'collector'] as const) {
  const name = `localhost/merlon-${target}:${version}`
  const file = join(out, `merlon-${target}.tar`)
  buildah.show([
    ...['bud', '--isolation', 'chroot', '--layers', '--target', target, '--timestamp', epoch, '--tag', name],
    ...Object.entries(bases).flatMap(([argument, base]) => ['--build-arg', `${argument}=${base}`]),
    ...['--build-arg', `SOURCE_DATE_EPOCH=${epoch}`, '--pull-never'],
    ...process.argv.slice(2),
    ...['--file', join(root, 'deploy/Dockerfile'), '--ignorefile', join(root, 'deploy/Dockerfile.dockerignore'), root],
  ])
  rmSync(file, { force: true })
  buildah.show(['push', '--quiet', '--format', 'oci', name, `oci-archive:${file}:${name}`])
  process.stdout.write(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB compressed, ${digestOf(file)}\n`)
}
// What earlier builds were made of would fill the disk.
buildah.read(['rm', '--all'])
buildah.read(['rmi', '--prune'])

function commitBase(name: string, fill: (directory: string) => void): void {
  const directory = join(cache, 'base')
  fill(directory)
  const container = buildah.read(['from', 'scratch'])
  buildah.read(['copy', container, directory, '/'])
  // npm reads what the machine trusts where the machine says so.
  const trust = name === bases.BUILDER ? ['--env', 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'] : []
  buildah.read(['config', '--env', 'PATH=/usr/bin:/usr/sbin', ...trust, container])
  buildah.read(['commit', '--rm', '--timestamp', '0', container, name])
  rmSync(directory, { recursive: true, force: true })
}

function has(name: string): boolean {
  return spawnSync('unshare', [...buildah.options, 'inspect', '--type', 'image', name], buildah.spawn).status === 0
}

/** Digest of the manifest: what names the image in a registry. */
function digestOf(file: string): string {
  const index = JSON.parse(execFileSync('tar', ['-xOf', file, 'index.json'], { encoding: 'utf8' })) as {
    manifests: { digest: string }[]
  }
  return index.manifests[0]?.digest ?? 'no digest'
}

/** buildah of Debian's package with storage of its own. */
function openBuildah() {
  const files = debianPackage('buildah')
  mkdirSync(cache, { recursive: true })
  const policy = join(cache, 'policy.json')
  writeFileSync(policy, '{"default":[{"type":"insecureAcceptAnything"}]}')
  const registries = join(cache, 'registries.conf')
  writeFileSync(registries, 'unqualified-search-registries = []\n')
  // It starts itself anew without its environment: its libraries are found by a cache of their own, in its own mounts.
  const bind = 'mount --bind "$1" /etc/ld.so.cache && shift && exec "$@"'
  const inside = ['--mount', 'sh', '-c', bind, 'sh', join(cache, 'ld.so.cache'), join(files, 'usr/bin/buildah')]
  const options = [
    ...inside,
    ...['--root', join(cache, 'storage'), '--runroot', join(cache, 'run'), '--storage-driver', driver],
    ...['--registries-conf', registries],
  ]
  const libraries = execFileSync('find', [files, '-name', '*.so*', '-printf', '%h\\n'], { encoding: 'utf8' })
  writeFileSync(
    join(cache, 'ld.so.conf'),
    `${[...new Set(libraries.split('\n'))].join('\n')}\ninclude /etc/ld.so.conf\n`,
  )
  execFileSync('/sbin/ldconfig', ['-X', '-f', join(cache, 'ld.so.conf'), '-C', join(cache, 'ld.so.cache')])
  /** Only what moves images takes a policy. */
  const written = ([command = '', ...args]: string[]) => {
    const moves = ['from', 'copy', 'commit', 'bud', 'push'].includes(command)
    return [...options, command, ...(moves ? ['--signature-policy', policy] : []), ...args]
  }
  const env = {
    ...process.env,
    PATH: `${join(files, 'usr/bin')}:${join(files, 'usr/sbin')}:${process.env['PATH']}`,
  }
  const spawn = { env, encoding: 'utf8' } as const
  return {
    ...{ options, spawn },
    read: (args: string[]) => execFileSync('unshare', written(args), spawn).trim(),
    show: (args: string[]) => void execFileSync('unshare', written(args), { ...spawn, stdio: ['ignore', 2, 2] }),
  }
}
