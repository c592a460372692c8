/** One line of sshd_config that says something. */
export interface Line {
  /** As written. */
  readonly keyword: string
  /** What follows the keyword, as written, without white space at its ends: some keywords take all of it. */
  readonly rest: string
  /** The same as words: quotes and escapes resolved, a comment at the end removed. */
  readonly args: readonly string[]
}

/**
 * Splits a line as sshd does (strdelim and argv_split in misc.c): blanks or one `=` after the keyword, words in single
 * or double quotes, and a comment where a word begins with `#`. `undefined` for a line that says nothing.
 */
export function splitLine(text: string): Line | { readonly wrong: string } | undefined {
  const line = withoutEnd(text.replace(/^[ \t\r]+/, '')).replace(/^=[ \t\r]*/, '')
  if (line === '' || line.startsWith('#')) return undefined
  const [whole = '', quoted, plain, quotedEnd = ''] = /^(?:"([^"]*)"|([^ \t\r="]*)(?:"([^"]*)")?)/.exec(line) ?? []
  const keyword = quoted ?? `${plain}${quotedEnd}`
  // sshd takes a keyword whose quote is not closed for no keyword, and the line for empty.
  if (keyword === '' || line[whole.length] === '"') return undefined
  const rest = line.slice(whole.length).replace(/^[ \t\r]*=?[ \t\r]*/, '')
  if (rest === '') return { wrong: `no argument after ${keyword}` }
  const args = splitWords(rest)
  return args === undefined ? { wrong: 'invalid quotes' } : { keyword, rest, args }
}

/** By hand, for a regular expression would look at a long run of blanks once for each of them. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\r\n\f'.includes(text[end - 1] as string)) end -= 1
  return text.slice(0, end)
}

/** The words of a text. `undefined` when a quote is not closed. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = []
  let at = 0
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1
    if (at >= text.length || text[at] === '#') return words
    const word = readWord(text, at)
    if (word === undefined) return undefined
    words.push(word.text)
    at = word.end
  }
}

function readWord(text: string, start: number): { text: string; end: number } | undefined {
  let word = ''
  let quote: string | undefined
  let at = start
  for (; at < text.length; at += 1) {
    const char = text[at] as string
    if (char === '\\' && isEscapable(text[at + 1], quote)) {
      at += 1
      word += text[at]
    } else if (quote === undefined && (char === ' ' || char === '\t')) break
    else if (quote === undefined && (char === '"' || char === "'")) quote = char
    else if (char === quote) quote = undefined
    else word += char
  }
  return quote === undefined ? { text: word, end: at } : undefined
}

function isEscapable(char: string | undefined, quote: string | undefined): boolean {
  return char === '"' || char === "'" || char === '\\' || (char === ' ' && quote === undefined)
}
