/** What a password field means. It never says what stands in it. */
export interface PasswordField {
  /**
   * `empty`: no password is asked for. `set`: one is. `locked`: one is there, but a mark before it keeps it from being
   * used. `disabled`: no password can fit.
   */
  readonly state: 'empty' | 'set' | 'locked' | 'disabled'
  /** How the password is hashed (crypt(5)); empty where there is no hash. */
  readonly scheme: string
}

/** Prefixes of crypt(5). */
const schemes: Readonly<Record<string, string>> = {
  '1': 'md5',
  '2': 'bcrypt',
  '2a': 'bcrypt',
  '2b': 'bcrypt',
  '2x': 'bcrypt',
  '2y': 'bcrypt',
  '3': 'nt',
  '5': 'sha256',
  '6': 'sha512',
  '7': 'scrypt',
  argon2id: 'argon2id',
  gy: 'gost-yescrypt',
  md5: 'sunmd5',
  sha1: 'sha1',
  y: 'yescrypt',
}

/** Reads the second field of passwd(5) or shadow(5). */
export function readPasswordField(field: string): PasswordField {
  if (field === '') return { state: 'empty', scheme: '' }
  const mark = /^[!*]+/.exec(field)?.[0] ?? ''
  const scheme = schemeOf(field.slice(mark.length))
  if (scheme === '') return { state: 'disabled', scheme }
  return { state: mark === '' ? 'set' : 'locked', scheme }
}

function schemeOf(hash: string): string {
  const prefix = /^\$([a-z0-9]{1,10})[$,]/.exec(hash)?.[1]
  if (prefix !== undefined) return schemes[prefix] ?? 'unknown'
  if (hash.startsWith('$')) return 'unknown'
  if (/^_[./0-9A-Za-z]{19}$/.test(hash)) return 'bsdi'
  return /^[./0-9A-Za-z]{13,}$/.test(hash) ? 'des' : ''
}
