import { truncateSync, writeFileSync } from 'node:fs'
import { stateBytes } from '../../agent/link/spool/state.ts'
import { openStorage, type Storage } from '../../agent/link/spool/storage.ts'
import { minRingBytes } from '../../agent/link/spool.ts'

/** Where the agent of one simulated node keeps its events. */
export interface Disk {
  readonly ring: string
  readonly state: string
  /** From here on it takes nothing more, or everything again. */
  fill(isFull: boolean): void
  /** Opens a file for one life of the agent. */
  open(path: string, life: AbortSignal): Storage
}

/** Files below a path, sparse: the ring has the least size that there is. */
export function openDisk(path: string): Disk {
  const files = { ring: `${path}.ring`, state: `${path}.state` }
  for (const [file, size] of [[files.ring, minRingBytes] as const, [files.state, stateBytes] as const]) {
    writeFileSync(file, '')
    truncateSync(file, size)
  }
  let isFull = false
  return {
    ...files,
    fill: (full) => void (isFull = full),
    open: (file, life) => mortal(openStorage(file), life, () => isFull),
  }
}

/** What a process that was killed wrote last is there; what it would do afterwards does not happen. */
function mortal(storage: Storage, life: AbortSignal, isFull: () => boolean): Storage {
  let isOpen = true
  const close = () => {
    if (isOpen) storage.close()
    isOpen = false
  }
  life.addEventListener('abort', close, { once: true })
  return {
    size: storage.size,
    read: (position, length) => (isOpen ? storage.read(position, length) : Buffer.alloc(0)),
    write: (position, bytes) => {
      if (!isOpen) return
      if (isFull()) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      storage.write(position, bytes)
    },
    // The dead wait for ever.
    sync: () => (isOpen ? storage.sync() : new Promise<void>(() => undefined)),
    close,
  }
}
