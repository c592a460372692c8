/** What an event may hold. The agent keeps to it, the collector refuses the rest with `FIELD_TOO_LARGE`. */
export const eventLimits = {
  /** Encoded, in bytes. */
  maxEventBytes: 64 * 1024,
  /** Events in one frame. */
  maxBatchEvents: 2048,
  /** UTF-16 units of a text. */
  maxText: 1024,
  /** Bytes of a name, a path or a hash. */
  maxBytes: 4096,
  /** Items of a list. */
  maxItems: 256,
  /** Largest number: whole numbers above it are not kept exactly. */
  maxNumber: Number.MAX_SAFE_INTEGER,
} as const
