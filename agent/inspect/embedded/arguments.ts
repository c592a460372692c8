// What a component is told that is no process of its own: its arguments, each with the place where it stands.
import type { Look } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import type { Told } from '../controlplane/flags.ts'

/** An argument of a component. */
export interface Argument {
  /** `--name=value`, or one of the two words that say the same. */
  readonly text: string
  /** What follows the flag in a source: ` in /etc/rancher/k3s/config.yaml:3`. */
  readonly place: string
  /** Why the value of the flag cannot be told; then the text has none. */
  readonly unknown?: string
}

/** A component within another program. */
export interface EmbeddedComponent {
  /** The program that holds it. */
  readonly process: Process
  readonly args: Look<readonly Argument[]>
  /** What people should know of the places. */
  readonly warnings: readonly string[]
  /** Why it may not run at all. */
  readonly unsure?: string
  /** The oldest version that the program can be, where it does not say its version. */
  readonly atLeast?: string
  /** A file that the program writes right before it starts the component. */
  readonly startFile?: string
}

const flagName = /^--?([A-Za-z][\w-]*)/

/** The arguments as components read them. */
export function toldBy(args: readonly Argument[]): Told {
  const places = new Map<string, string[]>()
  const untold = new Map<string, string>()
  for (const { text, place, unknown } of args) {
    const name = flagName.exec(text)?.[1]?.replaceAll('_', '-')
    if (name === undefined) continue
    const before = places.get(name)
    if (before) before.push(place)
    else places.set(name, [place])
    if (unknown !== undefined) untold.set(name, unknown)
  }
  const known = args.filter((each) => each.unknown === undefined).map((each) => each.text)
  return { args: known, open: new Set(), complete: true, where: '', places, untold }
}
