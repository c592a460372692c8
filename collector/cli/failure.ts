import { type Outcome, type Severity, severities } from '../judge/rule.ts'

/** Thrown for what the user has to know: one sentence on standard error, exit code 2. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

/** Exit codes of commands that judge; and of a collector that was told to stop and of which something did not end. */
export const exitCodes = { clean: 0, findings: 1, failed: 2, unended: 3 } as const

export interface FailOn {
  /** Failures at or above it end in exit code 1; `none`: never. */
  readonly failOn: Severity | 'none'
  /** Questions at that level that have no answer do too, and so do nodes that are silent or were never seen. */
  readonly failOnUnknown: boolean
}

/** The exit code for these findings. */
export function exitCode(
  findings: readonly { readonly outcome: Outcome; readonly severity: Severity }[],
  { failOn, failOnUnknown }: FailOn,
): number {
  if (failOn === 'none') return exitCodes.clean
  const least = severities.indexOf(failOn)
  const bad = findings.some(
    (each) =>
      severities.indexOf(each.severity) >= least &&
      (each.outcome === 'fail' || (failOnUnknown && isUnanswered(each.outcome))),
  )
  return bad ? exitCodes.findings : exitCodes.clean
}

/** No answer: it cannot be told, or the rule is broken. */
export function isUnanswered(outcome: Outcome): boolean {
  return outcome === 'unknown' || outcome === 'error'
}

/** Reads `--fail-on`. Throws a CliError. */
export function parseFailOn(text: string): Severity | 'none' {
  const found = [...severities, 'none' as const].find((each) => each === text)
  if (!found) throw new CliError(`--fail-on ${text}: there are ${severities.join(', ')} and none`)
  return found
}
