import type { Option } from './read.ts'
import { splitWords } from './tokens.ts'

/** What the arguments of sshd say about its configuration. */
export interface CommandLine {
  /** The file of `-f`. */
  readonly file?: string
  /** Set on a process that serves one connection (`-i`, `-R`) or only looks at the configuration (`-t`, `-T`, `-G`). */
  readonly notDaemon: boolean
  readonly options: readonly Option[]
}

/** Flags of sshd(8) that take an argument. */
const withArgument = 'CEbcfghkopu'

/** Flags that set something, as the line that they stand for. */
const lineOf: Readonly<Record<string, (argument: string) => string>> = {
  '4': () => 'AddressFamily inet',
  '6': () => 'AddressFamily inet6',
  c: (path) => `HostCertificate ${quote(path)}`,
  d: () => 'LogLevel DEBUG1',
  g: (time) => `LoginGraceTime ${time}`,
  h: (path) => `HostKey ${quote(path)}`,
  o: (line) => line,
  p: (port) => `Port ${port}`,
  q: () => 'LogLevel QUIET',
}

/** Reads arguments as getopt(3) splits them: `-o X`, `-oX`, `-De`. The program itself is not among them. */
export function readArguments(args: readonly string[], source: string = ''): CommandLine {
  const options: Option[] = []
  let file: string | undefined
  let notDaemon = false
  for (const [letter, argument] of flags(args)) {
    const line = lineOf[letter]?.(argument)
    const origin = source === '' ? `flag -${letter}` : source
    if (letter === 'f') file = argument
    if ('iRtTG'.includes(letter)) notDaemon = true
    if (line !== undefined) options.push({ text: line, source: origin, ...(letter === 'p' ? { onlyPort: true } : {}) })
  }
  return file === undefined ? { notDaemon, options } : { file, notDaemon, options }
}

function flags(args: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string
    if (!arg.startsWith('-') || arg === '-' || arg === '--') break
    for (let letter = 1; letter < arg.length; letter += 1) {
      const name = arg[letter] as string
      if (!withArgument.includes(name)) {
        found.push([name, ''])
        continue
      }
      const attached = arg.slice(letter + 1)
      if (attached === '') at += 1
      found.push([name, attached === '' ? (args[at] ?? '') : attached])
      break
    }
  }
  return found
}

/** sshd writes its arguments over its title, joined by blanks, then ` [listener] ` and how busy it is. */
const listener = ' [listener]'

/** The arguments in the title of a listening sshd, program first. `undefined` for the title of anything else. */
export function readTitle(title: string): { readonly args: readonly string[]; readonly cutOff: boolean } | undefined {
  if (!/^sshd: \//.test(title)) return undefined
  const end = title.lastIndexOf(listener)
  const words = (end < 0 ? title : title.slice(0, end)).slice('sshd: '.length).split(' ')
  const args = joinValues(words.filter((each) => each !== ''))
  // Of a title that is cut off, the last word may be a part of one.
  return end < 0 ? { args: [args[0] ?? '', ...args.slice(1, -1)], cutOff: true } : { args, cutOff: false }
}

/** sshd has no arguments but flags: a word that is no flag belongs to the value before it (`-o AllowUsers=a b`). */
function joinValues(words: readonly string[]): string[] {
  const joined: string[] = []
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? ''
    const isValue = /^-[A-Za-z0-9]*$/.test(before) && withArgument.includes(before.at(-1) ?? ' ')
    if (at <= 1 || word.startsWith('-') || isValue) joined.push(word)
    else joined.push(`${joined.pop()} ${word}`)
  }
  return joined
}

/** Options in a file of shell variables that the service reads (`SSHD_OPTS="-o X=y"`); the last assignment counts. */
export function readOptionsFile(text: string, path: string, variable: string): CommandLine {
  let found: CommandLine = { notDaemon: false, options: [] }
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim().replace(/^export\s+/, '')
    if (!trimmed.startsWith(`${variable}=`)) continue
    const [value = ''] = splitWords(trimmed.slice(variable.length + 1)) ?? []
    found = readArguments(
      value.split(/\s+/).filter((each) => each !== ''),
      `file ${path}:${index + 1}`,
    )
  }
  return found
}

function quote(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&')}"`
}
