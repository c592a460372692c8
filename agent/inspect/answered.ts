import type { Denied, Failed, Seen } from '../host/look.ts'
import { DoesNotLoad, Unreadable } from './kubelet/sourced.ts'

/** A configuration that was worked out, or why there is none. */
export type Answered<T> = Seen<T> | Denied | Failed

/** Works something out: that it does not load, or cannot be read, is an answer; any other error is a bug. */
export async function answered<T>(work: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { status: 'observed', value: await work() }
  } catch (error) {
    if (error instanceof DoesNotLoad) return { status: 'failed', reason: `does not load: ${error.message}` }
    if (error instanceof Unreadable) return { status: error.status, reason: error.message }
    throw error
  }
}
