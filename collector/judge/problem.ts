/** Something wrong in a rule file, with its place. */
export interface Problem {
  /** `file:line`. */
  readonly place: string
  readonly message: string
}

/** Thrown when rules cannot be loaded: all problems at once, none hides another. */
export class RulesError extends Error {
  override readonly name = 'RulesError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map((each) => `${each.place}: ${each.message}`).join('\n'))
    this.problems = problems
  }
}
