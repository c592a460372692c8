/**
 * What came of looking at something on the node. Not there, not allowed and not possible are three different answers,
 * and none of them is ever taken for another.
 */
export type Look<T> = Seen<T> | Unseen

/** It is there. */
export interface Seen<T> {
  readonly status: 'observed'
  readonly value: T
}

/** It is not there, or could not be looked at. */
export type Unseen = Absent | Denied | Failed

export interface Absent {
  readonly status: 'absent'
  /** Set where absence needs a word, for example `link to /x, which does not exist`. */
  readonly reason?: string
  /** Where a link leads that leads nowhere: a path on the host. */
  readonly missing?: string
}

export interface Denied {
  readonly status: 'denied'
  readonly reason: string
}

export interface Failed {
  readonly status: 'failed'
  readonly reason: string
}

export function seen<T>(value: T): Seen<T> {
  return { status: 'observed', value }
}

export const absent: Absent = Object.freeze({ status: 'absent' })

export function denied(reason: string): Denied {
  return { status: 'denied', reason }
}

export function failed(reason: string): Failed {
  return { status: 'failed', reason }
}

/** One word or sentence for people: why there is no value. */
export function why(look: Unseen): string {
  return look.status === 'absent' ? (look.reason ?? 'does not exist') : look.reason
}

/** Translates an error of the file system (`ENOENT`, `EACCES`, …) into what it means for the look. */
export function fromError(error: unknown): Unseen {
  const code = (error as NodeJS.ErrnoException)?.code
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESRCH') return absent
  if (code === 'EACCES' || code === 'EPERM') return denied('permission denied')
  if (code === 'ELOOP') return failed('a loop of links')
  if (code === 'ENAMETOOLONG') return failed('the name is too long')
  return failed(code ?? (error instanceof Error ? error.message : String(error)))
}
