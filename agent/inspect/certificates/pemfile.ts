import type { Host } from '../../host/host.ts'
import { type Look, seen, type Unseen, why } from '../../host/look.ts'
import type { FileStat } from '../../host/root.ts'
import { tags } from '../../parse/der.ts'
import { hasMark, type PemBlock, parsePem } from '../../parse/pem.ts'
import { isPrivateKey, type PrivateKey, parsePrivateKey } from '../../parse/pemkey.ts'
import { type Archive, isArchive, parseArchive } from '../../parse/pkcs12.ts'
import { type Certificate, parseCertificate } from '../../parse/x509.ts'
import type { Format } from './group.ts'

/** Most bytes that are read of one file. */
export const fileLimit = 1024 * 1024
/** Most blocks that are read of one file: more than any public bundle of authorities has. */
export const blockLimit = 500

/** A certificate of a file. */
export interface Loaded {
  readonly certificate: Certificate
  /** Whether programs in Go load it: only a plain `CERTIFICATE`. */
  readonly loads: boolean
}

/** What a file, or a field of a kubeconfig, holds. */
export interface Content {
  readonly certificates: readonly Loaded[]
  /** The first one, which is what a program takes. */
  readonly key?: PrivateKey
  readonly keys: number
  readonly format: Format
  /** Whose file it is; not told of what a kubeconfig embeds. */
  readonly state?: Pick<FileStat, 'mode' | 'uid' | 'target'>
  /** What could not be read. Empty when everything could. */
  readonly unread: string
  /** What there is to say of it besides. */
  readonly remark: string
}

const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']

/** The beginning of a file, all of it when it is not too large. */
export async function readStart(
  host: Host,
  path: string,
): Promise<Look<{ bytes: Buffer; cut: boolean; state: FileStat }>> {
  const whole = await host.root.read(path, fileLimit)
  if (whole.status === 'observed') return seen({ bytes: whole.value.bytes, cut: false, state: whole.value })
  if (whole.status !== 'failed') return whole
  const state = await host.root.stat(path)
  if (state.status !== 'observed' || state.value.type !== 'file' || state.value.size <= fileLimit)
    return whole satisfies Unseen
  const start = await host.root.readRange(path, 0, fileLimit)
  return start.status === 'observed' ? seen({ bytes: start.value, cut: true, state: state.value }) : start
}

/** The passwords of archives, or why there are none. */
export type Passwords = () => Look<readonly string[]>

const noPasswords: Passwords = () => seen([])

/** Reads PEM, one certificate in DER, or a PKCS#12 archive. Never throws. */
export function contentOf(bytes: Buffer, cut = false, passwords: Passwords = noPasswords): Content {
  if (!bytes.includes('-----BEGIN ')) return derContent(bytes, passwords)
  const { blocks, problems, more } = parsePem(bytes, blockLimit)
  const behindMark = hasMark(bytes) ? blocks.find(({ line }) => line === 1) : undefined
  const certificates: Loaded[] = []
  // A block that the end of what was read cut short is no fault of the file.
  const faults = problems
    .slice(0, cut ? -1 : undefined)
    .map(({ line, label, reason }) => `line ${line}: ${label} ${reason}`)
  for (const block of blocks.filter(({ label }) => certificateLabels.includes(label))) {
    const read = parseCertificate(block.der)
    if (read.ok) certificates.push({ certificate: read.certificate, loads: block !== behindMark && loadsInGo(block) })
    else faults.push(`line ${block.line}: ${read.reason}`)
  }
  const keys = blocks.filter(isPrivateKey)
  const unread = [
    ...(faults.length > 0
      ? [`${faults.length} of ${blocks.length + problems.length} blocks could not be read: ${faults[0]}`]
      : []),
    ...(more ? [`only the first ${blockLimit} blocks are read`] : []),
    ...(cut ? [`only the first ${fileLimit} bytes are read`] : []),
  ]
  return {
    certificates,
    ...(keys[0] && { key: parsePrivateKey(keys[0]) }),
    keys: keys.length,
    format: 'pem',
    unread: unread.join('; '),
    remark: unread.length > 0 ? '' : behindMark ? markRemark : remarkOn(certificates, keys.length),
  }
}

const markRemark = 'begins with a mark of the byte order: programs in Go do not find its first block'

/** Go's crypto/x509 and crypto/tls pass over every other label, and over blocks with headers. */
function loadsInGo({ label, headers }: PemBlock): boolean {
  return label === 'CERTIFICATE' && !headers
}

function remarkOn(certificates: readonly Loaded[], keys: number): string {
  const passed = certificates.filter(({ loads }) => !loads).length
  if (passed > 0)
    return `${passed} of ${certificates.length} certificates are none that programs in Go load (TRUSTED CERTIFICATE)`
  return certificates.length + keys === 0 ? 'holds neither certificates nor private keys' : ''
}

function derContent(bytes: Buffer, passwords: Passwords): Content {
  const none = { certificates: [], keys: 0, format: '', unread: '', remark: '' } as const
  if (bytes.length === 0) return { ...none, remark: 'is empty' }
  const read = bytes[0] === tags.sequence ? parseCertificate(bytes) : undefined
  if (read?.ok)
    return {
      ...none,
      format: 'der',
      certificates: [{ certificate: read.certificate, loads: false }],
      remark: 'is DER, which programs in Go do not load',
    }
  if (isArchive(bytes)) return { ...none, format: 'pkcs12', ...archiveContent(bytes, passwords) }
  return { ...none, remark: 'holds neither certificates nor private keys' }
}

function archiveContent(bytes: Buffer, passwords: Passwords): Partial<Content> {
  const told = passwords()
  if (told.status !== 'observed') return { unread: `encrypted: not read (file of passwords: ${why(told)})` }
  const read = parseArchive(bytes, told.value)
  return read.ok ? openedArchive(read.archive) : { unread: read.reason }
}

function openedArchive({ certificates: all, key, keys }: Archive): Partial<Content> {
  const certificates: Loaded[] = []
  const faults: string[] = []
  for (const der of all.slice(0, blockLimit)) {
    const read = parseCertificate(der)
    if (read.ok) certificates.push({ certificate: read.certificate, loads: false })
    else faults.push(read.reason)
  }
  const unread = [
    ...(faults.length > 0 ? [`${faults.length} of ${all.length} certificates could not be read: ${faults[0]}`] : []),
    ...(all.length > blockLimit ? [`only the first ${blockLimit} certificates are read`] : []),
  ]
  return {
    certificates,
    ...(key && { key }),
    keys,
    unread: unread.join('; '),
    remark: 'is PKCS#12, which programs in Go do not load',
  }
}
