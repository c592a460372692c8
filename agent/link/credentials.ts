// The files by which an agent proves who it is. No other file of the link reads or writes any, but the spool's.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { ClientPem } from '../../lib/grpc.ts'

/** Paths of PEM files. */
export interface CredentialFiles {
  /** Whom the agent trusts to be the collector. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** What a session is opened with. */
export interface Credentials extends ClientPem {
  /** When its certificate begins and ends to hold, milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
}

/** Thrown when the agent cannot prove who it is; the message says which file and what to do. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError'
}

const addRemedy = "on the collector's machine, `merlon node add NAME --out DIR` makes the files of a node"

/** Reads the files anew: they may have been renewed since. Throws a CredentialError. */
export function readCredentials(files: CredentialFiles): Credentials {
  const pem = {
    ca: readPem(files.ca, addRemedy),
    cert: readPem(files.cert, addRemedy),
    key: readPem(files.key, addRemedy),
  }
  return { ...pem, ...periodOf(pem.cert, files.cert) }
}

/** Reads certificates of authorities. Throws a CredentialError. */
export function readAuthorities(path: string): Buffer {
  return readPem(path, 'it says which collector to trust: take it from the collector')
}

/** Reads a token; the message of the CredentialError that is thrown never holds it. */
export function readToken(path: string, remedy: string): string {
  const token = readPem(path, remedy).toString('utf8').trim()
  if (token === '') throw new CredentialError(`${path}: empty; ${remedy}`)
  if (token.length > maxTokenBytes) throw new CredentialError(`${path}: too long to be a token; ${remedy}`)
  return token
}

const maxTokenBytes = 16 * 1024

/** When a certificate begins and ends to hold. Throws a CredentialError, which names it as `name`. */
export function periodOf(cert: Uint8Array, name: string): Pick<Credentials, 'notBefore' | 'notAfter'> {
  try {
    const { validFromDate, validToDate } = new X509Certificate(cert)
    return { notBefore: validFromDate.getTime(), notAfter: validToDate.getTime() }
  } catch {
    throw new CredentialError(`${name}: no certificate in PEM`)
  }
}

/** Where an issued certificate is kept, with the authorities that came with it. */
export interface KeptFiles {
  readonly cert: string
  readonly key: string
  readonly authorities: string
}

export interface Kept {
  readonly cert: Buffer
  readonly key: Buffer
  readonly authorities: Buffer
}

/**
 * What `keep` stored. Undefined where there is nothing. A machine that stopped amid `keep` has the pair of before or the
 * new one. Throws a CredentialError for what does not fit together.
 */
export function readKept(files: KeptFiles): Kept | undefined {
  const cert = readWhereThere(files.cert)
  if (!cert) return undefined
  const keys = [files.key, besideOf(files.key)].map(readWhereThere)
  const key = keys.find((each) => each && fits(cert, each))
  if (!key) throw new CredentialError(`${files.key}: is not the key of ${files.cert}`)
  if (key === keys[1]) renameSync(besideOf(files.key), files.key)
  return { cert, key, authorities: readWhereThere(files.authorities) ?? Buffer.alloc(0) }
}

/** Stores it so that no stop of the machine leaves a certificate without its key. Throws a CredentialError. */
export function keep(files: KeptFiles, { cert, key, authorities }: Kept): void {
  const all = [
    [files.authorities, authorities],
    [files.key, key],
    [files.cert, cert],
  ] as const
  for (const [path, content] of all) writeBeside(path, content)
  rename(files.authorities)
  // The certificate first: until its key follows, `readKept` finds that beside it.
  rename(files.cert)
  rename(files.key)
}

function readPem(path: string, remedy: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new CredentialError(`${path}: ${codeOf(error)}; ${remedy}`)
  }
}

function readWhereThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new CredentialError(`${path}: ${codeOf(error)}; the agent keeps its certificate there`)
  }
}

function fits(cert: Buffer, key: Buffer): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

function besideOf(path: string): string {
  return `${path}.new`
}

function writeBeside(path: string, content: Buffer): void {
  try {
    const descriptor = openSync(besideOf(path), 'w', 0o600)
    try {
      for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw new CredentialError(`${path}: ${codeOf(error)}; the agent keeps its certificate there`)
  }
}

function rename(path: string): void {
  try {
    renameSync(besideOf(path), path)
  } catch (error) {
    throw new CredentialError(`${path}: ${codeOf(error)}; the agent keeps its certificate there`)
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
