import type { Bench } from './measure.ts'

/** Milliseconds between lines where nobody watches a terminal. */
const pause = 10_000
const clear = '\r\u001b[K'

/** Figures go to standard output; where a measure is, to one line of standard error, or into a file a line now and then. */
export function openOutput(): Pick<Bench, 'print' | 'progress'> {
  const { stdout, stderr } = process
  let last = Number.NEGATIVE_INFINITY
  return {
    print: (line) => {
      if (stderr.isTTY) stderr.write(clear)
      stdout.write(`${line}\n`)
    },
    progress: (text) => {
      const now = performance.now()
      if (now - last < (stderr.isTTY ? 100 : pause)) return
      last = now
      stderr.write(stderr.isTTY ? `${clear}${text.slice(0, 100)}` : `${text}\n`)
    },
  }
}
