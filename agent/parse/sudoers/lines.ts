/** A line as sudo sees it: continued ones joined, comments removed. */
export interface LogicalLine {
  /** Where it begins, from 1. */
  readonly line: number
  /** A line's end stands where one was continued: it parts words. */
  readonly text: string
  /** True when the file ends where it is continued. */
  readonly unfinished: boolean
}

/**
 * Splits a file into lines. A backslash at the end, blanks after it or not, continues a line, but not a comment. What
 * begins with `#include` is no comment, nor is `#` before a number, which is an id.
 */
export function logicalLines(text: string): LogicalLine[] {
  const found: LogicalLine[] = []
  let parts: string[] = []
  let start = 1
  let quoted = false
  const lines = text.split('\n')
  for (const [at, physical] of lines.entries()) {
    const written = physical.replace(/\r$/, '')
    if (parts.length === 0) start = at + 1
    const scanned = scan(written, quoted, parts.length === 0)
    parts.push(scanned.text)
    quoted = scanned.quoted
    if (scanned.continued) continue
    const unfinished = parts.length > 1 && at === lines.length - 1 && physical === ''
    found.push({ line: start, text: parts.join('\n'), unfinished })
    parts = []
    quoted = false
  }
  if (parts.length > 0) found.push({ line: start, text: parts.join('\n'), unfinished: true })
  return found.filter((each) => each.text.trim() !== '')
}

/** One physical line up to its comment or its continuation. */
function scan(
  line: string,
  quotedBefore: boolean,
  first: boolean,
): { text: string; continued: boolean; quoted: boolean } {
  let quoted = quotedBefore
  if (first && /^[ \t]*#include(dir)?[ \t]/.test(line)) return { text: line, continued: false, quoted: false }
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]
    if (character === '\\') {
      if (/^[ \t]*$/.test(line.slice(at + 1))) return { text: line.slice(0, at), continued: true, quoted }
      at += 1
    } else if (character === '"') quoted = !quoted
    else if (character === '#' && !quoted && !/^#-?\d/.test(line.slice(at, at + 3)))
      return { text: line.slice(0, at), continued: false, quoted: false }
  }
  return { text: line, continued: false, quoted }
}
