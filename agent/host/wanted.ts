import { readFileSync } from 'node:fs'
import { denied, failed, type Look, seen } from './look.ts'

/** What the operator asks to look at besides. */
export interface Wanted {
  /** Absolute patterns of more files with certificates, as the host names them. */
  readonly certificateGlobs: readonly string[]
  /** The passwords that PKCS#12 archives are tried with. Read anew at each call; none where no file is configured. */
  archivePasswords(): Look<readonly string[]>
}

/** Nothing besides. */
export const nothingWanted: Wanted = { certificateGlobs: [], archivePasswords: () => seen([]) }

/** Most passwords that one archive is tried with: each costs some 20 ms. */
const maxPasswords = 5
/** Largest file of passwords, in characters. */
const maxLength = 4096

/** @param passwordFile a file of the agent's own, not of the host: one password a line; empty for none */
export function openWanted(certificateGlobs: readonly string[], passwordFile: string): Wanted {
  return {
    certificateGlobs,
    archivePasswords: () => (passwordFile === '' ? seen([]) : readPasswords(passwordFile)),
  }
}

function readPasswords(file: string): Look<readonly string[]> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'cannot be read' } = error as NodeJS.ErrnoException
    return code === 'EACCES' ? denied('permission denied') : failed(code === 'ENOENT' ? 'does not exist' : code)
  }
  if (text.length > maxLength) return failed(`has more than ${maxLength} characters`)
  const passwords = text.replace(/\n$/, '').split(/\r?\n/)
  return passwords.length > maxPasswords ? failed(`has more than ${maxPasswords} passwords`) : seen(passwords)
}
