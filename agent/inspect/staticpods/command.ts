// Which program a container becomes: the one of its command, or the one that a wrapper around it starts.
import { posix } from 'node:path'
import { shellCommands } from '../../parse/shellcommand.ts'
import type { ContainerSpec, Word } from './pod.ts'

/** The arguments with which a container runs a program. */
export interface Command {
  /** Behind the program's name. */
  readonly args: readonly string[]
  /** Those that hold a variable whose value is not known here. */
  readonly open: ReadonlySet<string>
  /** False where a variable may stand for a flag, or for several. */
  readonly complete: boolean
}

/** Shells of images. Of their options, one that ends in `c` is followed by a script. */
const shells: readonly string[] = ['sh', 'bash', 'dash', 'ash', 'busybox']
const scriptOption = /^-[a-z]*c$/
/** Programs that become, or start, the one that their arguments name; those of Kubernetes, OpenShift and the base system. */
const wrappers: readonly string[] = [
  ...['go-runner', 'kubenswrapper', 'hypershift', 'hyperkube', 'watch-termination'],
  ...['env', 'timeout', 'nice', 'ionice', 'tini', 'dumb-init', 'setpriv', 'nsenter'],
]
/** Wrappers within wrappers. */
const maxDepth = 8

/** How the container runs `program`; nothing when it runs another one. */
export function commandOf({ words }: Pick<ContainerSpec, 'words'>, program: string): Command | undefined {
  const args = argumentsOf(words, program, 0)
  if (!args) return undefined
  const open = args.filter((each) => each.open)
  return {
    args: args.map((each) => each.text),
    open: new Set(open.map((each) => each.text)),
    complete: open.every((each) => /^--?[\w-]+=/.test(each.text)),
  }
}

function argumentsOf(words: readonly Word[], program: string, depth: number): readonly Word[] | undefined {
  const name = baseName(words[0])
  if (name === program) return words.slice(1)
  if (depth >= maxDepth) return undefined
  if (shells.includes(name)) return inScript(words, program, depth)
  if (!wrappers.includes(name)) return undefined
  const next = words.findIndex((word, at) => at > 0 && isProgram(baseName(word), program))
  return next < 0 ? undefined : argumentsOf(words.slice(next), program, depth + 1)
}

function isProgram(name: string, program: string): boolean {
  return name === program || shells.includes(name) || wrappers.includes(name)
}

/** The last command of the script that is the program: what comes before it are preparations. */
function inScript(words: readonly Word[], program: string, depth: number): readonly Word[] | undefined {
  const option = words.findIndex((word) => scriptOption.test(word.text))
  const script = option < 0 ? undefined : words[option + 1]
  if (!script) return undefined
  return shellCommands(script.text)
    .map((each) =>
      argumentsOf(
        each.map(({ text, expands }) => ({ text, open: expands })),
        program,
        depth + 1,
      ),
    )
    .findLast((each) => each !== undefined)
}

function baseName(word: Word | undefined): string {
  return posix.basename(word?.text ?? '')
}
