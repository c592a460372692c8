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

/** Farthest from 1970 that a Date reaches, in milliseconds. */
const farthest = 8.64e15

/** Whether a Date can hold milliseconds since 1970. Others may send more: what throws for it would throw for whoever asks. */
export function isTime(milliseconds: number): boolean {
  return Number.isSafeInteger(milliseconds) && Math.abs(milliseconds) <= farthest
}

/**
 * Timestamp → milliseconds since 1970; 0 for none. What no Date can hold becomes the next beyond, which is no time either:
 * a number that every engine keeps, less another time too.
 */
export function fromTimestamp(time: Timestamp | null | undefined): number {
  const milliseconds = time ? Number(time.seconds ?? 0) * 1000 + Math.round((time.nanos ?? 0) / 1e6) : 0
  return Math.max(-farthest - 1, Math.min(farthest + 1, milliseconds))
}
