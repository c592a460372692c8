import type { Environment } from '@marcbachmann/cel-js'

/** What rules can do beyond CEL's own functions. The reference of rules is made from this list. */
export const functions = [
  {
    signature: 'string.within(string): bool',
    about:
      'Permission bits: true when the mode has no bit outside of the other one. `"0400".within("0600")` is true, `"0700".within("0600")` is not. Both are octal digits.',
    handler: (mode: string, limit: string): boolean => (octal(mode) & ~octal(limit)) === 0,
  },
  {
    signature: 'string.versionAtLeast(string): bool',
    about:
      'Compares dotted versions number by number, a leading `v` and what follows the numbers left aside: `"v1.36.3".versionAtLeast("1.34")` is true.',
    handler: (version: string, least: string): boolean => compareVersions(version, least) >= 0,
  },
] as const

/** Makes the functions known to an environment. */
export function addFunctions(environment: Environment): void {
  for (const each of functions)
    environment.registerFunction(each.signature, each.handler as (...values: unknown[]) => unknown)
}

function octal(mode: string): number {
  if (!/^[0-7]{1,5}$/.test(mode)) throw new Error(`not octal permission bits: ${mode}`)
  return Number.parseInt(mode, 8)
}

/** Negative, zero or positive, as the first version is older, the same or newer. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbers(version: string): number[] {
  const found = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1]
  if (!found) throw new Error(`not a version: ${version}`)
  return found.split('.').map(Number)
}
