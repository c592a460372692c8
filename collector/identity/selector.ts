// Label selectors as kubectl takes them: `a=b`, `a==b`, `a!=b`, `a in (b, c)`, `a notin (b)`, `a`, `!a`, with commas between.

type Labels = Readonly<Record<string, string>>
type Requirement = (labels: Labels) => boolean

const name = '[A-Za-z0-9]([A-Za-z0-9._/-]{0,315}[A-Za-z0-9])?'
const value = '[A-Za-z0-9._-]{0,63}'
const forms: readonly [RegExp, (key: string, values: readonly string[]) => Requirement][] = [
  [new RegExp(`^(?<key>${name})$`), (key) => (labels) => Object.hasOwn(labels, key)],
  [new RegExp(`^!\\s*(?<key>${name})$`), (key) => (labels) => !Object.hasOwn(labels, key)],
  [
    new RegExp(`^(?<key>${name})\\s*==?\\s*(?<values>${value})$`),
    (key, values) => (labels) => isOne(labels, key, values),
  ],
  [
    new RegExp(`^(?<key>${name})\\s*!=\\s*(?<values>${value})$`),
    (key, values) => (labels) => !isOne(labels, key, values),
  ],
  [
    new RegExp(`^(?<key>${name})\\s+in\\s*\\((?<values>[^()]*)\\)$`),
    (key, values) => (labels) => isOne(labels, key, values),
  ],
  [
    new RegExp(`^(?<key>${name})\\s+notin\\s*\\((?<values>[^()]*)\\)$`),
    (key, values) => (labels) => !isOne(labels, key, values),
  ],
]

function isOne(labels: Labels, key: string, values: readonly string[]): boolean {
  return Object.hasOwn(labels, key) && values.includes(labels[key] as string)
}

/** Tells whether labels match. Undefined for a text that is no selector. */
export function parseSelector(text: string): Requirement | undefined {
  // Commas within parentheses belong to a list of values.
  const parts = text.split(/,(?![^(]*\))/).map((each) => each.trim())
  const requirements = parts.map(requirementOf)
  if (requirements.some((each) => each === undefined)) return undefined
  return (labels) => requirements.every((each) => each?.(labels))
}

function requirementOf(text: string): Requirement | undefined {
  for (const [form, make] of forms) {
    const groups = form.exec(text)?.groups
    if (!groups) continue
    const values = (groups['values'] ?? '').split(',').map((each) => each.trim())
    return values.every((each) => new RegExp(`^${value}$`).test(each))
      ? make(groups['key'] as string, values)
      : undefined
  }
  return undefined
}

/** True for a text that is a selector. */
export function isSelector(text: string): boolean {
  return text.length <= 1000 && parseSelector(text) !== undefined
}
