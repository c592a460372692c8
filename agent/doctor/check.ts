import type { Look } from '../host/look.ts'

/** `unknown`: it could not be looked at, so nobody may take it for good. */
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown'

/** One thing that the agent needs. */
export interface Check {
  readonly name: string
  readonly status: CheckStatus
  /** What was seen. */
  readonly text: string
  /** What to change; empty where nothing is to be. */
  readonly advice: string
}

/** What the checks judge, read in the place where the agent runs. */
export interface Surroundings {
  /** Where the node's files are. */
  readonly root: string
  /** Texts below /proc, by their paths there. */
  read(path: string): Look<string>
  /** Ids of the first processes. */
  readonly pids: readonly number[]
  /** Target of a link below /proc. */
  link(path: string): Look<string>
  /** Whether a file or directory of the node can be opened, by its path below the root. */
  opens(path: string): Look<unknown>
  /** Whether a process may not even signal itself: nothing but the agent's own filter refuses that. */
  readonly filtered: boolean
  /** Names of trace instances, and where tracefs is. */
  readonly tracefs: Look<string>
  readonly traces: readonly string[]
  /** Bytes of the files of the spool. */
  readonly spool: Readonly<Record<'ring' | 'state', Look<number>>>
}

export const ok = (name: string, text: string): Check => ({ name, status: 'ok', text, advice: '' })
export const warn = (name: string, text: string, advice: string): Check => ({ name, status: 'warn', text, advice })
export const fail = (name: string, text: string, advice: string): Check => ({ name, status: 'fail', text, advice })
export const unknown = (name: string, text: string, advice = ''): Check => ({ name, status: 'unknown', text, advice })
