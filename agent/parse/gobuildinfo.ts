// What the Go toolchain leaves in every program: with which modules it was built (package debug/buildinfo).
import type { Look } from '../host/look.ts'

/** Reads a piece of the file; a shorter one at its end. */
export type ReadRange = (offset: number, length: number) => Promise<Look<Buffer>>

export interface GoBuildInfo {
  /** The main module and those it is built with: path → version, `v1.36.3`. */
  readonly modules: ReadonlyMap<string, string>
  /** The settings of the build, a line each: `-ldflags=…`. */
  readonly settings: string
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1')
/** The two texts stand behind a header of 32 bytes since Go 1.18. */
const headerLength = 32
const inlineFlag = 2
/** A program as large as the kubelet has about 20 kB of it. */
const limit = 1024 * 1024
/** The list of modules is wrapped in 16 bytes on each side (runtime/debug). */
const wrapping = 16

/** The build info of an ELF file; nothing where there is none, or where it is of a Go older than 1.18. Never throws. */
export async function goBuildInfo(read: ReadRange): Promise<GoBuildInfo | undefined> {
  const section = await findSection(read, '.go.buildinfo')
  if (!section || section.size < headerLength) return undefined
  const bytes = await piece(read, section.offset, Math.min(section.size, limit))
  if (!bytes?.subarray(0, magic.length).equals(magic) || !((bytes[15] as number) & inlineFlag)) return undefined
  const goVersion = textAt(bytes, headerLength)
  const modules = goVersion && textAt(bytes, goVersion.end)
  if (!modules || modules.text.length < 2 * wrapping) return undefined
  return parseModules(modules.text.slice(wrapping, -wrapping))
}

/** A length as varint (encoding/binary), then so many bytes. */
function textAt(bytes: Buffer, start: number): { text: string; end: number } | undefined {
  let length = 0
  for (let at = start; at < start + 5; at += 1) {
    const byte = bytes[at]
    if (byte === undefined) return undefined
    length += (byte & 0x7f) * 2 ** (7 * (at - start))
    if (byte >= 0x80) continue
    const end = at + 1 + length
    return end > bytes.length ? undefined : { text: bytes.toString('latin1', at + 1, end), end }
  }
  return undefined
}

/** Lines of fields between tabs: `mod` and `dep` name a module and its version, `=>` what replaces the one above. */
function parseModules(text: string): GoBuildInfo {
  const modules = new Map<string, string>()
  const settings: string[] = []
  for (const line of text.split('\n')) {
    const [word, name, version] = line.split('\t')
    if ((word === 'mod' || word === 'dep') && name && version) modules.set(name, version)
    if (word === 'build' && name) settings.push(name)
  }
  return { modules, settings: settings.join('\n') }
}

interface Section {
  readonly offset: number
  readonly size: number
}

/** A section of an ELF file by its name: elf(5), 64 bits, either byte order. */
async function findSection(read: ReadRange, name: string): Promise<Section | undefined> {
  const header = await piece(read, 0, 64)
  if (header?.length !== 64 || header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2) return undefined
  const { u16, u32, u64 } = reader(header[5] === 1)
  const [entrySize, count, names] = [u16(header, 58), u16(header, 60), u16(header, 62)]
  if (entrySize < 64 || count === 0 || names >= count) return undefined
  const table = await piece(read, u64(header, 40), entrySize * count)
  if (table?.length !== entrySize * count) return undefined
  const section = (index: number): Section => ({
    offset: u64(table, index * entrySize + 24),
    size: u64(table, index * entrySize + 32),
  })
  const texts = await piece(read, section(names).offset, Math.min(section(names).size, limit))
  if (!texts) return undefined
  const nameOf = (index: number) => {
    const start = u32(table, index * entrySize)
    return texts.toString('latin1', start, texts.indexOf(0, start))
  }
  const found = Array.from({ length: count }, (_, index) => index).find((index) => nameOf(index) === name)
  return found === undefined ? undefined : section(found)
}

function reader(littleEndian: boolean) {
  return {
    u16: (bytes: Buffer, at: number) => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    u32: (bytes: Buffer, at: number) => (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
    u64: (bytes: Buffer, at: number) => Number(littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at)),
  }
}

async function piece(read: ReadRange, offset: number, length: number): Promise<Buffer | undefined> {
  if (!Number.isSafeInteger(offset + length) || length <= 0) return undefined
  const look = await read(offset, length)
  return look.status === 'observed' ? look.value : undefined
}
