import type { Environment } from '@marcbachmann/cel-js'
import { configzDifferences } from './configz.ts'
import { UnknownValue } from './fact.ts'
import { supportOf } from './releases.ts'
import { compareVersions } from './versions.ts'

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
  {
    signature: 'string.support(string, google.protobuf.Timestamp): string',
    about:
      'Whether a line of releases still gets corrections, by the table of releases: `version.support("kubernetes", now)` is `supported`, `maintenance` or `ended`, and unknown for what is not in the table. There are `kubernetes`, `containerd`, `cri-o` and `etcd`.',
    handler: (version: string, product: string, now: Date): string => support(version, product, now).support,
  },
  {
    signature: 'string.supportText(string, google.protobuf.Timestamp): string',
    about: 'The same as words, with the day that decides and the day of the table.',
    handler: (version: string, product: string, now: Date): string => support(version, product, now).text,
  },
  {
    signature: 'list<string>.duplicates(): list<string>',
    about: 'The texts that stand more than once in a list, each once: `["a", "b", "a"].duplicates()` is `["a"]`.',
    handler: duplicates,
  },
  {
    signature: 'KubeletFact.differences(KubeletConfigzFact): list<string>',
    about:
      'Where the files and flags of a kubelet say something else than the kubelet itself, a sentence each: `kubelet.differences(kubeletConfigz)`.',
    handler: configzDifferences,
  },
] as const

/** Makes the functions known to an environment. */
export function addFunctions(environment: Environment): void {
  for (const each of functions)
    environment.registerFunction(each.signature, each.handler as (...values: unknown[]) => unknown)
}

/** In the order of their second place; one pass, for lists of all nodes of a cluster. */
function duplicates(texts: readonly string[]): string[] {
  const [once, more] = [new Set<string>(), new Set<string>()]
  for (const each of texts) (once.has(each) ? more : once).add(each)
  return [...more]
}

function octal(mode: string): number {
  if (!/^[0-7]{1,5}$/.test(mode)) throw new Error(`not octal permission bits: ${mode}`)
  return Number.parseInt(mode, 8)
}

function support(version: string, product: string, now: Date) {
  const answer = supportOf(product, version, now)
  if ('unknown' in answer) throw new UnknownValue(answer.unknown)
  return answer
}
