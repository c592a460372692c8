import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { isRoot } from './host.ts'

/** tracefs, mounted where only one process of the tests has it. */
export interface Tracefs {
  /** Its directory, for whoever may look through /proc. */
  readonly directory: string
  /** Put in front of a command line: runs it where tracefs is at its usual place. */
  readonly enter: readonly string[]
}

/** The reason where the trace cannot be had here: without root, or without the kernel's help. */
export async function openTracefs(): Promise<Tracefs | string> {
  if (!isRoot) return 'needs root'
  const script = 'mount -t tracefs tracefs /sys/kernel/tracing && echo mounted && exec cat'
  // It ends with the tests: nobody writes to it any more.
  const child = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
  afterAll(() => void child.kill('SIGKILL'))
  const said = await firstWord(child)
  if (said !== 'mounted') return 'tracefs cannot be mounted here'
  const directory = `/proc/${child.pid}/root/sys/kernel/tracing`
  if (!existsSync(join(directory, 'events/sched/sched_process_exec'))) return 'this kernel has no trace of execs'
  return { directory, enter: ['nsenter', '-t', String(child.pid), '-m'] }
}

function firstWord(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    child.once('error', () => done(''))
    child.once('close', () => done(''))
    child.stdout?.once('data', (data: Buffer) => done(data.toString().trim()))
  })
}

/** A directory for a file's tests, removed with them. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-trace-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
