import { execFileSync, spawnSync } from 'node:child_process'
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

/** A real sshd that is only asked what it makes of a configuration. It never listens. */
export interface RealSshd {
  /** Version of its Debian package. */
  readonly package: string
  /** A host key, without which it answers nothing. */
  readonly hostKey: string
  /** Writes files below a new directory; `@` in their text is that directory. */
  write(files: Readonly<Record<string, string>>): string
  /** Output of `sshd -T` for the main file `sshd_config` in the directory. */
  ask(directory: string, args?: readonly string[]): { readonly ok: boolean; readonly output: string }
  /** Removes everything that was written. */
  remove(): void
}

/** Debian's sshd, unpacked. Throws with the reason where there is none. */
export function realSshd(): RealSshd {
  const unpacked = debianPackage('openssh-server')
  const base = mkdtempSync(join(tmpdir(), 'merlon-sshd-'))
  chmodSync(base, 0o755)
  // The checkout may be closed to the user that it runs as.
  for (const each of ['lib', 'usr/lib', 'usr/sbin'])
    if (existsSync(join(unpacked, each))) cpSync(join(unpacked, each), join(base, each), { recursive: true })
  const hostKey = makeKey(base, unpacked)
  const env = { ...process.env, LD_LIBRARY_PATH: libraries(base) }
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  const ask = (directory: string, args: readonly string[] = []) => {
    const command = ['-T', '-f', join(directory, 'sshd_config'), ...args]
    const done = spawnSync(join(base, 'usr/sbin/sshd'), command, { env, encoding: 'utf8', ...user })
    return { ok: done.status === 0, output: `${done.stdout}${done.stderr}${done.error?.message ?? ''}` }
  }
  const simple = ask(writeFiles(base, { sshd_config: `HostKey ${hostKey}\n` }))
  if (!simple.ok) throw new Error(`sshd does not run here: ${simple.output.trim()}`)
  return {
    package: readFileSync(join(unpacked, 'version'), 'utf8'),
    hostKey,
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

function libraries(base: string): string {
  const roots = ['lib', 'usr/lib'].map((each) => join(base, each)).filter(existsSync)
  return roots.flatMap((root) => readdirSync(root).map((each) => join(root, each))).join(':')
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
