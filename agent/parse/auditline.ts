// One line of the API server's audit log: an Event of audit.k8s.io as JSON (k8s.io/apiserver, plugin/pkg/audit/log).

/** A request that was refused, as far as it is counted. What was asked in detail, and what was answered, is not kept. */
export interface Refusal {
  readonly code: 401 | 403
  /** Who was refused; empty for nobody. */
  readonly user: string
  /** The address that the connection came from; empty where the line has none. */
  readonly source: string
  /** Verb and resource, or the path for what is no resource: `get secrets`, `get /metrics`. */
  readonly asked: string
  /** The same for all lines of one request: they are written at several of its stages. */
  readonly request: string
  /** Milliseconds since 1970; undefined where the line does not say. */
  readonly time: number | undefined
}

/** Most characters of each text. */
const maxText = 256
/** Go writes JSON without spaces: a line without one of these is none of a refusal, and is not parsed. */
const codes = [Buffer.from('"code":401'), Buffer.from('"code":403')]

/** Undefined for every other line; `none` for a line that is no event at all. */
export function parseAuditLine(line: Buffer): Refusal | 'none' | undefined {
  // The older form is text, and no object.
  if (line[0] !== 0x7b) return 'none'
  if (!codes.some((code) => line.includes(code))) return undefined
  const event = objectOf(parseJson(line))
  if (!event) return 'none'
  const code = objectOf(event['responseStatus'])?.['code']
  if (code !== 401 && code !== 403) return undefined
  const received = textOf(event['requestReceivedTimestamp'])
  const time = Date.parse(received)
  return {
    code,
    user: textOf(objectOf(event['user'])?.['username']),
    source: sourceOf(event['sourceIPs']),
    asked: askedOf(event),
    // The id may be chosen by who asks; the time, in microseconds, is the server's.
    request: `${textOf(event['auditID'])} ${received}`,
    time: Number.isNaN(time) ? undefined : time,
  }
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}

/** The last address is that of the connection; those before it are what the request's headers say, which anyone may write. */
function sourceOf(addresses: unknown): string {
  return Array.isArray(addresses) ? textOf(addresses.at(-1)) : ''
}

function askedOf(event: Readonly<Record<string, unknown>>): string {
  const object = objectOf(event['objectRef'])
  const path = textOf(event['requestURI']).replace(/[?#].*$/s, '')
  const parts = [textOf(object?.['resource']), textOf(object?.['subresource'])].filter((each) => each !== '')
  return `${textOf(event['verb'])} ${parts.join('/') || path}`.slice(0, maxText)
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, maxText) : ''
}
