import { createHash, timingSafeEqual } from 'node:crypto'

/** True when the header carries this token. Compared by hash, in the same time whatever is asked. */
export function bearer(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
