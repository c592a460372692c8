/** Thrown inside the parser for a line that breaks the grammar. It says where, never what stands there. */
export class SudoersError extends Error {
  override readonly name = 'SudoersError'
}

/** A place in a line that only moves on. */
export interface Cursor {
  /** Skips blanks, then takes what the expression (sticky, `y`) matches here. */
  take(expression: RegExp): string | undefined
  /** Skips blanks, then looks whether the expression matches here. */
  sees(expression: RegExp): boolean
  /** Takes what must come here. */
  expect(expression: RegExp, what: string): string
  /** True when nothing but blanks is left. */
  atEnd(): boolean
  fail(what: string): never
}

/** A line's end stands where a line was continued. */
const blank: ReadonlySet<string | undefined> = new Set([' ', '\t', '\n'])

/** A cursor at the beginning of a line. */
export function cursorOn(text: string): Cursor {
  let at = 0
  const match = (expression: RegExp): string | undefined => {
    while (blank.has(text[at])) at += 1
    expression.lastIndex = at
    return expression.exec(text)?.[0]
  }
  const take = (expression: RegExp): string | undefined => {
    const found = match(expression)
    at += found?.length ?? 0
    return found
  }
  const fail = (what: string): never => {
    throw new SudoersError(`column ${at + 1}: ${what}`)
  }
  return {
    take,
    sees: (expression) => match(expression) !== undefined,
    expect: (expression, what) => take(expression) ?? fail(`no ${what}`),
    atEnd: () => match(/[\s\S]/y) === undefined,
    fail,
  }
}
