import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { debianPackage } from './debian.ts'

/** Sudo's own programs, which only read a file: they run nothing and need no rights. */
export interface RealSudo {
  /** Version of its Debian package. */
  readonly package: string
  /** What `cvtsudoers -f json` makes of the text. */
  convert(text: string): { readonly ok: boolean; readonly json: string; readonly errors: string }
  /** Removes everything that was written. */
  remove(): void
}

/** Debian's sudo, unpacked. Throws with the reason where there is none. */
export function realSudo(): RealSudo {
  const unpacked = debianPackage('sudo')
  const base = mkdtempSync(join(tmpdir(), 'merlon-sudo-'))
  const file = join(base, 'sudoers')
  const roots = ['lib', 'usr/lib', 'usr/libexec'].map((each) => join(unpacked, each)).filter(existsSync)
  const libraries = roots.flatMap((root) => [root, ...readdirSync(root).map((each) => join(root, each))])
  const env = { ...process.env, LD_LIBRARY_PATH: [...libraries, join(unpacked, 'usr/lib/sudo')].join(':'), LC_ALL: 'C' }
  const convert = (text: string) => {
    writeFileSync(file, text)
    chmodSync(file, 0o440)
    const done = spawnSync(join(unpacked, 'usr/bin/cvtsudoers'), ['-c', '', '-f', 'json', file], {
      env,
      encoding: 'utf8',
    })
    rmSync(file)
    return { ok: done.status === 0, json: done.stdout, errors: `${done.stderr}${done.error?.message ?? ''}` }
  }
  const simple = convert('root ALL=(ALL) ALL\n')
  if (!simple.ok) throw new Error(`cvtsudoers does not run here: ${simple.errors.trim()}`)
  return {
    package: readFileSync(join(unpacked, 'version'), 'utf8'),
    convert,
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}
