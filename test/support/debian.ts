import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where packages are kept between runs. */
const cache = fileURLToPath(new URL('../../.cache/debian/', import.meta.url))
/** Milliseconds that one call of a package tool may take. */
const patience = 120_000

/**
 * A directory with the unpacked files of a Debian package and of what it needs that this machine lacks; the package's
 * version is in its file `version`. Of another `suite` than the machine's, for example `trixie`, with all libraries that
 * it needs. Nothing is installed, root is not needed, and the machine's own package lists stay as they are. Throws with
 * the reason where that cannot be done.
 */
export function debianPackage(name: string, suite?: string): string {
  const directory = join(cache, suite === undefined ? name : `${name}-${suite}`)
  if (existsSync(directory)) return directory
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.work-'))
  try {
    unpack(name, work, suite)
    // In one step, so that another test sees all of it or nothing; the first one wins.
    if (!existsSync(directory)) renameSync(join(work, 'files'), directory)
    return directory
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function unpack(name: string, work: string, suite: string | undefined): void {
  const options = suite === undefined ? aptOptions(name, work) : suiteOptions(suite, work)
  const simulated = run('apt-get', [...options, '-s', '--no-install-recommends', 'install', name], work)
  const all = [...simulated.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] as string)
  // Of another suite even the C library is needed, but none of its programs.
  const needed = suite === undefined ? all : all.filter((each) => each.startsWith('lib'))
  run('apt-get', [...options, 'download', ...new Set([name, ...needed])], work)
  const files = join(work, 'files')
  for (const archive of readdirSync(work).filter((each) => each.endsWith('.deb'))) {
    run('dpkg-deb', ['-x', archive, files], work)
    if (archive.startsWith(`${name}_`))
      writeFileSync(join(files, 'version'), run('dpkg-deb', ['-f', archive, 'Version'], work).trim())
  }
}

const common = ['-q', '-y', '-o', 'APT::Sandbox::User=root', '-o', 'Debug::NoLocking=1']

/** Options for apt: with lists of its own where the machine has none that name the package. */
function aptOptions(name: string, work: string): string[] {
  if (/^Version:/m.test(run('apt-cache', ['show', name], work, true))) return common
  return withLists(work, [...common, '-o', 'Dir::State::status=/var/lib/dpkg/status'])
}

const mirror = 'http://deb.debian.org/debian'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Options for apt as of a machine of another suite that has nothing. */
function suiteOptions(suite: string, work: string): string[] {
  const sources = join(work, 'sources.list')
  writeFileSync(sources, `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`)
  const own = ['-o', `Dir::Etc::sourcelist=${sources}`, '-o', 'Dir::Etc::sourceparts=-']
  return withLists(work, [...common, ...own, '-o', 'Dir::State::status=/dev/null'])
}

function withLists(work: string, options: readonly string[]): string[] {
  for (const each of ['state', 'lists/partial', 'cache/archives/partial'])
    mkdirSync(join(work, each), { recursive: true })
  const own = [
    ...['-o', `Dir::State=${join(work, 'state')}`, '-o', `Dir::Cache=${join(work, 'cache')}`],
    ...['-o', `Dir::State::lists=${join(work, 'lists')}`],
  ]
  run('apt-get', [...own, ...options, 'update'], work)
  return [...own, ...options]
}

function run(program: string, args: string[], cwd: string, mayFail = false): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: patience })
  } catch (error) {
    if (mayFail) return ''
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`${program}: ${stderr?.trim().split('\n').at(-1) || message}`)
  }
}
