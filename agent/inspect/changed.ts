import type { Process } from '../host/proc.ts'
import type { FileContent } from '../host/root.ts'

/** A file counts as changed when it is younger than the process by more than the clocks' exactness, in milliseconds. */
const tolerance = 2000

/**
 * True when the file was changed after the process started, so that it may run with another content. For so many
 * milliseconds of `startup` the process may write it itself.
 */
export function changedSince(process: Process, file: FileContent, startup = 0): boolean {
  const started = process.started()
  return started.status === 'observed' && file.mtime > started.value + startup + tolerance
}
