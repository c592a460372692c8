import { readFileSync } from 'node:fs'
import type { ClientPem } from '../../lib/grpc.ts'

/** Paths of PEM files. */
export interface CredentialFiles {
  /** Whom the agent trusts to be the collector. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** Thrown when the agent cannot prove who it is; the message says which file and what to do. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError'
}

/** Reads the files anew: they may have been renewed since. Throws a CredentialError. */
export function readCredentials(files: CredentialFiles): ClientPem {
  return { ca: readPem(files.ca), cert: readPem(files.cert), key: readPem(files.key) }
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new CredentialError(
      `${path}: ${code}; on the collector's machine, \`merlon node add NAME --out DIR\` makes the files of a node`,
    )
  }
}
