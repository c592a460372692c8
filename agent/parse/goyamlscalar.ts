// Plain scalars as go-yaml v2 resolves them: YAML 1.1, with deviations of its own.
import { fitsSigned, parseGoInt } from './goscalars.ts'

/** What a scalar comes to. Whole numbers beyond 2^53 are bigint. */
export type Scalar = null | boolean | number | bigint | string

const nulls = ['', '~', 'null', 'Null', 'NULL']
const trues = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']
const falses = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']
const notFinite = /^(\.(nan|NaN|NAN)|[+-]?\.(inf|Inf|INF))$/
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/

/** Resolves a scalar that stands without quotes and without a tag. */
export function resolvePlain(text: string): Scalar {
  if (nulls.includes(text)) return null
  if (trues.includes(text)) return true
  if (falses.includes(text)) return false
  if (notFinite.test(text)) return /nan/i.test(text) ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity
  // Everything else that is not text begins with a digit, a sign or a point. Numbers in base 60 are text to go-yaml.
  if (!/^[-+.0-9]/.test(text)) return text
  if (text.startsWith('.')) return finite(text.replace(/(?<=\d)_(?=\d)/g, ''), text)
  const digits = text.replaceAll('_', '')
  const whole = parseGoInt(digits)
  if (whole !== undefined && (fitsSigned(whole, 64) || BigInt.asUintN(64, whole) === whole)) return narrow(whole)
  return finite(digits, text)
}

/** A decimal number; a text where it is none or too large for Go's ParseFloat. */
function finite(digits: string, text: string): Scalar {
  const number = float.test(digits) ? Number(digits) : Number.NaN
  return Number.isFinite(number) ? number : text
}

/** A number where it is exact, a bigint otherwise. */
export function narrow(whole: bigint): number | bigint {
  const number = Number(whole)
  return Number.isSafeInteger(number) ? number : whole
}
