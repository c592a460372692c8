// Paths that people allow in one line. `*` never crosses a slash.

/** Places that others than the system's own packages and images write to. */
const writable = [
  '/tmp',
  '/var/tmp',
  '/dev',
  '/run',
  '/var/run',
  '/proc',
  '/home',
  '/root',
  '/mnt',
  '/media',
  '/var/lib',
]

/** Why a pattern is refused; undefined where it is none. */
export function patternProblem(pattern: string): string | undefined {
  if (!pattern.startsWith('/')) return 'a pattern begins with /'
  const segments = segmentsOf(pattern)
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return 'a pattern has no empty segment, no . and no ..'
  if (segments.some((segment) => segment.includes('**'))) return '* stands for one segment, ** is not known'
  const fixed = segments.findIndex((segment) => segment.includes('*'))
  if (fixed < 0) return 'a path without * is approved as an entry, with its digest'
  if (fixed < 2) return 'a pattern begins with two segments without *'
  const place = writable.find((each) => pattern.startsWith(`${each}/`))
  return place === undefined ? undefined : `${place} is writable: everything there needs a digest`
}

/** Whether the pattern stands for the path: as many segments, and each the same or what `*` leaves open, never nothing. */
export function matchesPattern(pattern: string, path: string): boolean {
  const [wanted, given] = [segmentsOf(pattern), segmentsOf(path)]
  return wanted.length === given.length && wanted.every((segment, at) => matchesSegment(segment, given[at] as string))
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1)
}

/** Greedy from the left, as the parts between stars come: linear, whatever people write. */
function matchesSegment(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const [head, tail] = [parts[0] as string, parts.at(-1) as string]
  if (parts.length === 1) return text === pattern
  if (text === '' || text.length < head.length + tail.length) return false
  if (!text.startsWith(head) || !text.endsWith(tail)) return false
  let at = head.length
  for (const part of parts.slice(1, -1)) {
    at = text.indexOf(part, at)
    if (at < 0) return false
    at += part.length
  }
  return at <= text.length - tail.length
}
