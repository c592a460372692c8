// What people who help may see: an archive that is written where the user says, and sent nowhere.
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { printable } from './printable.ts'
import { hidden, redact } from './redact.ts'
import { type TarFile, tar } from './tar.ts'

/** Thrown when the archive cannot be written. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
}

/** One file of the archive. */
export interface Part {
  /** With its ending: `metrics.txt`. */
  readonly name: string
  /** What it is, in a few words. */
  readonly about: string
  /** Its text. What it throws is told in its place. */
  read(): Promise<string> | string
}

/** Where an archive goes, and what must not be in it. */
export interface Written {
  /** A file that is not there yet; `-` for the output. */
  readonly to: string
  /** Secrets that are known, beside what looks like one. */
  readonly secrets?: readonly string[]
  readonly out: NodeJS.WritableStream
  readonly errors?: NodeJS.WritableStream
}

/** Shorter ones are words too: hiding those would hide the rest. */
const leastSecret = 8

/** Writes all parts, redacted, as .tar.gz, and tells what is in it. Exit code 0; what could not be read is named. Throws a BundleError. */
export async function writeSupportBundle(
  kind: string,
  parts: readonly Part[],
  { to, secrets = [], out, errors = process.stderr }: Written,
  now = new Date(),
): Promise<number> {
  const known = secrets.flatMap((secret) => secret.split('\n')).filter((secret) => secret.length >= leastSecret)
  const told: string[] = []
  const files: TarFile[] = []
  for (const part of parts) {
    const { text, missing } = await textOf(part)
    const content = Buffer.from(without(text, known))
    const size = missing ? without(`missing: ${missing}`, known) : `${content.length} bytes`
    told.push(`${part.name.padEnd(20)} ${part.about} (${size})`)
    if (!missing) files.push({ name: `merlon-${kind}/${part.name}`, content })
  }
  const contents = `${told.map(printable).join('\n')}\n\n${notes}`
  const all = [{ name: `merlon-${kind}/contents.txt`, content: Buffer.from(contents) }, ...files]
  const archive = gzipSync(tar(all, now))
  if (to === '-') out.write(archive)
  else write(to, archive)
  const place = to === '-' ? 'the output' : printable(to)
  ;(to === '-' ? errors : out).write(
    `${contents}${place}: ${archive.length} bytes. It was sent nowhere: look into it, then give it to whom you trust.\n`,
  )
  return 0
}

const notes = `Keys, tokens, certificates' files, findings, facts and events are not in it. What looks like a secret is ${hidden}. Names of nodes, hosts and paths are there.\n`

async function textOf({ read }: Part): Promise<{ text: string; missing?: string }> {
  try {
    return { text: await read() }
  } catch (error) {
    return { text: '', missing: (error as Error).message || String(error) }
  }
}

function without(text: string, secrets: readonly string[]): string {
  return redact(secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text))
}

function write(to: string, archive: Buffer): void {
  try {
    writeFileSync(to, archive, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new BundleError(
      `${to}: ${code === 'EEXIST' ? 'is there already; name another file' : `cannot be written: ${code}`}`,
    )
  }
}
