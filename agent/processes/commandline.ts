// Command lines hold passwords and tokens. What leaves the node is redacted and cut, or nothing.

/** How command lines are given on: as they are but for what looks secret, the program's name alone, or not at all. */
export type CommandLineMode = 'redacted' | 'name' | 'off'

/** Most arguments, characters of one, and characters of all. */
const limits = { arguments: 64, each: 512, all: 4096 }
const hidden = '***'
/** Names of flags and variables whose value is secret. */
const secretName =
  /(pass(w(or)?d|phrase)?|pwd|secret|token|api-?_?key|access-?_?key|private-?_?key|credential|auth(orization)?|bearer|cookie|session|signature|client-?_?secret|sas)$/i
/** Flags of one letter that take a password in well-known programs: `mysql -pSECRET`, `sshpass -p SECRET`, `curl -u USER:SECRET`. */
const programFlags: Readonly<Record<string, RegExp>> = {
  mysql: /^-p(.+)$/,
  mysqldump: /^-p(.+)$/,
  mariadb: /^-p(.+)$/,
  sshpass: /^-p(.*)$/,
  curl: /^-(?:u|H)(.*)$/,
  wget: /^$/,
  redis: /^-a(.*)$/,
  'redis-cli': /^-a(.*)$/,
  ldapsearch: /^-w(.*)$/,
  smbclient: /^-U(.*)$/,
}

/** What may be shown of the arguments of a process, of at most so many characters. Pure; never longer than its limits. */
export function showCommandLine(argv: readonly string[], mode: CommandLineMode, most = limits.all): string[] {
  if (mode === 'off') return []
  if (mode === 'name') return argv.slice(0, 1).map((text) => cut(text, limits.each))
  const shown: string[] = []
  let left = Math.min(most, limits.all)
  let isSecret = false
  const flag = programFlags[(argv[0] ?? '').split('/').at(-1) ?? '']
  for (const [at, argument] of argv.entries()) {
    if (at === limits.arguments || left <= 0) return [...shown, '…']
    const text = isSecret ? hidden : redact(argument, at > 0 ? flag : undefined)
    isSecret = !isSecret && at > 0 && announcesSecret(argument, flag)
    const part = cut(text, Math.min(limits.each, left))
    left -= part.length
    shown.push(part)
  }
  return shown
}

/** The argument behind this one is a secret: `--password x`. */
function announcesSecret(argument: string, flag: RegExp | undefined): boolean {
  if (flag?.exec(argument)?.[1] === '') return true
  return /^--?[\w.-]+$/.test(argument) && secretName.test(argument)
}

function redact(argument: string, flag: RegExp | undefined): string {
  const own = flag?.exec(argument)?.[1]
  if (own) return argument.slice(0, argument.length - own.length) + hidden
  // One argument may be a whole script, `sh -c '…'`: every part of it is looked at.
  return argument
    .replaceAll(/([\w.-]+)(=|:\s*)("[^"]*"|'[^']*'|[^\s"'&;]+)/g, (whole, name: string, sign: string) =>
      secretName.test(name) ? `${name}${sign}${hidden}` : whole,
    )
    .replaceAll(/(--?[\w-]+)(\s+)("[^"]*"|'[^']*'|[^\s"']+)/g, (whole, name: string, space: string) =>
      secretName.test(name) ? `${name}${space}${hidden}` : whole,
    )
    .replaceAll(/\b(Bearer|Basic|Token)\s+[^\s"']+/gi, `$1 ${hidden}`)
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, `$1${hidden}@`)
    .replaceAll(/\beyJ[\w-]{8,}\.[\w-]+\.?[\w-]*/g, hidden)
    .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, hidden)
    .replaceAll(/\b(ghp|gho|ghs|glpat|xox[abp])[-_][\w-]{10,}/g, hidden)
    .replaceAll(/(?<![\w/+.-])[A-Za-z0-9+/_-]{40,}={0,2}(?![\w/+.-])/g, (text) => (isRandom(text) ? hidden : text))
}

/** Letters of both cases and digits, without the look of a path: no word that a person wrote. */
function isRandom(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && !/^\/|\/.*\/.*\//.test(text)
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`
}
