export interface TarFile {
  /** Relative, at most 100 bytes. */
  readonly name: string
  readonly content: Buffer
}

const block = 512

/** An archive of files (ustar), all of one time, that only their owner may read. Throws a RangeError for a name that is too long. */
export function tar(files: readonly TarFile[], time: Date): Buffer {
  const parts = files.flatMap((file) => {
    const rest = file.content.length % block
    return [header(file, time), file.content, Buffer.alloc(rest === 0 ? 0 : block - rest)]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * block)])
}

function header({ name, content }: TarFile, time: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name}: too long a name`)
  const bytes = Buffer.alloc(block)
  const seconds = Math.floor(time.getTime() / 1000)
  bytes.write(name, 0)
  bytes.write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0${octal(content.length, 11)}\0`, 100)
  bytes.write(`${octal(seconds, 11)}\0`, 136)
  // The sum is made with spaces in its own place.
  bytes.write('        0', 148)
  bytes.write('ustar\x0000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${octal(sum, 6)}\0 `, 148)
  return bytes
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
