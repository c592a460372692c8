import { StoreError } from './store.ts'

/** What went wrong, by the beginning of an error code of SQLite or of the operating system, and what to do. */
const remedies: readonly (readonly [codes: RegExp, text: string])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'is locked by another process: stop the other Merlon, or whatever else has it open, and try again',
  ],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'is damaged: restore a backup, or move the file away (agents send the current state again; history is lost)',
  ],
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS|ENOTDIR|EISDIR|ENOENT|EEXIST|ELOOP|ENAMETOOLONG)/,
    'cannot be written: name a file in a directory that the user of the collector may write',
  ],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'cannot grow: free space on its disk'],
  [/^(SQLITE_IOERR|EIO)/, 'cannot be read or written: look for errors of its disk in the log of the kernel'],
]

/** An error that is about the state of the database file as a StoreError; any other as it is. */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error
  const { code, message } = error as { code?: unknown; message?: string }
  const remedy = typeof code === 'string' ? remedies.find(([codes]) => codes.test(code)) : undefined
  return remedy ? new StoreError(`the database ${file} ${remedy[1]} (${message})`, { cause: error }) : error
}

/** Whether opening failed because of what is in the file. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof StoreError)) return false
  const { code } = (error.cause ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^SQLITE_(NOTADB|CORRUPT)/.test(code)
}
