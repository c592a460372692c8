// Both bases of deploy/Dockerfile, put together from Debian 13's packages and the Node.js of the lock file, for machines
// that reach no registry of images. They have what the Dockerfile takes from the real ones, in the same places.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { debianPackage } from '../test/support/debian.ts'

const suite = 'trixie'
/** What is in the bases, in packages. */
const packages = {
  runtime: ['libc6', 'libstdc++6', 'libgcc-s1'],
  builder: [
    'libc6',
    'libstdc++6',
    'libgcc-s1',
    'libatomic1',
    'dash',
    'coreutils',
    'findutils',
    'util-linux',
    'libcap2-bin',
  ],
} as const

/** Authorities that this machine trusts, for the builder to reach the registry of packages. */
const authorities = '/etc/ssl/certs/ca-certificates.crt'

/** Fills `directory` with the base that only runs, made anew. Throws where packages cannot be had. */
export function fillRuntime(directory: string): void {
  unpack(directory, packages.runtime)
  // Programs and documentation of these packages are in no image that has only libraries.
  for (const each of ['usr/bin', 'usr/sbin', 'usr/share', 'etc'])
    rmSync(join(directory, each), { recursive: true, force: true })
  for (const each of ['etc', 'usr/bin', 'tmp', 'proc', 'sys', 'dev'])
    mkdirSync(join(directory, each), { recursive: true })
}

/** Fills `directory` with the base that builds: a shell, `setpriv`, `setcap`, Node.js and npm. */
export function fillBuilder(directory: string): void {
  unpack(directory, packages.builder)
  for (const each of ['tmp', 'proc', 'sys', 'dev', 'root', 'run', 'etc/ssl/certs'])
    mkdirSync(join(directory, each), { recursive: true })
  // The pinned one, which runs this.
  cpSync(process.execPath, join(directory, 'usr/bin/node'))
  cpSync(npmOf(), join(directory, 'usr/lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(directory, 'usr/bin/npm'))
  if (existsSync(authorities)) cpSync(authorities, join(directory, authorities), { dereference: true })
  writeFileSync(join(directory, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  writeFileSync(join(directory, 'etc/group'), 'root:x:0:\n')
}

function unpack(directory: string, names: readonly string[]): void {
  rmSync(directory, { recursive: true, force: true })
  for (const each of ['usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64'])
    mkdirSync(join(directory, each), { recursive: true })
  for (const each of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${each}`, join(directory, each))
  for (const name of names) {
    const files = debianPackage(name, suite)
    const entries = readdirSync(files).filter((entry) => entry !== 'version')
    execFileSync('cp', ['-a', ...entries.map((each) => join(files, each)), directory])
  }
}

/** The npm that runs this, or else that of the machine's PATH. */
function npmOf(): string {
  const own = process.env['npm_execpath']
  const found = (process.env['PATH'] ?? '')
    .split(':')
    .map((each) => join(each, 'npm'))
    .find((each) => existsSync(each))
  const script = own ?? found
  if (script === undefined) throw new Error('there is no npm')
  return dirname(dirname(realpathSync(script)))
}
