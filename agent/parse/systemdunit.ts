// Units of systemd as far as they say how a service is started: systemd.syntax(7), systemd.service(5), systemd.exec(5).

/** An assignment of a unit's file. */
export interface UnitEntry {
  readonly section: string
  readonly name: string
  readonly value: string
  /** Of its name, from 1. */
  readonly line: number
}

/** A word of a command. */
export interface UnitWord {
  readonly text: string
  /** True when it holds a variable or a specifier whose value does not stand there. */
  readonly open: boolean
}

/** Longest file that is read, in characters. */
const limit = 256 * 1024

/** The assignments in their order. A backslash at its end joins a line with the next; comments between are left out. */
export function parseUnit(text: string): UnitEntry[] {
  const entries: UnitEntry[] = []
  let section = ''
  for (const { content, line } of logicalLines(text.slice(0, limit))) {
    const header = /^\[([^\]]*)\]$/.exec(content)?.[1]
    if (header !== undefined) section = header
    const [, name, value] = /^([^=]+?)\s*=\s*(.*)$/s.exec(content) ?? []
    if (header === undefined && name !== undefined && value !== undefined) entries.push({ section, name, value, line })
  }
  return entries
}

function logicalLines(text: string): { content: string; line: number }[] {
  const lines: { content: string; line: number }[] = []
  let open: { content: string; line: number } | undefined
  for (const [at, written] of text.split('\n').entries()) {
    if (/^\s*[#;]/.test(written)) continue
    const joins = /\\\s*$/.test(written)
    const content = written.replace(/\\\s*$/, ' ')
    open = open ? { ...open, content: open.content + content } : { content, line: at + 1 }
    if (joins) continue
    lines.push({ ...open, content: open.content.trim() })
    open = undefined
  }
  return open ? [...lines, { ...open, content: open.content.trim() }] : lines
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '\\': '\\', '"': '"', "'": "'" }
const quote = /["']/

/**
 * The words of a value: quotes and escapes removed, variables in their places. A variable that stands alone as `$NAME`
 * may be several words and stays open, as one that is not known does.
 */
export function unitWords(value: string, variables: ReadonlyMap<string, string> = new Map()): UnitWord[] {
  return splitWords(value).map((word) => expand(word, variables))
}

function splitWords(value: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let open = ''
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at] as string
    if (letter === '\\') {
      const next = value[at + 1] ?? ''
      word = (word ?? '') + (escapes[next] ?? `\\${next}`)
      at += 1
    } else if (open === '' && /\s/.test(letter)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (letter === open) open = ''
    else if (open === '' && quote.test(letter)) {
      open = letter
      word ??= ''
    } else word = (word ?? '') + letter
  }
  return word === undefined ? words : [...words, word]
}

function expand(word: string, variables: ReadonlyMap<string, string>): UnitWord {
  let open = false
  const text = word.replace(/\$\$|%%|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)|%[A-Za-z]/g, (whole, braced?: string) => {
    if (whole === '$$') return '$'
    if (whole === '%%') return '%'
    const found = braced === undefined ? undefined : variables.get(braced)
    open ||= found === undefined
    return found ?? whole
  })
  return { text, open }
}
