// The one program that a script of `sh -c` becomes, as far as that is plain: POSIX shell, 2.2 (quoting) and 2.7 (redirection).

/** A word that a script hands to a program. */
export interface ShellWord {
  readonly text: string
  /** True when it holds what only the shell can work out: a variable or a command. */
  readonly expands: boolean
}

/** Longest script that is read, in characters. */
const limit = 256 * 1024

interface Token extends ShellWord {
  readonly kind: 'word' | 'end' | 'redirect'
}

/**
 * The simple commands of a script in their order: its lines, and what stands between `;`, `&` and `|`. Words of the
 * shell's own before them, assignments, `exec` and redirections are left out. Never throws; a quote that does not end
 * takes the rest.
 */
export function shellCommands(script: string): ShellWord[][] {
  const commands: ShellWord[][] = []
  let words: ShellWord[] = []
  let skip = false
  for (const token of [...tokens(script.slice(0, limit)), end]) {
    if (token.kind === 'redirect') skip = true
    else if (token.kind === 'word') {
      if (!skip) words.push({ text: token.text, expands: token.expands })
      skip = false
    } else {
      const command = words.slice(words.findIndex(({ text }) => !leading.test(text)))
      if (words.some(({ text }) => !leading.test(text))) commands.push(command)
      words = []
      skip = false
    }
  }
  return commands
}

const end: Token = { kind: 'end', text: '', expands: false }

/** What may stand before the name of a program. */
const leading = /^(exec|then|else|do|if|elif|while|until|!|\{|[A-Za-z_]\w*=.*)$/s

/** A number directly before `<` or `>` belongs to it, and so does `&1` behind. */
const redirect = /\d*(?:<<<?-?|>>|<>|>\||[<>])(?:&\d+|&-)?/y
const space = /(?:[^\S\n]|\\\n)+/y
const comment = /#[^\n]*/y
const separator = /\|\||&&|;;|[\n;|&()]/y
const bare = /[^\s'"\\$`;|&()<>]+/y

function* tokens(script: string): Generator<Token> {
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(script)?.[0]
    at += found?.length ?? 0
    return found
  }
  while (at < script.length) {
    if (take(space) ?? take(comment)) continue
    const redirection = take(redirect)
    if (redirection) {
      if (!/&[\d-]+$/.test(redirection)) yield { kind: 'redirect', text: redirection, expands: false }
      continue
    }
    if (take(separator)) {
      yield end
      continue
    }
    const word = readWord(script, at)
    at = word.next
    yield { kind: 'word', text: word.text, expands: word.expands }
  }
}

function readWord(script: string, start: number): { text: string; expands: boolean; next: number } {
  let text = ''
  let expands = false
  let at = start
  while (at < script.length) {
    const letter = script[at] as string
    if (letter === "'") {
      const close = closing(script, at, "'")
      text += script.slice(at + 1, close)
      at = close + 1
    } else if (letter === '"') {
      const inner = readQuoted(script, at + 1)
      text += inner.text
      expands ||= inner.expands
      at = inner.next
    } else if (letter === '\\') {
      if (script[at + 1] !== '\n') text += script[at + 1] ?? ''
      at += 2
    } else if (letter === '$' || letter === '`') {
      expands = true
      text += letter
      at += 1
      // What stands in the brackets of a substitution is no command of this script.
      const close = script[at] === '(' ? script.indexOf(')', at) : -1
      if (close >= 0) {
        text += script.slice(at, close + 1)
        at = close + 1
      }
    } else {
      bare.lastIndex = at
      const plain = bare.exec(script)?.[0]
      if (plain === undefined) break
      text += plain
      at += plain.length
    }
  }
  return { text, expands, next: at }
}

function closing(script: string, open: number, quote: string): number {
  const found = script.indexOf(quote, open + 1)
  return found < 0 ? script.length : found
}

/** Between double quotes a backslash counts only before `$`, a backtick, a double quote, itself and the end of a line. */
function readQuoted(script: string, start: number): { text: string; expands: boolean; next: number } {
  let text = ''
  let expands = false
  let at = start
  for (; at < script.length && script[at] !== '"'; at += 1) {
    const letter = script[at] as string
    const next = script[at + 1]
    if (letter === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
      if (next !== '\n') text += next
      at += 1
      continue
    }
    if (letter === '$' || letter === '`') expands = true
    text += letter
  }
  return { text, expands, next: at + 1 }
}
