// Scripts: what is executed is a text, what runs is its interpreter.
import { posix } from 'node:path'
import { textOf } from '../host/names.ts'
import type { HostRoot } from '../host/root.ts'
import type { Script } from './observation.ts'

/** Bytes of the first line that the kernel looks at (BINPRM_BUF_SIZE). */
const firstLine = 256
/** Programs whose first argument that is no flag is a script. */
const interpreters = /^(ba|da|a|z|k|mk)?sh$|^(python|perl|ruby|node|nodejs|php|lua)[\d.]*$/

/** The interpreter that the first line of a file names; undefined for what is no script. */
export async function shebangOf(root: HostRoot, path: string): Promise<string | undefined> {
  const bytes = await root.readRange(path, 0, firstLine)
  if (bytes.status !== 'observed') return undefined
  const line = textOf(bytes.value).split('\n', 1)[0] ?? ''
  return /^#![ \t]*([^ \t\0]+)/.exec(line)?.[1]
}

/** Whether an interpreter got its program as an argument, or reads it from its input: no file says what it does. */
export function isInline(executable: string, argv: readonly string[]): boolean {
  if (!interpreters.test(posix.basename(executable)) || argv.length === 0) return false
  const [first] = argv.slice(1)
  // A login shell without arguments is not told from one that reads a program: both do what their input says.
  return first === undefined || first === '-' || /^-[a-z]*[ces]$/.test(first)
}

/**
 * The script that an interpreter was given by name. Flags may take values, which nobody can tell from outside: a script is
 * named only where it is the first argument.
 */
export function scriptArgument(
  executable: string,
  argv: readonly string[],
  cwd: () => string | undefined,
): Script | undefined {
  const argument = argv[1]
  if (!interpreters.test(posix.basename(executable)) || !argument || argument.startsWith('-')) return undefined
  const directory = argument.startsWith('/') ? '/' : cwd()
  return { path: directory === undefined ? argument : posix.resolve(directory, argument), by: 'argument' }
}
