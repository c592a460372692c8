import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { Storage } from './storage.ts'

const stateSchema = z.object({
  /** Id of the spool. */
  spoolId: z.uuid(),
  /** The newest event that is surely in the spool; none above it was ever sent. */
  synced: z.int().min(0),
  /** The newest event that the collector committed. */
  acked: z.int().min(0),
  /** When starting programs were last looked at, milliseconds since 1970; 0 for never. */
  lookedAt: z.int().min(0).default(0),
})

/** What the agent keeps over a restart beside its events. */
export type AgentState = Readonly<z.infer<typeof stateSchema>>

/** The state in two slots: the newest whole one counts, so that a torn write leaves the one before. */
export interface StateFile {
  read(): AgentState | undefined
  /** Ends when it outlives the machine. Rejects with what the system says. */
  write(state: AgentState): Promise<void>
  close(): void
}

/** Bytes of the file: two slots. */
export const stateBytes = 8192
const slotBytes = stateBytes / 2

const magic = Buffer.from('MRLNSTA1')
const headerBytes = 24

/** Throws an Error for a file that is too small. */
export function openState(storage: Storage): StateFile {
  if (storage.size < stateBytes) throw new Error(`the state file has ${storage.size} bytes and needs ${stateBytes}`)
  const slots = [readSlot(storage, 0), readSlot(storage, 1)].sort((a, b) => (b?.version ?? 0) - (a?.version ?? 0))
  let version = slots[0]?.version ?? 0
  return {
    read: () => slots[0]?.state,
    write: async (state) => {
      version += 1
      storage.write((version % 2) * slotBytes, encode(version, state))
      await storage.sync()
    },
    close: storage.close,
  }
}

function encode(version: number, state: AgentState): Buffer {
  const text = Buffer.from(JSON.stringify(state))
  const bytes = Buffer.alloc(headerBytes + text.length)
  magic.copy(bytes)
  bytes.writeBigUInt64LE(BigInt(version), 8)
  bytes.writeUInt32LE(text.length, 16)
  text.copy(bytes, headerBytes)
  bytes.writeUInt32LE(checkOf(bytes), 20)
  return bytes
}

function readSlot(storage: Storage, slot: number): { version: number; state: AgentState } | undefined {
  const bytes = storage.read(slot * slotBytes, slotBytes)
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(magic)) return undefined
  const end = headerBytes + bytes.readUInt32LE(16)
  if (end > bytes.length || checkOf(bytes.subarray(0, end)) !== bytes.readUInt32LE(20)) return undefined
  const { success, data } = stateSchema.safeParse(JSON.parse(bytes.toString('utf8', headerBytes, end)))
  return success ? { version: Number(bytes.readBigUInt64LE(8)), state: data } : undefined
}

function checkOf(bytes: Buffer): number {
  return crc32(bytes.subarray(headerBytes), crc32(bytes.subarray(0, 20)))
}
