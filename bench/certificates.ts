import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../agent/host/host.ts'
import { blockLimit } from '../agent/inspect/certificates/pemfile.ts'
import { certificates } from '../agent/inspect/certificates.ts'
import { observe } from '../agent/inspect/observe.ts'
import { parsePem } from '../agent/parse/pem.ts'
import { parseCertificate } from '../agent/parse/x509.ts'
import { judgeRule, openFacts } from '../collector/judge/judge.ts'
import { decodeAll } from '../collector/judging.ts'
import { builtInRules, loadPack } from '../collector/rulebook/load.ts'
import { type HostSpec, writeHost } from '../test/support/fixture.ts'
import { issue } from '../test/support/pki.ts'
import { type Bench, measure } from './measure.ts'

/** As many as one node may have: more are not told. */
const many = 2000
/** Most that are read of one file. */
const bundle = blockLimit
const pki = '/etc/kubernetes/pki'

/** The cost of one certificate, and of a node with 2,000 of one authority in files and bundles. */
export async function benchCertificates({ directory, print }: Bench): Promise<void> {
  const authority = await issue({ name: 'CN=bench-ca', ca: true })
  const pair = await issue({ name: 'CN=bench-0', by: authority, hosts: ['cp-1', '10.0.0.1'], usages: ['serverAuth'] })
  const blocks = parsePem(Buffer.from(pair.cert), 1).blocks
  const parse = await measure(20, async () => {
    for (let at = 0; at < 100; at += 1) for (const { der } of blocks) parseCertificate(der)
  })
  print(
    `certificates: ${((parse.cpu / 100) * 1000).toFixed(0)} µs CPU to read one (EC P-256, ${blocks[0]?.der.length} bytes)`,
  )

  const root = join(directory, 'certificates')
  mkdirSync(root)
  writeHost(root, await certificateNode(authority))
  const look = () => observe(certificates, openHost(root))
  const { bytes, status } = await look()
  const inspected = await measure(5, look)
  const { rules } = loadPack([builtInRules], {}, 'bench')
  const asking = rules.filter(({ scope, needs }) => scope === 'node' && needs[0]?.domain === 'certificates')
  const judged = await measure(3, async () => {
    const facts = openFacts(decodeAll([{ domain: 'certificates', bytes }]))
    for (const rule of asking) judgeRule(rule, facts, new Date())
  })
  print(
    `  a node with ${many} (${status}, ${(bytes.length / 1024).toFixed(0)} KiB): inspected in ${inspected.wall.toFixed(0)} ms (CPU ${inspected.cpu.toFixed(0)} ms), judged by ${asking.length} rules in ${judged.wall.toFixed(0)} ms`,
  )
}

/** A node with them: half of them in files of their own, half in two bundles that an API server trusts; all of one authority, each with its own key. */
export async function certificateNode(authority: Awaited<ReturnType<typeof issue>>): Promise<HostSpec> {
  const files: Record<string, string> = { [`${pki}/ca.crt`]: authority.cert }
  const made: string[] = []
  for (let at = 1; at < many; at += 1)
    made.push((await issue({ name: `CN=bench-${at}`, by: authority, hosts: [`host-${at}`] })).cert)
  const alone = made.slice(0, made.length - 2 * bundle)
  for (const [at, text] of alone.entries()) files[`${pki}/${at}.crt`] = text
  files[`${pki}/clients.pem`] = made.slice(alone.length, alone.length + bundle).join('')
  files[`${pki}/proxies.pem`] = made.slice(alone.length + bundle).join('')
  const told = [`--client-ca-file=${pki}/clients.pem`, `--requestheader-client-ca-file=${pki}/proxies.pem`]
  return { files, processes: [{ pid: 7, argv: ['/usr/bin/kube-apiserver', ...told] }] }
}
