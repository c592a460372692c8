// Texts that Go programs read as booleans, numbers, durations and quantities, by the rules of strconv and time.

/** `strconv.ParseBool`: these twelve spellings and no other. */
export function parseGoBool(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false
  return undefined
}

const digitsOfBase: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^[0-9]+$/,
  16: /^[0-9a-f]+$/,
}

/**
 * `strconv.ParseInt(text, 0, …)`: prefixes 0x, 0o, 0b, a leading 0 means octal, underscores between digits. `undefined`
 * where it is no number; the range is the caller's to check.
 */
export function parseGoInt(text: string): bigint | undefined {
  const [, sign, prefix, rest] = /^([+-]?)(0[xX]|0[oO]|0[bB]|0(?=[0-9_]))?(.*)$/s.exec(text) ?? []
  if (rest === undefined || rest.length > 100) return undefined
  const base = baseOf(prefix)
  // An underscore stands between digits, or between a prefix and a digit.
  if (/__|_$/.test(rest) || (rest.startsWith('_') && !prefix)) return undefined
  const digits = rest.replaceAll('_', '').toLowerCase()
  if (!digitsOfBase[base]?.test(digits)) return undefined
  const number = BigInt(base === 10 ? digits : `${base === 16 ? '0x' : base === 8 ? '0o' : '0b'}${digits}`)
  return sign === '-' ? -number : number
}

function baseOf(prefix: string | undefined): number {
  if (!prefix) return 10
  const letter = prefix[1]?.toLowerCase()
  return letter === 'x' ? 16 : letter === 'b' ? 2 : 8
}

/** True when the number fits a signed integer of so many bits. */
export function fitsSigned(number: bigint, bits: number): boolean {
  return BigInt.asIntN(bits, number) === number
}

const unitNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** `time.ParseDuration`, in nanoseconds; or Go's own words for what is wrong. */
export function parseGoDuration(text: string): bigint | { readonly error: string } {
  const invalid = { error: `time: invalid duration ${JSON.stringify(text)}` }
  const sign = /^[+-]/.exec(text)?.[0]
  let rest = sign ? text.slice(1) : text
  if (rest === '0') return 0n
  if (rest === '' || rest.length > 200) return invalid
  let total = 0n
  while (rest !== '') {
    const [matched, whole = '', , fraction = '', unit = ''] = /^(\d*)(\.(\d*))?([^\d.]*)/.exec(rest) ?? []
    if (!matched || (whole === '' && fraction === '')) return invalid
    if (unit === '') return { error: `time: missing unit in duration ${JSON.stringify(text)}` }
    const scale = unitNanoseconds[unit]
    if (scale === undefined)
      return { error: `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}` }
    total += BigInt(whole || '0') * scale + (BigInt(fraction || '0') * scale) / 10n ** BigInt(fraction.length)
    rest = rest.slice(matched.length)
  }
  const signed = sign === '-' ? -total : total
  return fitsSigned(signed, 64) ? signed : invalid
}

/** `Duration.String`: `4h0m0s`, `1m30s`, `100ms`, `0s`. */
export function formatGoDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s'
  const sign = nanoseconds < 0n ? '-' : ''
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  if (size < 1_000n) return `${sign}${size}ns`
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`
  const minutes = size / 60_000_000_000n
  const seconds = `${decimal(size % 60_000_000_000n, 9)}s`
  if (minutes === 0n) return `${sign}${seconds}`
  const hours = minutes / 60n
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`
}

function decimal(number: bigint, places: number): string {
  const digits = number.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`
}

/** True for what `resource.ParseQuantity` reads: `100Mi`, `1.5`, `2e3`, `500m`. */
export function isQuantity(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(([KMGTPE]i)|[numkMGTPE]|[eE][+-]?\d+)?$/.test(text)
}
