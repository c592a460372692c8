// Follows a log as it grows, across its rotation: renamed and made anew, cut off, or copied and cut off.
import { posix } from 'node:path'
import { absent, type Look, seen, type Unseen, why } from '../host/look.ts'
import type { FileStat, HostRoot } from '../host/root.ts'

export interface FollowLimits {
  /** Bytes that are read at once. */
  readonly part: number
  /** Bytes that one step reads. */
  readonly step: number
  /** Largest line; a longer one is left out. */
  readonly line: number
  /** Bytes that may wait: when there are more, they are skipped. */
  readonly backlog: number
  /** Entries of the directory among which a renamed log is looked for. */
  readonly entries: number
}

export const followLimits: FollowLimits = {
  part: 1024 * 1024,
  step: 16 * 1024 * 1024,
  line: 1024 * 1024,
  backlog: 128 * 1024 * 1024,
  entries: 1000,
}

/** What was not read since the beginning. */
export interface FollowLoss {
  readonly longLines: number
  /** Bytes that came faster than they are read, or that were gone before. */
  readonly skippedBytes: number
}

export interface Follow {
  /** Reads on from where it stood, and gives each whole line. Says why nothing can be read; a log that is not there yet is no fault. */
  step(line: (bytes: Buffer) => void): Promise<Look<void>>
  loss(): FollowLoss
}

interface Place {
  readonly device: number
  readonly inode: number
  offset: number
}

/**
 * `path` is the log on the host, `open` gives the host's files as of now. Only what is written from the first step on is read:
 * what was there before was not watched.
 */
export function followLog(path: string, open: () => HostRoot, limits: FollowLimits = followLimits): Follow {
  let place: Place | undefined
  let isFirst = true
  let rest = Buffer.alloc(0)
  /** Within a line that is too long: the rest of it is left out. */
  let isLong = false
  let longLines = 0
  let skippedBytes = 0

  async function step(line: (bytes: Buffer) => void): Promise<Look<void>> {
    const root = open()
    const look = await root.stat(path)
    if (look.status === 'absent') {
      isFirst = false
      return seen(undefined)
    }
    if (look.status !== 'observed') return look
    const stat = look.value
    if (stat.type !== 'file') return { status: 'failed', reason: 'is no regular file' }
    if (!place) {
      place = startOf(stat, isFirst ? stat.size : 0)
      isFirst = false
    } else if (place.device !== stat.device || place.inode !== stat.inode) {
      await finishOld(root, place, stat, line)
      place = startOf(stat, 0)
    } else if (stat.size < place.offset) {
      // Cut off: what was written before that and not read is gone, and nobody can say how much it was.
      begin()
      place.offset = 0
    }
    if (stat.size - place.offset > limits.backlog) skipTo(place, stat.size)
    return readOn(root, path, place, line)
  }

  /** The old log was renamed: the rest of it is read there. A moment later it may be compressed. */
  async function finishOld(root: HostRoot, old: Place, now: FileStat, line: (bytes: Buffer) => void): Promise<void> {
    const found = await findRenamed(root, posix.dirname(now.target), old)
    const read = found === undefined ? absent : await readOn(root, found, old, line)
    // At least this much was seen to be there, or something was.
    if (read.status !== 'observed') skippedBytes += 1
    begin()
  }

  async function findRenamed(root: HostRoot, directory: string, old: Place): Promise<string | undefined> {
    const list = await root.list(directory, limits.entries)
    if (list.status !== 'observed') return undefined
    for (const { name, type } of list.value) {
      if (type !== 'file') continue
      const entry = posix.join(directory, name)
      const stat = await root.lstat(entry)
      if (stat.status === 'observed' && stat.value.inode === old.inode && stat.value.device === old.device) return entry
    }
    return undefined
  }

  async function readOn(root: HostRoot, file: string, at: Place, line: (bytes: Buffer) => void): Promise<Look<void>> {
    for (let read = 0; read < limits.step; ) {
      const bytes = await root.readRange(file, at.offset, limits.part)
      if (bytes.status !== 'observed') return unread(bytes)
      if (bytes.value.length === 0) break
      at.offset += bytes.value.length
      read += bytes.value.length
      take(bytes.value, line)
    }
    return seen(undefined)
  }

  function take(bytes: Buffer, line: (bytes: Buffer) => void): void {
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const part = bytes.subarray(from, end)
      from = end + 1
      if (!isLong && rest.length + part.length <= limits.line)
        line(rest.length > 0 ? Buffer.concat([rest, part]) : part)
      else longLines += 1
      begin()
    }
    const left = bytes.subarray(from)
    if (isLong) return
    isLong = rest.length + left.length > limits.line
    rest = isLong ? Buffer.alloc(0) : Buffer.concat([rest, left])
  }

  function begin(): void {
    rest = Buffer.alloc(0)
    isLong = false
  }

  function skipTo(at: Place, offset: number): void {
    skippedBytes += offset - at.offset
    at.offset = offset
    // It begins within a line.
    rest = Buffer.alloc(0)
    isLong = true
  }

  return { step, loss: () => ({ longLines, skippedBytes }) }
}

function startOf({ device, inode }: FileStat, offset: number): Place {
  return { device, inode, offset }
}

/** Gone between two looks at it: the next step finds what came. */
function unread(look: Unseen): Look<void> {
  return look.status === 'absent' ? seen(undefined) : { status: look.status, reason: why(look) }
}
