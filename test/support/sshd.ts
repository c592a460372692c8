import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { debianPackage } from './debian.ts'
import { isRoot } from './host.ts'

/** A user without rights: as root, sshd asks for a user of its own that the machine may not have. */
const nobody = 65534

export interface Answer {
  readonly ok: boolean
  readonly output: string
}

/** A real sshd that is only asked what it makes of a configuration. It never listens. */
export interface RealSshd {
  /** Version of its Debian package. */
  readonly package: string
  /** A host key, without which it answers nothing. */
  readonly hostKey: string
  /** Its program. */
  readonly binary: string
  /** Writes files below a new directory; `@` in their text is that directory. */
  write(files: Readonly<Record<string, string>>): string
  /** Output of `sshd -T` for the main file `sshd_config` in the directory. */
  ask(directory: string, args?: readonly string[]): Promise<Answer>
  /** Removes everything that was written. */
  remove(): void
}

/** Debian's sshd, unpacked, or that of another suite of Debian. Throws with the reason where there is none. */
export async function realSshd(suite?: string): Promise<RealSshd> {
  const unpacked = debianPackage('openssh-server', suite)
  const base = mkdtempSync(join(tmpdir(), 'merlon-sshd-'))
  chmodSync(base, 0o755)
  // The checkout may be closed to the user that it runs as.
  for (const each of ['lib', 'usr/lib', 'usr/sbin'])
    if (existsSync(join(unpacked, each))) cpSync(join(unpacked, each), join(base, each), { recursive: true })
  const hostKey = makeKey(base, unpacked)
  const binary = join(base, 'usr/sbin/sshd')
  // One of another suite has a C library of its own, which only its own loader can load.
  const paths = libraries(base)
  const [program, ...before] = suite === undefined ? [binary] : [loader(base), '--library-path', paths, binary]
  const env = suite === undefined ? { ...process.env, LD_LIBRARY_PATH: paths } : process.env
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  const ask = (directory: string, args: readonly string[] = []) =>
    new Promise<Answer>((done) => {
      const command = [...before, '-T', '-f', join(directory, 'sshd_config'), ...args]
      execFile(program as string, command, { env, encoding: 'utf8', ...user }, (error, stdout, stderr) =>
        done({ ok: error === null, output: `${stdout}${stderr}` }),
      )
    })
  const simple = await ask(writeFiles(base, { sshd_config: `HostKey ${hostKey}\n` }))
  if (!simple.ok) throw new Error(`sshd does not run here: ${simple.output.trim()}`)
  return {
    package: readFileSync(join(unpacked, 'version'), 'utf8'),
    hostKey,
    binary,
    write: (files) => writeFiles(base, files),
    remove: () => rmSync(base, { recursive: true, force: true }),
    ask,
  }
}

function makeKey(base: string, unpacked: string): string {
  const own = join(unpacked, 'usr/bin/ssh-keygen')
  const key = join(base, 'host_key')
  execFileSync(existsSync(own) ? own : 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
  if (isRoot) chownSync(key, nobody, nobody)
  return key
}

function libraryRoots(base: string): string[] {
  const roots = ['lib', 'usr/lib'].map((each) => join(base, each)).filter(existsSync)
  return roots.flatMap((root) => readdirSync(root).map((each) => join(root, each)))
}

function libraries(base: string): string {
  return libraryRoots(base).join(':')
}

function loader(base: string): string {
  const names = ['ld-linux-x86-64.so.2', 'ld-linux-aarch64.so.1']
  const all = libraryRoots(base).flatMap((root) => names.map((name) => join(root, name)))
  const found = all.find(existsSync)
  if (found === undefined) throw new Error('its C library has no loader for this machine')
  return found
}

function writeFiles(base: string, files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(base, 'case-'))
  chmodSync(directory, 0o755)
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replaceAll('@', directory))
  }
  return directory
}
