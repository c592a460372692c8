import { readFileSync } from 'node:fs'
import { type RequestOptions, request } from 'node:https'
import { splitAddress } from '../../lib/address.ts'
import type { ConfigzConfig } from '../config.ts'

/** Longest time for one answer, in milliseconds. */
const answerLimit = 10_000
/** Longest answer, in bytes: a kubelet's is about 4 KiB. */
const maxAnswer = 1024 * 1024

/** What the kubelet said, or why it did not, for people. */
export type Answer = { readonly text: string } | { readonly reason: string }

/**
 * Asks one kubelet for `/configz`. Its certificate must be of the configured authority and for this address. Nothing is
 * followed anywhere else, and an answer is never cached. Never throws; no credential is in a reason.
 */
export async function askConfigz(address: string, config: ConfigzConfig, signal: AbortSignal): Promise<Answer> {
  let credentials: RequestOptions
  try {
    credentials = readCredentials(config)
  } catch (error) {
    return { reason: (error as Error).message }
  }
  try {
    return await get(address, credentials, AbortSignal.any([signal, AbortSignal.timeout(answerLimit)]))
  } catch (error) {
    return { reason: `${address}: ${wordsOf(error as NodeJS.ErrnoException)}` }
  }
}

/** Read for each question: tokens and certificates are renewed. */
function readCredentials({ ca, token, cert, key }: ConfigzConfig): RequestOptions {
  const authorization = token === undefined ? {} : { headers: { authorization: `Bearer ${readToken(token)}` } }
  const pair = cert === undefined || key === undefined ? {} : { cert: read(cert), key: read(key) }
  return { ca: read(ca), ...pair, ...authorization }
}

function readToken(path: string): string {
  const token = read(path).trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(`${path} holds no token`)
  return token
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'failed'}`)
  }
}

function get(address: string, credentials: RequestOptions, signal: AbortSignal): Promise<Answer> {
  const { host, port } = splitAddress(address)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const options = { ...credentials, host, port, path: '/configz', agent: false, minVersion: 'TLSv1.2', signal } as const
  const asked = request(options, (response) => {
    const pieces: Buffer[] = []
    let length = 0
    response.on('data', (piece: Buffer) => {
      length += piece.length
      pieces.push(piece)
      if (length > maxAnswer) asked.destroy(new Error(`it answered more than ${maxAnswer} bytes`))
    })
    response.on('error', reject)
    response.on('end', () => {
      if (response.statusCode !== 200) resolve({ reason: `${address}: it answered ${response.statusCode}` })
      else resolve({ text: Buffer.concat(pieces).toString('utf8') })
    })
  })
  asked.on('error', reject)
  asked.end()
  return promise
}

function wordsOf(error: NodeJS.ErrnoException): string {
  const text = error.cause instanceof Error ? error.cause.message : error.message
  if (error.name === 'TimeoutError' || /timeout/i.test(text)) return `no answer within ${answerLimit / 1000} seconds`
  return text.slice(0, 300)
}
