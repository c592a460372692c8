import { createPrivateKey, randomBytes, randomUUID, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createAuthority, issueClient, issueServer, type Pair } from './authority.ts'
import { joinAuthorities, readAuthorities } from './trust.ts'

/** Thrown when the collector's own identity cannot be used; the message says the place and the remedy. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

/** What a collector is, from its state directory. */
export interface Material {
  readonly clusterId: string
  readonly clusterName: string
  /** Issues certificates. */
  readonly authority: Pair
  /** All authorities that are trusted, that one among them, PEM. */
  readonly trusted: string
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

/** What the operator gives instead of what is made. Paths of PEM files. */
export interface Given {
  readonly clusterId?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly authorityCert?: string
  readonly authorityKey?: string
  /** More authorities that are trusted: those before and after the one that issues, and those of the operator. */
  readonly authorityTrust?: string
}

/**
 * Opens the state directory of a collector, under its stored name unless another is given; what is missing is made: cluster id, authority, server and operator
 * certificates. Throws an IdentityError for what is there and cannot be used.
 */
export async function openMaterial(
  directory: string,
  clusterName: string | undefined,
  hosts: readonly string[],
  given: Given = {},
): Promise<Material> {
  const tls = join(directory, 'tls')
  makeDirectory(directory)
  makeDirectory(tls)
  const cluster = openCluster(join(directory, 'cluster.json'), clusterName, given.clusterId)
  const authority = await authorityOf(given, join(tls, 'ca'), cluster.id)
  const trusted = trustedWith(authority, given.authorityTrust)
  const names = [...new Set([...hosts, 'localhost', '127.0.0.1', '::1', hostname()])]
  const server = await serverOf(given, () =>
    openPair(
      join(tls, 'server'),
      () => issueServer(authority, names, lifetime.server),
      (cert) => usable(cert, authority) && covers(cert, names),
    ),
  )
  // What the `merlon` command on this machine trusts: those of a given server certificate's chain too.
  keep(join(tls, 'trust.crt'), joinAuthorities(trusted, ...authoritiesIn(server.cert)))
  const operator = await openPair(
    join(tls, 'operator'),
    () => issueClient(authority, { kind: 'operator', clusterId: cluster.id, name: 'local' }, lifetime.operator),
    (cert) => usable(cert, authority),
  )
  return {
    clusterId: cluster.id,
    clusterName: cluster.name,
    authority,
    trusted,
    server,
    operator,
    metricsToken: openToken(join(directory, 'metrics-token')),
  }
}

/**
 * The same again while the collector runs, for files that changed. What was there at the start and is gone is an error:
 * nothing is made in its place but certificates that end soon or that another authority signed.
 */
export function reopenMaterial(
  directory: string,
  clusterName: string | undefined,
  hosts: readonly string[],
  given: Given = {},
): Promise<Material> {
  const needed = [join(directory, 'cluster.json')]
  if (!given.authorityCert) needed.push(join(directory, 'tls/ca.crt'), join(directory, 'tls/ca.key'))
  const gone = needed.find((file) => !existsSync(file))
  if (gone) throw new IdentityError(`${gone}: is gone`)
  return openMaterial(directory, clusterName, hosts, given)
}

/** Issues the certificate of a node into a directory: `ca.crt`, `node.crt`, `node.key`. Keeps one that still holds. */
export async function issueNode(material: Material, nodeId: string, directory: string): Promise<void> {
  makeDirectory(directory)
  write(join(directory, 'ca.crt'), material.trusted, 0o644)
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

function openCluster(file: string, name: string | undefined, id: string | undefined): z.infer<typeof clusterSchema> {
  if (!existsSync(file)) write(file, `${JSON.stringify({ id: id ?? randomUUID(), name: name ?? 'local' })}\n`, 0o644)
  const stored = readCluster(file)
  if (id !== undefined && id !== stored.id)
    throw new IdentityError(
      `${file}: this is the state of cluster ${stored.id}, not of ${id}; set clusterId to go on with it, or choose another directory`,
    )
  return { id: stored.id, name: name ?? stored.name }
}

/** The cluster of a state directory; undefined where no collector has run. Throws an IdentityError. */
export function clusterIn(directory: string): string | undefined {
  const file = join(directory, 'cluster.json')
  return existsSync(file) ? readCluster(file).id : undefined
}

function readCluster(file: string): z.infer<typeof clusterSchema> {
  try {
    return clusterSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new IdentityError(
      `${file}: ${(error as Error).message}; it names this cluster in every finding: restore it from a backup`,
    )
  }
}

/** Of the operator's files, or made once. */
function authorityOf(given: Given, base: string, clusterId: string): Promise<Pair> {
  const { authorityCert: cert, authorityKey: key } = given
  if (!cert && !key) return openAuthority(base, clusterId)
  if (!cert || !key) throw new IdentityError('authorityCert and authorityKey belong together: give both or neither')
  const pair = readPair({ cert, key }, 'give an authority with its key')
  const certificate = new X509Certificate(pair.cert)
  if (!certificate.ca) throw new IdentityError(`${cert}: is no authority; give an authority with its key`)
  requireHolds(certificate, cert)
  return Promise.resolve(pair)
}

async function serverOf(given: Given, make: () => Promise<Pair>): Promise<Pair> {
  const { tlsCert: cert, tlsKey: key } = given
  if (!cert && !key) return make()
  if (!cert || !key) throw new IdentityError('tlsCert and tlsKey belong together: give both or neither')
  const pair = readPair({ cert, key }, 'give a certificate with its key')
  requireHolds(new X509Certificate(pair.cert), cert)
  return pair
}

function requireHolds(certificate: X509Certificate, file: string): void {
  if (certificate.validToDate.getTime() > Date.now()) return
  throw new IdentityError(`${file}: ended at ${certificate.validToDate.toISOString()}; give one that holds`)
}

function trustedWith(authority: Pair, file: string | undefined): string {
  if (!file) return joinAuthorities(authority.cert)
  try {
    const more = readFileSync(file, 'utf8')
    if (more.trim() !== '' && readAuthorities(more).length === 0) throw new Error('holds no certificate')
    return joinAuthorities(authority.cert, more)
  } catch (error) {
    throw new IdentityError(`${file}: ${(error as Error).message}; give authorities as PEM`)
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
  // One that begins later was made while the clock was wrong: nobody would take it until then.
  if (cert.validFromDate.getTime() > Date.now()) return false
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

function authoritiesIn(chain: string): string[] {
  const blocks = chain.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  return blocks.filter((block) => new X509Certificate(block).ca)
}

function keep(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) write(file, content, 0o644)
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
