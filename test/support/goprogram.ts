/** An ELF file of 64 bits with nothing but the build info of a Go program: elf(5), Go's debug/buildinfo. */
export function goProgram(lines: readonly string[], options: { flags?: number; section?: string } = {}): Buffer {
  const info = buildInfo(lines, options.flags ?? 2)
  const names = Buffer.from(`\0.shstrtab\0${options.section ?? '.go.buildinfo'}\0`)
  const infoAt = 64
  const namesAt = infoAt + info.length
  const tableAt = namesAt + names.length
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeBigUInt64LE(BigInt(tableAt), 40)
  header.writeUInt16LE(64, 58)
  header.writeUInt16LE(3, 60)
  header.writeUInt16LE(1, 62)
  const table = [Buffer.alloc(64), section(1, namesAt, names.length), section(11, infoAt, info.length)]
  return Buffer.concat([header, info, names, ...table])
}

function section(name: number, offset: number, size: number): Buffer {
  const entry = Buffer.alloc(64)
  entry.writeUInt32LE(name, 0)
  entry.writeBigUInt64LE(BigInt(offset), 24)
  entry.writeBigUInt64LE(BigInt(size), 32)
  return entry
}

function buildInfo(lines: readonly string[], flags: number): Buffer {
  const header = Buffer.alloc(32)
  header.write('\xff Go buildinf:\x08', 'latin1')
  header[15] = flags
  const wrapped = `${'<'.repeat(16)}${lines.map((line) => `${line}\n`).join('')}${'>'.repeat(16)}`
  return Buffer.concat([header, text('go1.26.8'), text(wrapped)])
}

/** A length as varint, then the text. */
function text(content: string): Buffer {
  const bytes = Buffer.from(content, 'latin1')
  const length: number[] = []
  let rest = bytes.length
  for (; rest >= 0x80; rest >>= 7) length.push((rest & 0x7f) | 0x80)
  return Buffer.concat([Buffer.from([...length, rest]), bytes])
}
