// Command lines hold passwords and tokens. What leaves the node is redacted and cut, or nothing.
import { hidden, redact as redactText, secretName } from '../../lib/redact.ts'

/** How command lines are given on: as they are but for what looks secret, the program's name alone, or not at all. */
export type CommandLineMode = 'redacted' | 'name' | 'off'

/** Most arguments, characters of one, and characters of all. */
const limits = { arguments: 64, each: 512, all: 4096 }
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
  return redactText(argument)
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`
}
