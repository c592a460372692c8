import { readFileSync } from 'node:fs'
import { denied, failed, type Look, seen } from './look.ts'

/** What the operator asks to look at besides. */
export interface Wanted {
  /** Absolute patterns of more files with certificates, as the host names them. */
  readonly certificateGlobs: readonly string[]
  /** The passwords that PKCS#12 archives are tried with. Read anew at each call; none where no file is configured. */
  archivePasswords(): Look<readonly string[]>
  /** Whether handshakes with what the node serves are made, and with which ports besides those of components. */
  readonly liveTls?: LiveTls
  /** Absolute paths of more files and directories in which credentials may lie, as the host names them. */
  readonly credentialPaths?: readonly string[]
}

/** What of the node's TLS is looked at live. */
export interface LiveTls {
  readonly enabled: boolean
  readonly ports: readonly number[]
}

/** Nothing besides. */
export const nothingWanted: Wanted = { certificateGlobs: [], archivePasswords: () => seen([]) }

/** Most passwords that one archive is tried with: each costs some 20 ms. */
const maxPasswords = 5
/** Largest file of passwords, in characters. */
const maxLength = 4096

/** @param passwordFile a file of the agent's own, not of the host: one password a line; empty for none */
export function openWanted(
  certificateGlobs: readonly string[],
  passwordFile: string,
  liveTls?: LiveTls,
  credentialPaths: readonly string[] = [],
): Wanted {
  return {
    certificateGlobs,
    credentialPaths,
    ...(liveTls && { liveTls }),
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
