// Tables of cron: crontab(5), of Debian's cron and of cronie.
import { shellCommands } from './shellcommand.ts'

/** A line that starts something. */
export interface CrontabLine {
  /** From 1. */
  readonly line: number
  /** What it starts: a path, or a name that the shell looks for. None where a variable says it. */
  readonly programs: readonly string[]
}

export interface Crontab {
  readonly lines: readonly CrontabLine[]
  /** Lines that are not understood. */
  readonly broken: readonly number[]
}

/** Most lines that are read. */
const maxLines = 10_000
const assignment = /^\s*(?:"[^"]*"|'[^']*'|[A-Za-z_]\w*)\s*=/
/** Five fields of time, or a word for them; a dash before them keeps a job out of the log. */
const schedule = /^\s*-?(?:@[a-z]+|(?:[\d*,/~A-Za-z-]+\s+){4}[\d*,/~A-Za-z-]+)\s+(\S.*)$/
/** What the shell does itself. */
const builtIn =
  /^(\.|:|\[|\[\[|alias|bg|break|cd|command|continue|echo|eval|exit|export|false|fi|done|for|in|case|esac|printf|pwd|read|return|set|shift|source|test|times|trap|true|type|ulimit|umask|unset|wait|\})$/

/** `withUser`: a table of the system, with a user behind the time. */
export function parseCrontab(text: string, withUser: boolean): Crontab {
  const lines: CrontabLine[] = []
  const broken: number[] = []
  for (const [at, written] of text.split('\n', maxLines).entries()) {
    if (/^\s*(#|$)/.test(written) || assignment.test(written)) continue
    const rest = schedule.exec(written)?.[1]
    const command = withUser ? /^\S+\s+(\S.*)$/.exec(rest ?? '')?.[1] : rest
    if (command === undefined) broken.push(at + 1)
    else lines.push({ line: at + 1, programs: programsOf(command) })
  }
  return { lines, broken }
}

/** Behind a percent sign stands what the program reads. */
function programsOf(command: string): string[] {
  const script = /^(?:\\.|[^%\\])*/s.exec(command)?.[0] ?? ''
  const first = shellCommands(script).flatMap(([word]) => word ?? [])
  const named = first.filter(({ text, expands }) => !expands && text !== '' && !builtIn.test(text))
  return [...new Set(named.map(({ text }) => text))].sort()
}
