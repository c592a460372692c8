import { createPrivateKey, randomBytes, randomUUID, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createAuthority, issueClient, issueServer, type Pair } from './authority.ts'

/** Thrown when the collector's own identity cannot be used; the message says the place and the remedy. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

/** What a collector is, from its state directory. */
export interface Material {
  readonly clusterId: string
  readonly clusterName: string
  readonly authority: Pair
  readonly server: Pair
  /** Client certificate with which the `merlon` command on this machine asks the collector. */
  readonly operator: Pair
  /** What a scraper of metrics has to show. */
  readonly metricsToken: string
}

/** Days that certificates hold. */
const lifetime = { server: 397, operator: 397, node: 397 } as const
/** A certificate with less than this left is issued anew at start, in days. */
const renewBefore = 30

const clusterSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  name: z.string().min(1).max(253),
})

/**
 * Opens the state directory of a collector, under its stored name unless another is given; what is missing is made: cluster id, authority, server and operator
 * certificates. Throws an IdentityError for what is there and cannot be used.
 */
export async function openMaterial(
  directory: string,
  clusterName: string | undefined,
  hosts: readonly string[],
): Promise<Material> {
  const tls = join(directory, 'tls')
  makeDirectory(directory)
  makeDirectory(tls)
  const cluster = await openCluster(join(directory, 'cluster.json'), clusterName)
  const authority = await openAuthority(join(tls, 'ca'), cluster.id)
  const names = [...new Set([...hosts, 'localhost', '127.0.0.1', '::1', hostname()])]
  const server = await openPair(
    join(tls, 'server'),
    () => issueServer(authority, names, lifetime.server),
    (cert) => usable(cert, authority) && covers(cert, names),
  )
  const operator = await openPair(
    join(tls, 'operator'),
    () => issueClient(authority, { kind: 'operator', clusterId: cluster.id, name: 'local' }, lifetime.operator),
    (cert) => usable(cert, authority),
  )
  return {
    clusterId: cluster.id,
    clusterName: cluster.name,
    authority,
    server,
    operator,
    metricsToken: openToken(join(directory, 'metrics-token')),
  }
}

/** Issues the certificate of a node into a directory: `ca.crt`, `node.crt`, `node.key`. Keeps one that still holds. */
export async function issueNode(material: Material, nodeId: string, directory: string): Promise<void> {
  makeDirectory(directory)
  write(join(directory, 'ca.crt'), material.authority.cert, 0o644)
  const issue = () =>
    issueClient(material.authority, { kind: 'node', clusterId: material.clusterId, nodeId }, lifetime.node)
  const uri = `/node/${nodeId}`
  await openPair(
    join(directory, 'node'),
    issue,
    (cert) => usable(cert, material.authority) && (cert.subjectAltName ?? '').endsWith(uri),
  )
}

function openToken(file: string): string {
  if (!existsSync(file)) write(file, `${randomBytes(32).toString('base64url')}\n`, 0o600)
  const token = readFileSync(file, 'utf8').trim()
  if (token.length < 20) throw new IdentityError(`${file}: too short to be a token; remove it to have one made`)
  return token
}

async function openCluster(file: string, name: string | undefined): Promise<z.infer<typeof clusterSchema>> {
  if (!existsSync(file)) write(file, `${JSON.stringify({ id: randomUUID(), name: name ?? 'local' })}\n`, 0o644)
  try {
    const stored = clusterSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { id: stored.id, name: name ?? stored.name }
  } catch (error) {
    throw new IdentityError(
      `${file}: ${(error as Error).message}; it names this cluster in every finding: restore it from a backup`,
    )
  }
}

/** Made once: another authority would have every node refused. */
function openAuthority(base: string, clusterId: string): Promise<Pair> {
  const remedy = 'restore both from a backup, or remove both and issue the certificates of all nodes anew'
  if (existsSync(`${base}.crt`) && !existsSync(`${base}.key`))
    throw new IdentityError(`${base}.key: does not exist, but its certificate does; ${remedy}`)
  return openPair(
    base,
    () => createAuthority(clusterId),
    (cert) => {
      if (cert.validToDate.getTime() > Date.now()) return true
      throw new IdentityError(`${base}.crt: ended at ${cert.validToDate.toISOString()}; ${remedy}`)
    },
    remedy,
  )
}

async function openPair(
  base: string,
  make: () => Promise<Pair>,
  good: (cert: X509Certificate) => boolean,
  remedy = 'remove it and its key to have both made anew',
): Promise<Pair> {
  const files = { cert: `${base}.crt`, key: `${base}.key` }
  if (existsSync(files.cert) && existsSync(files.key)) {
    const pair = readPair(files, remedy)
    if (good(new X509Certificate(pair.cert))) return pair
  }
  const pair = await make()
  write(files.key, pair.key, 0o600)
  write(files.cert, pair.cert, 0o644)
  return pair
}

function readPair(files: { cert: string; key: string }, remedy: string): Pair {
  let file = files.cert
  try {
    const cert = readFileSync(files.cert, 'utf8')
    const certificate = new X509Certificate(cert)
    file = files.key
    const key = readFileSync(files.key, 'utf8')
    if (!certificate.checkPrivateKey(createPrivateKey(key))) throw new Error('is not the key of its certificate')
    return { cert, key }
  } catch (error) {
    throw new IdentityError(`${file}: ${(error as Error).message}; ${remedy}`)
  }
}

function usable(cert: X509Certificate, authority: Pair): boolean {
  const left = cert.validToDate.getTime() - Date.now()
  return left > renewBefore * 24 * 60 * 60 * 1000 && cert.verify(new X509Certificate(authority.cert).publicKey)
}

function covers(cert: X509Certificate, names: readonly string[]): boolean {
  return names.every((name) => (/^[\d.]+$|:/.test(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined)
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new IdentityError(
      `${directory}: cannot be made: ${(error as NodeJS.ErrnoException).code}; choose another directory`,
    )
  }
}

/** Whole or not at all: written beside and renamed. */
function write(file: string, content: string, mode: number): void {
  const beside = `${file}.new`
  try {
    writeFileSync(beside, content, { mode })
    chmodSync(beside, mode)
    renameSync(beside, file)
  } catch (error) {
    throw new IdentityError(`${file}: cannot be written: ${(error as NodeJS.ErrnoException).code}`)
  }
}
