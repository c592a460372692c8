// PEM as RFC 7468 and Go's encoding/pem have it: blocks between lines, whatever text stands around them.

/** What stands between a BEGIN and its END. */
export interface PemBlock {
  /** `CERTIFICATE`, `EC PRIVATE KEY`, … */
  readonly label: string
  /** Of its BEGIN, from 1. */
  readonly line: number
  /** True when lines like `Proc-Type: 4,ENCRYPTED` stand before the data (RFC 1421). */
  readonly headers: boolean
  readonly der: Buffer
}

/** A block that could not be read. */
export interface PemProblem {
  readonly line: number
  readonly label: string
  readonly reason: string
}

export interface Pem {
  readonly blocks: readonly PemBlock[]
  readonly problems: readonly PemProblem[]
  /** True when there are more blocks than were asked for. */
  readonly more: boolean
}

/** Largest block that is read, in bytes after decoding: certificates and keys have a few thousand. */
export const maxBlock = 65_536

interface Open {
  readonly label: string
  readonly line: number
  readonly body: string[]
  headers: boolean
}

/** Reads at most `limit` blocks, broken ones included. Never throws: what is no block is text. */
export function parsePem(bytes: Uint8Array, limit: number): Pem {
  const blocks: PemBlock[] = []
  const problems: PemProblem[] = []
  const lines = textOf(bytes).split('\n')
  let open: Open | undefined
  const close = (reason?: string) => {
    if (!open) return
    const block = reason === undefined ? decode(open) : reason
    if (typeof block === 'string') problems.push({ line: open.line, label: open.label, reason: block })
    else blocks.push(block)
    open = undefined
  }
  for (const [at, written] of lines.entries()) {
    const line = written.trimEnd()
    const begins = /^-----BEGIN ([ -~]{0,80}?)-----$/.exec(line)?.[1]
    const ends = /^-----END ([ -~]{0,80}?)-----$/.exec(line)?.[1]
    if (begins !== undefined) {
      close('has no end')
      if (blocks.length + problems.length >= limit) return { blocks, problems, more: true }
      open = { label: begins, line: at + 1, body: [], headers: false }
    } else if (!open) continue
    else if (ends !== undefined) close(ends === open.label ? undefined : `ends as ${ends}`)
    else if (line.includes(':') && open.body.length === 0) open.headers = true
    else if (line !== '' && !continuesHeader(line, open)) open.body.push(line)
  }
  close('has no end')
  return { blocks, problems, more: false }
}

/**
 * True for the mark of the byte order that some editors put at the beginning. Go takes it for text before the first line:
 * a block that begins in that line is none to it.
 */
export function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** One character a byte; without that mark. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', hasMark(bytes) ? 3 : 0)
}

function continuesHeader(line: string, open: Open): boolean {
  return open.headers && open.body.length === 0 && /^[ \t]/.test(line)
}

/** The block, or why it is none. */
function decode(open: Open): PemBlock | string {
  const text = open.body.join('').replaceAll(/[ \t\r]/g, '')
  if (text === '') return 'is empty'
  if (text.length > (maxBlock / 3) * 4) return `is larger than ${maxBlock} bytes`
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return 'is not base64'
  const { label, line, headers } = open
  return { label, line, headers, der: Buffer.from(text, 'base64') }
}
