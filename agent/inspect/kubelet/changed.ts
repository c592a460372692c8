// Which files the kubelet may have read with another content: it does not notice a change before it is restarted.
import type { SourcedBool } from '../../../proto/index.ts'
import type { Process } from '../../host/proc.ts'
import type { ConfigFile } from './effective.ts'

/** A file counts as changed when it is younger than the process by more than the clocks' exactness, in milliseconds. */
const tolerance = 2000
/** Longest time after its own start at which a program starts the kubelet within itself, in milliseconds. */
const startup = 10 * 60_000

/**
 * Whether a file changed after the kubelet started. A program that holds the kubelet writes `startFile` right before it
 * starts that: then this tells the start, unless it is too late to be one.
 */
export function changedSinceStart(
  file: ConfigFile,
  files: readonly ConfigFile[],
  process: Process,
  startFile: string | undefined,
): SourcedBool {
  const started = process.started()
  const source = `modification time of ${file.path}, start of process ${process.pid}`
  if (started.status !== 'observed') return { source, unknown: 'the start of the kubelet cannot be told' }
  if (file.mtime <= started.value + tolerance) return { source, value: false }
  const written = files.find((each) => each.path === startFile)?.mtime
  if (written === undefined || written <= started.value) return { source, value: true }
  if (written <= started.value + startup)
    return { source: `modification times of ${file.path} and ${startFile}`, value: file.mtime > written + tolerance }
  return { source, unknown: `${startFile} is written when the kubelet starts, or was changed later` }
}
