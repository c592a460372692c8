// Digests of executables, each file read once, never faster than the budget.
import { createHash } from 'node:crypto'
import { type FileState, openExecutable } from '../host/executable.ts'
import { why } from '../host/look.ts'
import type { HostRoot } from '../host/root.ts'

export interface Digest {
  /** `sha256:…`; empty where there is none. */
  readonly digest: string
  /** `late`, why there is none, or empty. */
  readonly note: string
}

export interface DigestLimits {
  /** Largest file that is read, bytes. */
  readonly size: number
  /** Bytes a second. */
  readonly rate: number
  /** Most files whose digest is remembered. */
  readonly files: number
}

export const digestLimits: DigestLimits = { size: 256 * 1024 * 1024, rate: 64 * 1024 * 1024, files: 16_384 }

export interface Digests {
  /** Of what a process runs. */
  ofProcess(pid: number): Promise<Digest>
  /** Of what stands at a path now, when the process is gone: marked `late`. */
  ofPath(root: HostRoot, path: string): Promise<Digest>
}

/** `proc` is the directory of processes; `wait` sleeps for milliseconds. */
export function openDigests(proc: string, limits = digestLimits, wait = sleep, now = () => performance.now()): Digests {
  const known = new Map<string, string>()
  const spend = budget(limits.rate, wait, now)
  const remember = (key: string, digest: string) => {
    if (known.size >= limits.files) known.delete(known.keys().next().value as string)
    known.set(key, digest)
    return digest
  }
  return {
    ofProcess: async (pid) => {
      const file = await openExecutable(proc, pid)
      if (file.status !== 'observed') return none(`not read: ${why(file)}`)
      try {
        const { state } = file.value
        const found = known.get(keyOf(state))
        if (found) return { digest: found, note: '' }
        if (state.size > limits.size) return none(tooLarge(state.size, limits))
        const digest = await file.value.digest(spend)
        return digest.status === 'observed'
          ? { digest: remember(keyOf(state), `sha256:${digest.value}`), note: '' }
          : none(`not read: ${why(digest)}`)
      } finally {
        await file.value.close()
      }
    },
    ofPath: async (root, path) => {
      const before = await root.stat(path)
      if (before.status !== 'observed') return none(`not read: ${why(before)}`)
      const key = keyOf(before.value)
      const found = known.get(key)
      if (found) return { digest: found, note: 'late' }
      if (before.value.size > limits.size) return none(tooLarge(before.value.size, limits))
      const hash = createHash('sha256')
      for (let at = 0; at < before.value.size; at += part) {
        await spend(part)
        const bytes = await root.readRange(path, at, part)
        if (bytes.status !== 'observed') return none(`not read: ${why(bytes)}`)
        hash.update(bytes.value)
      }
      const after = await root.stat(path)
      if (after.status !== 'observed' || keyOf(after.value) !== key) return none('changed while it was read')
      return { digest: remember(key, `sha256:${hash.digest('hex')}`), note: 'late' }
    },
  }
}

const part = 1024 * 1024

function none(note: string): Digest {
  return { digest: '', note }
}

function tooLarge(size: number, limits: DigestLimits): string {
  return `skipped: ${size} bytes, more than the ${limits.size} that are read`
}

/** Nobody can change a file and keep all of these: the time of the last change of state cannot be set. */
function keyOf({ device, inode, size, mtime, ctime }: Omit<FileState, 'links'>): string {
  return `${device}:${inode}:${size}:${mtime}:${ctime}`
}

/** Lets so many bytes a second through, a second's worth at once. */
function budget(rate: number, wait: (milliseconds: number) => Promise<void>, now: () => number) {
  let left = rate
  let at = now()
  return async (bytes: number): Promise<void> => {
    const time = now()
    left = Math.min(rate, left + ((time - at) / 1000) * rate) - bytes
    at = time
    if (left < 0) await wait((-left / rate) * 1000)
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
