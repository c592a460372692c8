/** `google.protobuf.Timestamp`, as it is sent. */
export interface Timestamp {
  readonly seconds?: number | null
  readonly nanos?: number | null
}

/** Milliseconds since 1970 → Timestamp. */
export function toTimestamp(milliseconds: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(milliseconds / 1000)
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) }
}

/** Timestamp → milliseconds since 1970; 0 for none. */
export function fromTimestamp(time: Timestamp | null | undefined): number {
  return time ? Number(time.seconds ?? 0) * 1000 + Math.round((time.nanos ?? 0) / 1e6) : 0
}
