import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, onTestFinished } from 'vitest'

export const mainFile = fileURLToPath(new URL('../../collector/cli/main.ts', import.meta.url))
export const binFile = fileURLToPath(new URL('../../bin/merlon.js', import.meta.url))

export interface Ran {
  /** Exit code, or the signal that ended it. */
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Run as this user and group. */
  readonly uid?: number
  /** The file that is run: the command itself unless another is named. */
  readonly file?: string
  readonly cwd?: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  stdout(): string
  stderr(): string
}

/** A directory for all tests of a file, which everyone may read: tests that run side by side make none of their own. */
export function shared(): string {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-test-'))
  chmodSync(directory, 0o755)
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/**
 * Runs `merlon` as a process of its own, without colours and without this environment but the place of compiled sources;
 * killed when the test ends.
 */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const running = run(args, options)
  onTestFinished(() => void running.child.kill('SIGKILL'))
  return running
}

function run(args: readonly string[], { env, uid, file = mainFile, cwd = tmpdir() }: RunOptions = {}): Running {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { PATH, HOME: '/nonexistent', COLUMNS: '120', ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that hangs must not outlive the tests.
    ...{ timeout: 400_000, killSignal: 'SIGKILL' as const },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
  child.stdout?.on('data', (data: Buffer) => stdout.push(data))
  child.stderr?.on('data', (data: Buffer) => stderr.push(data))
  const text = (parts: Buffer[]) => Buffer.concat(parts).toString()
  const ended = new Promise<Ran>((done) => {
    child.on('close', (code, signal) =>
      done({ code: code ?? signal ?? '', stdout: text(stdout), stderr: text(stderr) }),
    )
  })
  return { child, ended, stdout: () => text(stdout), stderr: () => text(stderr) }
}

/** The same, to its end. */
export function merlon(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(args, options).ended
}
